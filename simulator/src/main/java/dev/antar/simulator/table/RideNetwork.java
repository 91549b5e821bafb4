package dev.antar.simulator.table;

import dev.antar.simulator.horizon.Waypoints;
import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.RideCase;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The fastest ways of a road network to each of its stops: one reverse search per stop, so that
/// anybody anywhere knows how long it is and where to turn. No way leads through another stop.
final class RideNetwork implements Waypoints {

    private static final int UNREACHED = Integer.MAX_VALUE / 4;

    private final int[] numberOfStop;
    private final int[][] millis;
    private final int[][] next;

    RideNetwork(RideCase problem) {
        int nodes = problem.nodes();
        int[][] into = edgesInto(problem);
        numberOfStop = new int[nodes];
        int stops = 0;
        for (int node = 0; node < nodes; node++) {
            numberOfStop[node] = problem.stop().get(node) ? stops++ : -1;
        }
        millis = new int[stops][];
        next = new int[stops][];
        for (int node = 0; node < nodes; node++) {
            if (numberOfStop[node] >= 0) {
                search(problem, into, node);
            }
        }
    }

    /// From any node to a stop.
    ///
    /// @throws BadFile if there is no way
    int millis(int from, int stop) {
        int time = millis[numberOfStop[stop]][from];
        if (time == UNREACHED) {
            throw new BadFile("edges.csv: no way leads from node " + from + " to " + stop);
        }
        return time;
    }

    @Override
    public @Nullable Waypoint after(int from, int to, long departedAtMillis, long nowMillis) {
        int[] time = millis[numberOfStop[to]];
        int node = from;
        long at = departedAtMillis;
        while (at < nowMillis && node != to) {
            int following = next[numberOfStop[to]][node];
            at += time[node] - time[following];
            node = following;
        }
        return node == to ? null : new Waypoint(node, at);
    }

    private record Reached(int node, int millis) {}

    private void search(RideCase problem, int[][] into, int stop) {
        int[] time = new int[problem.nodes()];
        int[] way = new int[problem.nodes()];
        Arrays.fill(time, UNREACHED);
        PriorityQueue<Reached> queue =
                new PriorityQueue<>(
                        Comparator.comparingInt(Reached::millis).thenComparingInt(Reached::node));
        time[stop] = 0;
        queue.add(new Reached(stop, 0));
        while (!queue.isEmpty()) {
            Reached at = queue.remove();
            boolean through = at.node() == stop || numberOfStop[at.node()] < 0;
            if (at.millis() > time[at.node()] || !through) {
                continue;
            }
            for (int e : into[at.node()]) {
                RideCase.Edge edge = problem.edges().get(e);
                int total = at.millis() + edge.millis();
                if (total < time[edge.from()]) {
                    time[edge.from()] = total;
                    way[edge.from()] = at.node();
                    queue.add(new Reached(edge.from(), total));
                }
            }
        }
        millis[numberOfStop[stop]] = time;
        next[numberOfStop[stop]] = way;
    }

    private static int[][] edgesInto(RideCase problem) {
        int[] count = new int[problem.nodes()];
        problem.edges().forEach(e -> count[e.to()]++);
        int[][] into = new int[problem.nodes()][];
        for (int node = 0; node < into.length; node++) {
            into[node] = new int[count[node]];
        }
        for (int e = problem.edges().size() - 1; e >= 0; e--) {
            int to = problem.edges().get(e).to();
            into[to][--count[to]] = e;
        }
        return into;
    }
}
