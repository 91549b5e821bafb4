package dev.antar.benchmarks.matching;

import org.jgrapht.Graph;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/// JGraphT's matching of maximum weight, the weight being what a match saves.
final class JGraphT implements Solver {

    @Override
    public String name() {
        return "jgrapht";
    }

    @Override
    public long solve(Instance instance, int candidates) {
        Graph<Integer, DefaultWeightedEdge> graph =
                new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        Set<Integer> jobs = new HashSet<>();
        Set<Integer> drivers = new HashSet<>();
        for (int job = 0; job < instance.jobs; job++) {
            graph.addVertex(job);
            jobs.add(job);
            for (int i = 0; i < instance.count(job, candidates); i++) {
                int driver = instance.jobs + instance.driver[job][i];
                graph.addVertex(driver);
                drivers.add(driver);
                DefaultWeightedEdge edge = graph.addEdge(job, driver);
                int saved = Instance.UNMATCHED_MILLIS - instance.cost[job][i];
                graph.setEdgeWeight(edge, saved);
            }
        }
        BigDecimal saved =
                BigDecimal.valueOf(
                        new MaximumWeightBipartiteMatching<>(graph, jobs, drivers)
                                .getMatching()
                                .getWeight());
        return (long) instance.jobs * Instance.UNMATCHED_MILLIS - saved.longValueExact();
    }
}
