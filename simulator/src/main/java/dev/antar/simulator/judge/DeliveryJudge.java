package dev.antar.simulator.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Follows every courier of a schedule through his day and says which rules it breaks: nothing is
/// known before it is placed, service and travel take what they take, nobody turns off on his way
/// or picks up after his shift, a bundle is of one restaurant.
public final class DeliveryJudge {

    private final DeliveryDay day;
    private final Map<String, DeliveryDay.Order> orders = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private DeliveryJudge(DeliveryDay day) {
        this.day = day;
        day.orders().forEach(o -> orders.put(o.name(), o));
    }

    /// What is wrong with the schedule; nothing if it keeps every rule.
    public static List<String> judge(DeliveryDay day, List<DeliveryRow> schedule) {
        DeliveryJudge judge = new DeliveryJudge(day);
        judge.follow(schedule);
        return List.copyOf(judge.broken);
    }

    /// What was decided and picked up until the cut must not depend on what came after it.
    ///
    /// @param whole the schedule of everything
    /// @param cut the schedule made when orders placed after the moment are never heard of
    public static List<String> judgeCut(
            long moment, List<DeliveryRow> whole, List<DeliveryRow> cut) {
        List<String> broken = new ArrayList<>();
        Map<String, DeliveryRow> known = new TreeMap<>();
        for (DeliveryRow row : cut) {
            if (row.pickupAt() <= moment) {
                known.put(row.order(), row);
            }
        }
        for (DeliveryRow row : whole) {
            if (row.pickupAt() <= moment) {
                DeliveryRow other = known.remove(row.order());
                if (other == null || !row.sameButForBundle(other)) {
                    broken.add(row + ": clairvoyant, cut off at " + moment + " it is " + other);
                }
            }
        }
        for (DeliveryRow row : known.values()) {
            broken.add(row + ": clairvoyant, it is there only when cut off at " + moment);
        }
        return broken;
    }

    private void follow(List<DeliveryRow> schedule) {
        Set<String> couriers = new HashSet<>();
        day.couriers().forEach(c -> couriers.add(c.name()));
        Set<String> seen = new HashSet<>();
        Map<Integer, String> courierOf = new HashMap<>();
        Map<String, Map<Integer, List<DeliveryRow>>> byCourier = new HashMap<>();
        for (DeliveryRow row : schedule) {
            boolean known = orders.containsKey(row.order()) && couriers.contains(row.courier());
            rule(known, row, "there is no such order or courier");
            rule(seen.add(row.order()), row, "the order is delivered twice");
            String courier = courierOf.merge(row.bundle(), row.courier(), (first, _) -> first);
            rule(row.courier().equals(courier), row, "the bundle has two couriers");
            if (known) {
                byCourier
                        .computeIfAbsent(row.courier(), _ -> new TreeMap<>())
                        .computeIfAbsent(row.bundle(), _ -> new ArrayList<>())
                        .add(row);
            }
        }
        for (DeliveryDay.Courier courier : day.couriers()) {
            Map<Integer, List<DeliveryRow>> bundles = byCourier.get(courier.name());
            if (bundles != null) {
                shift(courier, new ArrayList<>(bundles.values()));
            }
        }
    }

    private void shift(DeliveryDay.Courier courier, List<List<DeliveryRow>> bundles) {
        bundles.sort(Comparator.comparingLong(b -> b.getFirst().departedAt()));
        DeliveryDay.Place place = courier.start();
        long freeAt = courier.onAt();
        for (List<DeliveryRow> bundle : bundles) {
            bundle.sort(Comparator.comparingLong(DeliveryRow::dropoffAt));
            pickup(courier, bundle, place, freeAt);
            place = order(bundle.getFirst()).pickup();
            freeAt = bundle.getFirst().pickupAt() + day.pickupAfter();
            for (DeliveryRow row : bundle) {
                DeliveryDay.Place door = order(row).dropoff();
                long dropoff =
                        freeAt + day.travel().time(courier, place, door) + day.dropoffBefore();
                rule(row.dropoffAt() == dropoff, row, "must drop off at " + dropoff);
                freeAt = row.dropoffAt() + day.dropoffAfter();
                place = door;
            }
        }
    }

    private void pickup(
            DeliveryDay.Courier courier,
            List<DeliveryRow> bundle,
            DeliveryDay.Place place,
            long freeAt) {
        DeliveryRow first = bundle.getFirst();
        DeliveryDay.Place restaurant = order(first).pickup();
        long arrival = first.departedAt() + day.travel().time(courier, place, restaurant);
        long pickup = arrival + day.pickupBefore();
        boolean sent = false;
        for (DeliveryRow row : bundle) {
            pickup = Math.max(pickup, order(row).readyAt());
            sent |= row.decidedAt() <= row.departedAt();
        }
        rule(sent, first, "the courier left before anything was decided");
        rule(
                bundle.size() <= day.largestBundle(),
                first,
                "the bundle has " + bundle.size() + " orders");
        for (DeliveryRow row : bundle) {
            DeliveryDay.Order order = order(row);
            rule(order.pickup().equals(restaurant), row, "the bundle has two restaurants");
            rule(row.departedAt() == first.departedAt(), row, "the bundle left at two times");
            rule(row.decidedAt() >= order.placedAt(), row, "was decided before it was placed");
            rule(row.decidedAt() <= row.pickupAt(), row, "was decided after it was picked up");
            rule(
                    row.departedAt() >= freeAt,
                    row,
                    "the courier is busy or off duty until " + freeAt);
            rule(row.arrivedPickupAt() == arrival, row, "must arrive at " + arrival);
            rule(row.pickupAt() == pickup, row, "must pick up at " + pickup);
            rule(row.pickupAt() <= courier.offAt(), row, "picks up after the shift");
        }
    }

    private DeliveryDay.Order order(DeliveryRow row) {
        return Objects.requireNonNull(orders.get(row.order()), "an order that is known");
    }

    private void rule(boolean kept, DeliveryRow row, String what) {
        if (!kept) {
            broken.add(row + ": " + what);
        }
    }
}
