package dev.antar.simulator.judge;

import dev.antar.simulator.trace.RideCase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Drives every car of a pooled-rides schedule again and says which rules it broke: waits, detours,
/// seats, boarding, ways that take what the fastest way takes, nothing known before its step.
public final class RideJudge {

    private static final double UNREACHED = Double.POSITIVE_INFINITY;

    private final RideDay day;
    private final Map<String, RideCase.Request> requests = new HashMap<>();
    private final List<List<RideCase.Edge>> from = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private double meters;
    private double emptyMeters;

    private RideJudge(RideDay day) {
        this.day = day;
        day.problem().requests().forEach(r -> requests.put(r.name(), r));
        for (int i = 0; i < day.problem().nodes(); i++) {
            from.add(new ArrayList<>());
        }
        day.problem().edges().forEach(e -> from.get(e.from()).add(e));
    }

    /// What the judge found.
    ///
    /// @param broken rules; nothing if all were kept
    /// @param meters driven by all cars, and with nobody aboard
    public record Finding(List<String> broken, double meters, double emptyMeters) {

        public Finding {
            broken = List.copyOf(broken);
        }
    }

    public static Finding judge(RideDay day, List<RideRow> rides, List<DriveRow> drives) {
        RideJudge judge = new RideJudge(day);
        judge.rides(rides);
        for (int car = 0; car < day.problem().cars().size(); car++) {
            int number = car;
            judge.drive(
                    car,
                    rides.stream().filter(r -> r.car() == number).toList(),
                    drives.stream().filter(d -> d.car() == number).toList());
        }
        return new Finding(judge.broken, judge.meters, judge.emptyMeters);
    }

    /// What was decided and picked up until the cut must not depend on what came after it.
    public static List<String> judgeCut(long moment, List<RideRow> whole, List<RideRow> cut) {
        Set<String> differences = new HashSet<>();
        whole.stream().filter(r -> r.pickupAt() <= moment).forEach(r -> differences.add(early(r)));
        for (RideRow row : cut) {
            if (row.pickupAt() <= moment && !differences.remove(early(row))) {
                differences.add(early(row));
            }
        }
        return differences.stream()
                .sorted()
                .map(what -> what + ": clairvoyant, differs when cut off at " + moment)
                .toList();
    }

    private static String early(RideRow row) {
        return row.request() + " car " + row.car() + " picked up at " + row.pickupAt();
    }

    private void rides(List<RideRow> rides) {
        Set<String> seen = new HashSet<>();
        for (RideRow row : rides) {
            RideCase.Request request = requests.get(row.request());
            if (request == null || row.car() < 0 || row.car() >= day.problem().cars().size()) {
                broken.add(row + ": there is no such request or car");
                continue;
            }
            long known = day.countsFrom(request);
            long direct = Math.round(way(request.from(), request.to())[0]);
            long most = (direct + day.boardingMillis()) * day.mostRidePercent() / 100;
            rule(seen.add(row.request()), row, "is served twice");
            rule(row.decidedAt() >= known, row, "was decided before it was known");
            rule(row.pickupAt() >= row.decidedAt(), row, "was picked up before it was decided");
            rule(row.pickupAt() - known <= day.mostWaitMillis(), row, "waits too long");
            rule(row.dropoffAt() - row.pickupAt() <= most, row, "rides longer than " + most);
        }
    }

    /// Something that a car does: gets there, lets somebody in or out, leaves.
    private record Moment(long at, int order, int node, int seats) {}

    private void drive(int car, List<RideRow> rides, List<DriveRow> drives) {
        List<Moment> moments = new ArrayList<>();
        for (DriveRow row : drives) {
            double[] way = way(row.from(), row.to());
            meters += way[1];
            emptyMeters += row.aboard() == 0 ? way[1] : 0;
            rule(
                    row.arrivedAt() - row.departedAt() == Math.round(way[0]),
                    row,
                    "must take " + Math.round(way[0]) + " ms");
            moments.add(new Moment(row.arrivedAt(), 0, row.to(), 0));
            moments.add(new Moment(row.departedAt(), 2, row.from(), row.aboard()));
        }
        for (RideRow row : rides) {
            RideCase.Request request = requests.get(row.request());
            if (request != null) {
                moments.add(new Moment(row.pickupAt(), 1, request.from(), 1));
                moments.add(new Moment(row.dropoffAt(), 1, request.to(), -1));
            }
        }
        moments.sort(
                Comparator.comparingLong(Moment::at)
                        .thenComparingInt(Moment::order)
                        .thenComparingInt(Moment::seats));
        int node = day.problem().cars().get(car);
        int aboard = 0;
        long busyUntil = 0;
        boolean moving = false;
        for (Moment moment : moments) {
            String where = "car " + car + " at " + moment.at() + ": ";
            switch (moment.order()) {
                case 0 -> {
                    rule(moving, where, "arrives without having left");
                    moving = false;
                    node = moment.node();
                }
                case 1 -> {
                    rule(!moving && node == moment.node(), where, "serves a stop elsewhere");
                    aboard += moment.seats();
                    busyUntil = Math.max(busyUntil, moment.at() + day.boardingMillis());
                    rule(aboard <= day.problem().seats(), where, aboard + " in the car");
                }
                default -> {
                    rule(!moving && node == moment.node(), where, "leaves from elsewhere");
                    rule(moment.at() >= busyUntil, where, "leaves while people board");
                    rule(aboard == moment.seats(), where, aboard + " aboard, not as written");
                    moving = true;
                }
            }
        }
    }

    /// Milliseconds and metres of the fastest way, by a search of its own; stops are not driven
    /// through.
    private double[] way(int start, int end) {
        double[] time = new double[from.size()];
        double[] length = new double[from.size()];
        Arrays.fill(time, UNREACHED);
        time[start] = 0;
        PriorityQueue<double[]> queue =
                new PriorityQueue<>(Comparator.comparingDouble((double[] q) -> q[0]));
        queue.add(new double[] {0, start});
        while (!queue.isEmpty()) {
            double[] at = queue.remove();
            int node = (int) at[1];
            if (node == end) {
                break;
            }
            if (at[0] > time[node] || (node != start && day.problem().stop().get(node))) {
                continue;
            }
            for (RideCase.Edge edge : from.get(node)) {
                double total = at[0] + edge.millis();
                if (total < time[edge.to()]) {
                    time[edge.to()] = total;
                    length[edge.to()] = length[node] + edge.meters();
                    queue.add(new double[] {total, edge.to()});
                }
            }
        }
        return new double[] {time[end], length[end]};
    }

    private void rule(boolean kept, Object row, String what) {
        if (!kept) {
            broken.add(row + ": " + what);
        }
    }
}
