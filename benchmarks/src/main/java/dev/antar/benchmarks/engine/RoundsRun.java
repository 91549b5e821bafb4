package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Rounds over so many new jobs, each in the same city; what a round offered is taken back after it
/// was looked at.
final class RoundsRun {

    private final Bench bench;
    private final Market market;
    private final String subject;
    private long firstCostMillis = -1;

    RoundsRun(Bench bench, Market market, String subject) {
        this.bench = bench;
        this.market = market;
        this.subject = subject;
    }

    /// What the first round cost, with a job that got nobody at the longest pickup.
    long firstCostMillis() {
        return firstCostMillis;
    }

    void measure(int jobs, String word, int rounds) {
        Runs median = new Runs();
        Runs slow = new Runs();
        Runs medianCpu = new Runs();
        Runs slowCpu = new Runs();
        for (int run = -1; run < 3; run++) {
            Histogram nanos = new Histogram(3);
            Histogram cpuNanos = new Histogram(3);
            for (int i = 0; i < Math.max(1, rounds / 3); i++) {
                market.watch.reset();
                round(jobs);
                nanos.recordValue(market.watch.nanos());
                cpuNanos.recordValue(market.watch.cpuNanos());
            }
            if (run >= 0) {
                median.add(nanos.getValueAtPercentile(50) / 1e6);
                slow.add(nanos.getValueAtPercentile(99) / 1e6);
                medianCpu.add(cpuNanos.getValueAtPercentile(50) / 1e6);
                slowCpu.add(cpuNanos.getValueAtPercentile(99) / 1e6);
            }
        }
        row(word, "ms_p50", median);
        row(word, "ms_p99", slow);
        row(word, "cpu_ms_p50", medianCpu);
        row(word, "cpu_ms_p99", slowCpu);
    }

    private void row(String word, String figure, Runs runs) {
        String metric = "round_" + word + "_" + figure;
        bench.row(subject, market.city.drivers(), metric, "ms", runs);
        bench.say(String.format(Locale.ROOT, "%s: %s %.1f ms", subject, metric, runs.median()));
    }

    private void round(int count) {
        List<JobId> jobs = market.ask(count);
        List<Offer> offers = new ArrayList<>(count);
        market.round(offers);
        check(jobs, offers);
        for (JobId job : jobs) {
            market.handle(new Command.CancelJob(market.now, job, CancelledBy.OPERATOR, "measured"));
        }
    }

    private void check(List<JobId> jobs, List<Offer> offers) {
        if (offers.size() < jobs.size() / 2) {
            throw new WrongAnswer(
                    subject + " offered " + offers.size() + " of " + jobs.size() + " jobs");
        }
        Set<String> drivers = new HashSet<>();
        Set<JobId> matched = new HashSet<>();
        int longest = market.dispatcher.config().cost().maxPickupMillis();
        long cost = (long) (jobs.size() - offers.size()) * longest;
        for (Offer offer : offers) {
            boolean right = drivers.add(offer.driver().value()) && matched.add(offer.job());
            if (!right || offer.pickupMillis() > longest) {
                throw new WrongAnswer(subject + " made a wrong " + offer);
            }
            cost += offer.pickupMillis();
        }
        if (!Set.copyOf(jobs).containsAll(matched)) {
            throw new WrongAnswer(subject + " offered a job that nobody asked for");
        }
        if (firstCostMillis < 0) {
            firstCostMillis = cost;
        }
    }
}
