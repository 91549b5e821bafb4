package dev.antar.benchmarks.matching;

import com.google.ortools.Loader;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.measure.WrongAnswer;

import java.util.List;

/// Exact assignment beside other solvers on the same lists, whole rounds with the search for their
/// candidates, and single events: one thread, a clustered city.
public final class MatchingTopic implements Topic {

    private static final int CANDIDATES = 20;
    private static final int DEEP = 512;

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Loader.loadNativeLibraries();
        Antar antar = new Antar();
        List<Solver> all =
                List.of(antar, new OrToolsFlow(), new OrToolsAssignment(), new JGraphT());
        List<Solver> large = all.subList(0, 3);
        assign(bench, "assign_1k_ms", new Instance(1_000, 2_000, DEEP, bench.seed()), antar, all);
        Instance full = new Instance(10_000, 50_000, DEEP, bench.seed());
        assign(bench, "assign_10k_ms", full, antar, large);
        certify(bench, "certify_10k_ms", full, antar);
        Instance scarce = new Instance(10_000, 12_000, DEEP, bench.seed());
        assign(bench, "assign_10k_scarce_ms", scarce, antar, large);
        new RoundRun(bench).measure();
        new EventRun(bench).measure();
    }

    private static void assign(
            Bench bench, String metric, Instance instance, Antar antar, List<Solver> solvers) {
        long optimum = antar.solve(instance, CANDIDATES);
        if (antar.assignment().dual() != optimum) {
            throw new WrongAnswer("the prices do not prove " + optimum);
        }
        for (Solver solver : solvers) {
            bench.say(metric + " " + solver.name());
            time(bench, metric, solver, instance, optimum);
        }
    }

    private static void time(
            Bench bench, String metric, Solver solver, Instance instance, long optimum) {
        Runs millis = new Runs();
        int runs = bench.quick() ? 3 : 7;
        // Compiled before it counts; what is native needs no more than one.
        int warm = solver instanceof Antar ? 30 : 2;
        for (int i = -warm; i < runs; i++) {
            long began = System.nanoTime();
            long found = solver.solve(instance, CANDIDATES);
            long took = System.nanoTime() - began;
            if (found != optimum) {
                throw new WrongAnswer(solver.name() + " found " + found + " instead of " + optimum);
            }
            if (i >= 0) {
                millis.add(took / 1e6);
            }
        }
        bench.row(solver.name(), instance.drivers, metric, "ms", millis);
    }

    /// The optimum over all drivers, from the first few: what is left out is looked at where
    /// needed.
    private static void certify(Bench bench, String metric, Instance instance, Antar antar) {
        bench.say(metric);
        Runs millis = new Runs();
        int runs = bench.quick() ? 5 : 15;
        for (int i = -30; i < runs; i++) {
            long began = System.nanoTime();
            antar.certify(instance, CANDIDATES);
            if (i >= 0) {
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        long optimum = antar.assignment().primal();
        int jobs = instance.jobs;
        for (int job = 0; job < jobs; job++) {
            boolean all = instance.driver[job].length < DEEP;
            if (!all && antar.look(job) >= DEEP) {
                throw new WrongAnswer("job " + job + " needs more than " + DEEP + " drivers");
            }
        }
        long flow = new OrToolsFlow().solve(instance, DEEP);
        if (antar.assignment().dual() != optimum || flow != optimum) {
            throw new WrongAnswer("over all drivers antar found " + optimum + ", OR-tools " + flow);
        }
        bench.row("antar", instance.drivers, metric, "ms", millis);
        bench.say("widened " + antar.widened() + " times");
    }
}
