package dev.antar.core.travel.road;

import java.util.Arrays;

/// The obvious slow way to know how long a drive takes: improve until nothing improves.
final class Slow {

    static final int NEVER = Integer.MAX_VALUE;

    private Slow() {}

    /// From a node to a point of a road; rounding may differ by a few milliseconds.
    static int millis(RoadGraph graph, int from, RoadPoint goal) {
        int[] time = new int[graph.nodes()];
        Arrays.fill(time, NEVER);
        time[from] = 0;
        for (boolean better = true; better; ) {
            better = false;
            for (int edge = 0; edge < graph.edges(); edge++) {
                int tail = time[graph.tail(edge)];
                if (tail != NEVER && tail + graph.millis(edge, 0) < time[graph.head(edge)]) {
                    time[graph.head(edge)] = tail + graph.millis(edge, 0);
                    better = true;
                }
            }
        }
        int corner = graph.nodeAt(goal);
        int there = corner == RoadGraph.NONE ? NEVER : time[corner];
        for (int edge = 0; edge < graph.edges(); edge++) {
            boolean along = edge == goal.edge();
            if ((along || edge == graph.twin(goal.edge())) && time[graph.tail(edge)] != NEVER) {
                double part = along ? goal.fraction() : 1 - goal.fraction();
                int last = (int) Math.round(part * graph.millis(edge, 0));
                there = Math.min(there, time[graph.tail(edge)] + last);
            }
        }
        return there;
    }
}
