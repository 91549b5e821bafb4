package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.simulator.horizon.Drive;
import dev.antar.simulator.horizon.Served;
import dev.antar.simulator.report.Spread;
import dev.antar.simulator.trace.CityDay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How one way of dispatching did on a city's day.
///
/// @param clickToDoor from placement to dropoff, minutes
/// @param readyToPickup minutes
/// @param late beyond the promise, of the orders that were late, minutes
/// @param km driven by all couriers
record CityFigures(
        String policy,
        int orders,
        int delivered,
        Spread clickToDoor,
        Spread readyToPickup,
        Spread late,
        double km,
        double ordersPerBundle) {

    private static final double MINUTE = 60_000;

    static CityFigures of(
            String policy, CityDay day, CityCase map, List<Served> served, List<Drive> drives) {
        List<Double> click = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        Set<Integer> visits = new HashSet<>();
        for (int i = 0; i < served.size(); i++) {
            Served s = served.get(i);
            CityDay.Order order = day.orders().get(i);
            if (s.delivered()) {
                click.add((s.droppedOffAt() - order.placedAt()) / MINUTE);
                ready.add((s.pickedUpAt() - order.readyAt()) / MINUTE);
                visits.add(s.visit());
                if (s.droppedOffAt() > order.promisedAt()) {
                    late.add((s.droppedOffAt() - order.promisedAt()) / MINUTE);
                }
            }
        }
        double meters = drives.stream().mapToDouble(d -> map.meters(d.from(), d.to())).sum();
        return new CityFigures(
                policy,
                day.orders().size(),
                click.size(),
                spread(click),
                spread(ready),
                spread(late),
                meters / 1_000,
                visits.isEmpty() ? 0 : (double) click.size() / visits.size());
    }

    /// Share of the delivered orders that came after the promised moment, percent.
    double latePercent() {
        return delivered == 0 ? 0 : 100.0 * late.count() / delivered;
    }

    void put(ObjectNode node) {
        node.put("orders", orders);
        node.put("delivered", delivered);
        node.put("ctd_mean", clickToDoor.mean());
        node.put("ctd_p90", clickToDoor.p90());
        node.put("rtp_mean", readyToPickup.mean());
        node.put("late_pct", latePercent());
        node.put("late_mean", late.mean());
        node.put("km", km);
        node.put("orders_per_bundle", ordersPerBundle);
    }

    List<String> row() {
        return List.of(
                policy,
                String.valueOf(delivered),
                two(clickToDoor.mean()),
                two(clickToDoor.p90()),
                two(readyToPickup.mean()),
                two(latePercent()),
                two(late.mean()),
                String.format(Locale.ROOT, "%.1f", km),
                two(ordersPerBundle));
    }

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
