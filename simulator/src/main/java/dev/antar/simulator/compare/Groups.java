package dev.antar.simulator.compare;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.simulator.report.DriverRow;
import dev.antar.simulator.report.JobRow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Who gains and who loses, by area, vehicle and shift; and who waits, by area and time. Groups
/// that are too small to speak of are not listed.
final class Groups {

    /// H3 cells of some 5 km².
    private static final CellGrid AREAS = new CellGrid(7);

    private static final int LEAST_PER_SEED = 10;
    private static final double GAIN = 0.05;
    private static final int SLOT_S = 900;

    /// A group under both policies.
    ///
    /// @param kind what groups of this kind have in common
    /// @param size drivers or jobs in it, on average over the seeds
    /// @param gains share of its drivers who are paid at least 5 % more per hour, or not a number
    /// @param loses the same for less
    record Group(
            String kind,
            String name,
            double size,
            Interval first,
            Interval second,
            Interval difference,
            double gains,
            double loses) {}

    private final PolicyRuns first;
    private final PolicyRuns second;

    Groups(PolicyRuns first, PolicyRuns second) {
        this.first = first;
        this.second = second;
    }

    /// Drivers' pay per hour on duty.
    List<Group> ofDrivers() {
        List<Group> all = new ArrayList<>();
        all.addAll(drivers("all", _ -> "all drivers"));
        all.addAll(drivers("area", row -> area(row.start())));
        all.addAll(drivers("vehicle", row -> row.seats() + " seats"));
        all.addAll(drivers("shift", Groups::shift));
        return all;
    }

    /// Customers' mean wait.
    List<Group> ofCustomers() {
        List<Group> all = new ArrayList<>();
        all.addAll(customers("area", row -> area(row.pickup())));
        all.addAll(customers("time", Groups::slot));
        return all;
    }

    private List<Group> drivers(String kind, Function<DriverRow, String> groupOf) {
        Map<String, List<double[]>> pays = new TreeMap<>();
        Map<String, int[]> changes = new TreeMap<>();
        for (int i = 0; i < first.runs().size(); i++) {
            Map<String, double[]> sums = new TreeMap<>();
            Map<String, DriverRow> other = byName(second.runs().get(i));
            for (DriverRow row : first.runs().get(i).onDuty()) {
                DriverRow then = other.get(row.driver());
                if (then == null) {
                    continue;
                }
                String group = groupOf.apply(row);
                double before = row.payPerOnlineHour() / 100;
                double after = then.payPerOnlineHour() / 100;
                double[] sum = sums.computeIfAbsent(group, _ -> new double[3]);
                sum[0]++;
                sum[1] += before;
                sum[2] += after;
                int[] change = changes.computeIfAbsent(group, _ -> new int[2]);
                change[0] += after > before * (1 + GAIN) ? 1 : 0;
                change[1] += after < before * (1 - GAIN) ? 1 : 0;
            }
            sums.forEach(
                    (group, sum) -> pays.computeIfAbsent(group, _ -> new ArrayList<>()).add(sum));
        }
        return groups(kind, pays, changes);
    }

    private List<Group> customers(String kind, Function<JobRow, String> groupOf) {
        Map<String, List<double[]>> waits = new TreeMap<>();
        for (int i = 0; i < first.runs().size(); i++) {
            Map<String, double[]> before = means(first.runs().get(i), groupOf);
            Map<String, double[]> after = means(second.runs().get(i), groupOf);
            before.forEach(
                    (group, sum) -> {
                        double[] then = after.get(group);
                        if (then != null) {
                            waits.computeIfAbsent(group, _ -> new ArrayList<>())
                                    .add(new double[] {sum[0], sum[1], then[1] / then[0] * sum[0]});
                        }
                    });
        }
        return groups(kind, waits, Map.of());
    }

    private List<Group> groups(
            String kind, Map<String, List<double[]>> sums, Map<String, int[]> changes) {
        int seeds = first.runs().size();
        List<Group> groups = new ArrayList<>();
        sums.forEach(
                (name, perSeed) -> {
                    double size = perSeed.stream().mapToDouble(sum -> sum[0]).sum() / seeds;
                    if (perSeed.size() < seeds || size < LEAST_PER_SEED) {
                        return;
                    }
                    double[] before = each(perSeed, sum -> sum[1] / sum[0]);
                    double[] after = each(perSeed, sum -> sum[2] / sum[0]);
                    int[] change = changes.get(name);
                    groups.add(
                            new Group(
                                    kind,
                                    name,
                                    size,
                                    Interval.of(before),
                                    Interval.of(after),
                                    Interval.ofDifference(before, after),
                                    change == null ? Double.NaN : change[0] / (size * seeds),
                                    change == null ? Double.NaN : change[1] / (size * seeds)));
                });
        return groups;
    }

    private static double[] each(List<double[]> sums, ToDoubleFunction<double[]> figure) {
        return sums.stream().mapToDouble(figure).toArray();
    }

    private static Map<String, double[]> means(SeedRun run, Function<JobRow, String> groupOf) {
        Map<String, double[]> sums = new TreeMap<>();
        for (JobRow row : run.result().jobs()) {
            if (row.completed()) {
                double[] sum = sums.computeIfAbsent(groupOf.apply(row), _ -> new double[2]);
                sum[0]++;
                sum[1] += SeedRun.waitS(row);
            }
        }
        return sums;
    }

    private static Map<String, DriverRow> byName(SeedRun run) {
        Map<String, DriverRow> rows = new LinkedHashMap<>();
        run.onDuty().forEach(row -> rows.put(row.driver(), row));
        return rows;
    }

    private static String area(LatLng place) {
        LatLng center = AREAS.centerOf(AREAS.cellOf(place.lat(), place.lng()));
        return String.format(Locale.ROOT, "around %.3f, %.3f", center.lat(), center.lng());
    }

    private static String shift(DriverRow row) {
        double hours = row.onlineS() / 3_600;
        if (hours < 1) {
            return "below 1 h on duty";
        }
        if (hours < 4) {
            return "1 to 4 h on duty";
        }
        return hours < 8 ? "4 to 8 h on duty" : "8 h on duty and more";
    }

    private static String slot(JobRow row) {
        int slot = (int) (row.requestedS() / SLOT_S);
        return String.format(
                Locale.ROOT, "minute %03d to %03d", slot * SLOT_S / 60, (slot + 1) * SLOT_S / 60);
    }
}
