package dev.antar.simulator.table;

import dev.antar.simulator.judge.DeliveryRow;
import dev.antar.simulator.report.Spread;
import dev.antar.simulator.trace.MealInstance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The measures of the Meal Delivery Routing Problem for one schedule: a line of `table.csv`.
///
/// @param undeliveredPct orders that nobody delivered, percent
/// @param ctdMean click-to-door, from placement to dropoff, minutes
/// @param overageMean of click-to-door above its target, minutes
/// @param rtpMean ready-to-pickup, minutes
/// @param utilisation mean over couriers of the share of the shift spent driving and serving
/// @param costPerOrder dollars; a courier earns per order, or by the hour if that is more
record MealFigures(
        String instance,
        int orders,
        double undeliveredPct,
        double ctdMean,
        double ctdP90,
        double overageMean,
        double rtpMean,
        double rtpP90,
        double utilisation,
        double costPerOrder,
        double ordersPerBundle) {

    static MealFigures of(MealInstance instance, List<DeliveryRow> schedule) {
        Map<String, MealInstance.Order> orders = new HashMap<>();
        instance.orders().forEach(o -> orders.put(o.name(), o));
        int delivered = schedule.size();
        double[] ctd = new double[delivered];
        double[] rtp = new double[delivered];
        double overage = 0;
        Set<Integer> bundles = new HashSet<>();
        for (int i = 0; i < delivered; i++) {
            DeliveryRow row = schedule.get(i);
            MealInstance.Order order = orders.get(row.order());
            if (order == null) {
                throw new IllegalArgumentException("order=" + row.order() + ": is not of the day");
            }
            ctd[i] = row.dropoffAt() - order.placedAt();
            rtp[i] = row.pickupAt() - order.readyAt();
            overage += Math.max(0, ctd[i] - instance.parameters().targetMinutes());
            bundles.add(row.bundle());
        }
        Spread click = Spread.of(ctd);
        Spread ready = Spread.of(rtp);
        return new MealFigures(
                instance.name(),
                orders.size(),
                100.0 * (orders.size() - delivered) / orders.size(),
                click.mean(),
                click.p90(),
                delivered == 0 ? 0 : overage / delivered,
                ready.mean(),
                ready.p90(),
                utilisation(instance, schedule),
                delivered == 0 ? 0 : pay(instance, schedule) / delivered,
                bundles.isEmpty() ? 0 : (double) delivered / bundles.size());
    }

    static final List<String> HEADER =
            List.of(
                    "instance",
                    "orders",
                    "undelivered_pct",
                    "ctd_mean",
                    "ctd_p90",
                    "overage_mean",
                    "rtp_mean",
                    "rtp_p90",
                    "utilisation",
                    "cost_per_order",
                    "orders_per_bundle");

    List<String> row() {
        return List.of(
                instance,
                String.valueOf(orders),
                four(undeliveredPct),
                four(ctdMean),
                four(ctdP90),
                four(overageMean),
                four(rtpMean),
                four(rtpP90),
                four(utilisation),
                four(costPerOrder),
                four(ordersPerBundle));
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static double pay(MealInstance instance, List<DeliveryRow> schedule) {
        Map<String, Integer> count = new HashMap<>();
        schedule.forEach(row -> count.merge(row.courier(), 1, Integer::sum));
        double pay = 0;
        for (MealInstance.Courier courier : instance.couriers()) {
            pay +=
                    Math.max(
                            count.getOrDefault(courier.name(), 0)
                                    * instance.parameters().payPerOrder(),
                            (courier.offAt() - courier.onAt())
                                    / 60.0
                                    * instance.parameters().payPerHour());
        }
        return pay;
    }

    private static double utilisation(MealInstance instance, List<DeliveryRow> schedule) {
        Map<String, Long> busy = new HashMap<>();
        Map<Integer, DeliveryRow> last = new HashMap<>();
        for (DeliveryRow row : schedule) {
            last.merge(row.bundle(), row, (a, b) -> a.dropoffAt() >= b.dropoffAt() ? a : b);
        }
        MealInstance.Parameters p = instance.parameters();
        for (DeliveryRow row : last.values()) {
            long waited = row.pickupAt() - row.arrivedPickupAt() - (p.pickupMinutes() + 1) / 2;
            busy.merge(
                    row.courier(),
                    row.dropoffAt() + p.dropoffMinutes() / 2 - row.departedAt() - waited,
                    Long::sum);
        }
        return instance.couriers().stream()
                .filter(c -> c.offAt() > c.onAt())
                .mapToDouble(c -> (double) busy.getOrDefault(c.name(), 0L) / (c.offAt() - c.onAt()))
                .average()
                .orElse(0);
    }
}
