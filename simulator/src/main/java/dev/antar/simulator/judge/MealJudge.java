package dev.antar.simulator.judge;

import dev.antar.simulator.trace.MealInstance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Follows every courier of a meal delivery schedule through his day and says which rules of the
/// Meal Delivery Routing Problem it breaks.
public final class MealJudge {

    private final MealInstance instance;
    private final Map<String, MealInstance.Order> orders = new HashMap<>();
    private final Map<String, MealInstance.Courier> couriers = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private MealJudge(MealInstance instance) {
        this.instance = instance;
        instance.orders().forEach(o -> orders.put(o.name(), o));
        instance.couriers().forEach(c -> couriers.put(c.name(), c));
    }

    /// What is wrong with the schedule; nothing if it keeps every rule.
    public static List<String> judge(MealInstance instance, List<MealRow> schedule) {
        MealJudge judge = new MealJudge(instance);
        judge.follow(schedule);
        return List.copyOf(judge.broken);
    }

    /// What was decided and picked up up to the cut must not depend on what came after it.
    ///
    /// @param whole the schedule of everything
    /// @param cut the schedule made from orders placed up to `minute` only
    public static List<String> judgeCut(int minute, List<MealRow> whole, List<MealRow> cut) {
        List<String> differences = new ArrayList<>();
        Map<String, MealRow> known = new TreeMap<>();
        for (MealRow row : cut) {
            if (row.pickupAt() <= minute) {
                known.put(row.order(), row);
            }
        }
        for (MealRow row : whole) {
            if (row.pickupAt() <= minute) {
                MealRow other = known.remove(row.order());
                if (!row.withBundle(0).equals(other == null ? null : other.withBundle(0))) {
                    differences.add(
                            "clairvoyant: with the orders after minute "
                                    + minute
                                    + " unknown, "
                                    + row
                                    + " became "
                                    + other);
                }
            }
        }
        known.values()
                .forEach(
                        row ->
                                differences.add(
                                        "clairvoyant: "
                                                + row
                                                + " happened only with the orders after minute "
                                                + minute
                                                + " unknown"));
        return differences;
    }

    private void follow(List<MealRow> schedule) {
        Set<String> seen = new HashSet<>();
        Map<String, Map<Integer, List<MealRow>>> byCourier = new TreeMap<>();
        Map<Integer, String> courierOf = new HashMap<>();
        for (MealRow row : schedule) {
            if (!orders.containsKey(row.order())) {
                broken.add(row + ": there is no such order");
                continue;
            }
            if (!couriers.containsKey(row.courier())) {
                broken.add(row + ": there is no such courier");
                continue;
            }
            rule(seen.add(row.order()), row, "the order is delivered twice");
            rule(
                    row.courier()
                            .equals(courierOf.merge(row.bundle(), row.courier(), (old, _) -> old)),
                    row,
                    "the bundle has two couriers");
            byCourier
                    .computeIfAbsent(row.courier(), _ -> new TreeMap<>())
                    .computeIfAbsent(row.bundle(), _ -> new ArrayList<>())
                    .add(row);
        }
        instance.couriers().forEach(c -> day(c, byCourier.getOrDefault(c.name(), Map.of())));
    }

    private void day(MealInstance.Courier courier, Map<Integer, List<MealRow>> bundles) {
        double x = courier.x();
        double y = courier.y();
        int freeAt = courier.onAt();
        List<List<MealRow>> inOrder = new ArrayList<>(bundles.values());
        inOrder.sort(Comparator.comparingInt(b -> b.getFirst().departedAt()));
        for (List<MealRow> bundle : inOrder) {
            bundle.sort(Comparator.comparingInt(MealRow::dropoffAt));
            pickup(courier, bundle, x, y, freeAt);
            MealInstance.Restaurant at =
                    instance.restaurants().get(order(bundle.getFirst()).restaurant());
            x = at.x();
            y = at.y();
            freeAt = bundle.getFirst().pickupAt() + after(instance.parameters().pickupMinutes());
            for (MealRow row : bundle) {
                MealInstance.Order order = order(row);
                int arrival = freeAt + instance.minutes(x, y, order.x(), order.y());
                int dropoff = arrival + before(instance.parameters().dropoffMinutes());
                rule(
                        row.dropoffAt() == dropoff,
                        row,
                        "must drop off at " + dropoff + ", neither sooner nor later");
                freeAt = row.dropoffAt() + after(instance.parameters().dropoffMinutes());
                x = order.x();
                y = order.y();
            }
        }
    }

    private void pickup(
            MealInstance.Courier courier, List<MealRow> bundle, double x, double y, int freeAt) {
        MealRow first = bundle.getFirst();
        int restaurant = order(first).restaurant();
        MealInstance.Restaurant at = instance.restaurants().get(restaurant);
        int arrival = first.departedAt() + instance.minutes(x, y, at.x(), at.y());
        int ready = Integer.MIN_VALUE;
        boolean sent = false;
        for (MealRow row : bundle) {
            ready = Math.max(ready, order(row).readyAt());
            sent |= row.decidedAt() <= row.departedAt();
        }
        int pickup = Math.max(ready, arrival + before(instance.parameters().pickupMinutes()));
        rule(sent, first, "the courier left before anybody had decided it");
        for (MealRow row : bundle) {
            rule(order(row).restaurant() == restaurant, row, "the bundle has two restaurants");
            rule(row.departedAt() == first.departedAt(), row, "the bundle left at two times");
            rule(row.decidedAt() >= order(row).placedAt(), row, "was decided before it was placed");
            rule(row.decidedAt() <= row.pickupAt(), row, "was decided after it was picked up");
            rule(
                    row.departedAt() >= freeAt,
                    row,
                    "the courier is not free before "
                            + freeAt
                            + ": a diversion or before his shift");
            rule(row.arrivedPickupAt() == arrival, row, "must arrive at " + arrival);
            rule(row.pickupAt() == pickup, row, "must pick up at " + pickup);
            rule(
                    row.pickupAt() <= courier.offAt(),
                    row,
                    "picks up after the courier's shift ended at " + courier.offAt());
        }
    }

    private MealInstance.Order order(MealRow row) {
        return Objects.requireNonNull(orders.get(row.order()), "known orders only");
    }

    private void rule(boolean kept, MealRow row, String what) {
        if (!kept) {
            broken.add(row + ": " + what);
        }
    }

    /// Half of a service is before the moment itself; of an odd minute the larger half.
    private static int before(int service) {
        return service - service / 2;
    }

    private static int after(int service) {
        return service / 2;
    }
}
