package dev.antar.simulator.compare;

import dev.antar.core.policy.Policy;
import dev.antar.simulator.lab.Lab;
import dev.antar.simulator.lab.LabConfig;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.LongFunction;

/// Runs policies over the same demand: each seed with each policy, as many at once as there are
/// processors. Seeds are the same for all policies, so that what luck does to one it does to all.
public final class Comparing {

    private final List<Trip> trips;
    private final LongFunction<List<FleetDriver>> fleets;
    private final BiFunction<Policy, Long, LabConfig> configs;

    /// @param fleets who works, by seed
    /// @param configs how the city works, by policy and seed
    public Comparing(
            List<Trip> trips,
            LongFunction<List<FleetDriver>> fleets,
            BiFunction<Policy, Long, LabConfig> configs) {
        this.trips = List.copyOf(trips);
        this.fleets = fleets;
        this.configs = configs;
    }

    /// Runs everything.
    ///
    /// @throws InterruptedException when the thread was told to stop
    public List<PolicyRuns> run(List<Policy> policies, List<Long> seeds, Progress progress)
            throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(processors)) {
            List<List<Future<SeedRun>>> all = new ArrayList<>();
            for (Policy _ : policies) {
                all.add(new ArrayList<>());
            }
            for (long seed : seeds) {
                for (int i = 0; i < policies.size(); i++) {
                    Policy policy = policies.get(i);
                    all.get(i).add(workers.submit(() -> one(policy, seed)));
                }
            }
            return gather(policies, all, progress);
        }
    }

    private static List<PolicyRuns> gather(
            List<Policy> policies, List<List<Future<SeedRun>>> all, Progress progress)
            throws InterruptedException {
        List<List<SeedRun>> done = new ArrayList<>();
        for (Policy _ : policies) {
            done.add(new ArrayList<>());
        }
        int seeds = all.getFirst().size();
        for (int seed = 0; seed < seeds; seed++) {
            for (int i = 0; i < policies.size(); i++) {
                done.get(i).add(result(all.get(i).get(seed)));
                double share = (seed + (i + 1.0) / policies.size()) / seeds;
                progress.show(share, (seed + 1) + " of " + seeds + " seeds");
            }
        }
        progress.end();
        List<PolicyRuns> runs = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            runs.add(new PolicyRuns(policies.get(i), done.get(i)));
        }
        return runs;
    }

    private SeedRun one(Policy policy, long seed) {
        LabConfig config = configs.apply(policy, seed);
        Lab lab = new Lab(config, policy.code(), trips, fleets.apply(seed));
        return new SeedRun(seed, lab.run(Progress.silent()));
    }

    private static SeedRun result(Future<SeedRun> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run failed: " + e.getCause(), e.getCause());
        }
    }
}
