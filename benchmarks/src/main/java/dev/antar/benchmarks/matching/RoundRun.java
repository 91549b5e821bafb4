package dev.antar.benchmarks.matching;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.CandidateSearch;
import dev.antar.core.matching.Candidates;
import dev.antar.core.matching.Certificate;
import dev.antar.core.matching.Match;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;
import dev.antar.core.matching.Round;
import dev.antar.core.matching.Stay;

import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Whole rounds, the search for candidates included: 1,000 new jobs among 20,000 free drivers, and
/// 10,000 jobs at one place, in one cell, beside the policy that gives each the nearest, and beside
/// rounds that weigh expected refusals.
final class RoundRun {

    private static final int JOBS = 1_000;
    private static final int DRIVERS = 20_000;
    private static final int CROWD = 10_000;

    /// A driver at a busy place.
    private static final int BUSY = 1;

    private final Bench bench;
    private final Scene scene;

    RoundRun(Bench bench) {
        this.bench = bench;
        this.scene = new Scene(DRIVERS, bench.seed());
    }

    void measure() {
        MinimumCost minimumCost = new MinimumCost();
        int rounds = bench.quick() ? 200 : 600;
        Supplier<List<OpenJob>> jobs = () -> scene.jobs(JOBS);
        measure(Row.ANTAR, "round_1k_ms_p99", scene.search, minimumCost, rounds, jobs);
        requireProof(minimumCost);
        measure("refusals weighed", "round_1k_ms_p99", scene.weighing, minimumCost, rounds, jobs);
        requireProof(minimumCost);
        measure("nearest-first", "round_1k_ms_p99", scene.search, new NearestFirst(), rounds, jobs);
        crowd();
    }

    private static void requireProof(MinimumCost minimumCost) {
        if (!minimumCost.certificate().optimal()) {
            throw new WrongAnswer("not proved: " + minimumCost.certificate());
        }
    }

    /// The stadium at its worst: the optimum is known, the nearest drivers of all. What the work
    /// allowed did not suffice to prove is told, not hidden.
    private void crowd() {
        MinimumCost minimumCost = new MinimumCost();
        int rounds = bench.quick() ? 3 : 5;
        Supplier<List<OpenJob>> jobs = () -> scene.crowd(CROWD, BUSY);
        measure(Row.ANTAR, "crowd_10k_ms_p50", scene.search, minimumCost, rounds, jobs);
        Certificate proof = minimumCost.certificate();
        Round one = new Round(Scene.NOW, scene.crowd(1, BUSY), scene.search);
        Candidates all = one.candidates(0, DRIVERS);
        int served = Math.min(CROWD, all.count());
        long optimum = (CROWD - served) * one.unmatchedMillis(0);
        for (int i = 0; i < served; i++) {
            optimum += all.costMillis(i);
        }
        if (proof.costMillis() != optimum || proof.boundMillis() > optimum) {
            throw new WrongAnswer("the crowd's optimum is " + optimum + ", not " + proof);
        }
        bench.say(
                String.format(
                        Locale.ROOT,
                        "crowd: %d of %d jobs matched at the optimum, %d of them proved",
                        proof.matched(),
                        proof.jobs(),
                        proof.jobs() - proof.cut()));
    }

    private void measure(
            String subject,
            String metric,
            CandidateSearch search,
            MatchingPolicy policy,
            int rounds,
            Supplier<List<OpenJob>> jobs) {
        bench.say(metric + ", " + subject);
        Runs runs = new Runs();
        Round round = new Round(search);
        for (int run = -1; run < (bench.quick() ? 3 : 5); run++) {
            Histogram nanos = new Histogram(3);
            for (int i = 0; i < rounds; i++) {
                round.begin(Scene.NOW, jobs.get(), Stay.NONE);
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
