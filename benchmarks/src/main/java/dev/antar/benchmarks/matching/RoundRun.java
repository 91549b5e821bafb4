package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;
import dev.antar.core.matching.Round;

import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Whole rounds, the search for candidates included: 1,000 new jobs among 20,000 free drivers, and
/// 10,000 jobs at one place, in one cell, beside the policy that gives each the nearest.
final class RoundRun {

    private static final int JOBS = 1_000;
    private static final int DRIVERS = 20_000;
    private static final int CROWD = 10_000;

    private final Bench bench;
    private final Scene scene;

    RoundRun(Bench bench) {
        this.bench = bench;
        this.scene = new Scene(DRIVERS, bench.seed());
    }

    void measure() {
        MinimumCost minimumCost = new MinimumCost();
        int rounds = bench.quick() ? 200 : 600;
        measure(Row.ANTAR, "round_1k_ms_p99", minimumCost, rounds, () -> scene.jobs(JOBS));
        if (!minimumCost.certificate().optimal()) {
            throw new WrongAnswer("not proved: " + minimumCost.certificate());
        }
        measure(
                "nearest-first",
                "round_1k_ms_p99",
                new NearestFirst(),
                rounds,
                () -> scene.jobs(JOBS));
        crowd();
    }

    /// The stadium at its worst. What the work allowed did not suffice for is told, not hidden.
    private void crowd() {
        MinimumCost minimumCost = new MinimumCost();
        String metric = "crowd_10k_ms_p50";
        int rounds = bench.quick() ? 3 : 5;
        measure(Row.ANTAR, metric, minimumCost, rounds, () -> scene.crowd(CROWD, 0));
        Certificate proof = minimumCost.certificate();
        if (proof.boundMillis() > proof.costMillis() || proof.matched() < CROWD / 2) {
            throw new WrongAnswer("a crowd was matched so: " + proof);
        }
        bench.say(
                String.format(
                        Locale.ROOT,
                        "crowd: %d of %d jobs matched, %d after the work allowed was used up, at"
                                + " most %.2f %% above the optimum",
                        proof.matched(),
                        proof.jobs(),
                        proof.cut(),
                        100.0 * (proof.costMillis() - proof.boundMillis()) / proof.costMillis()));
    }

    private void measure(
            String subject,
            String metric,
            MatchingPolicy policy,
            int rounds,
            Supplier<List<OpenJob>> jobs) {
        bench.say(metric + ", " + subject);
        Runs runs = new Runs();
        Round round = new Round(scene.search);
        for (int run = -1; run < (bench.quick() ? 3 : 5); run++) {
            Histogram nanos = new Histogram(3);
            for (int i = 0; i < rounds; i++) {
                round.begin(Scene.NOW, jobs.get(), _ -> 0);
                long began = System.nanoTime();
                List<Match> matches = policy.match(round);
                nanos.recordValue(System.nanoTime() - began);
                if (matches.isEmpty()) {
                    throw new WrongAnswer(subject + " matched nobody");
                }
            }
            if (run >= 0) {
                double percentile = metric.endsWith("p99") ? 99 : 50;
                runs.add(nanos.getValueAtPercentile(percentile) / 1e6);
            }
        }
        bench.row(subject, DRIVERS, metric, "ms", runs);
    }
}
