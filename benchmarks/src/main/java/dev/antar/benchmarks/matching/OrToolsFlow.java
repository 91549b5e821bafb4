package dev.antar.benchmarks.matching;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;

/// OR-tools' minimum-cost flow: its best solver for this shape. Jobs send one unit to a driver and
/// on to the sink, or straight to the sink at the cost of staying unmatched.
final class OrToolsFlow implements Solver {

    @Override
    public String name() {
        return "ortools-flow";
    }

    @Override
    public long solve(Instance instance, int candidates) {
        MinCostFlow flow = new MinCostFlow();
        int sink = instance.jobs + instance.drivers;
        boolean[] reached = new boolean[instance.drivers];
        for (int job = 0; job < instance.jobs; job++) {
            int count = instance.count(job, candidates);
            for (int i = 0; i < count; i++) {
                int driver = instance.driver[job][i];
                reached[driver] = true;
                flow.addArcWithCapacityAndUnitCost(
                        job, instance.jobs + driver, 1, instance.cost[job][i]);
            }
            flow.addArcWithCapacityAndUnitCost(job, sink, 1, Instance.UNMATCHED_MILLIS);
            flow.setNodeSupply(job, 1);
        }
        for (int driver = 0; driver < instance.drivers; driver++) {
            if (reached[driver]) {
                flow.addArcWithCapacityAndUnitCost(instance.jobs + driver, sink, 1, 0);
            }
        }
        flow.setNodeSupply(sink, -instance.jobs);
        if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("OR-tools' flow found no optimum");
        }
        return flow.getOptimalCost();
    }
}
