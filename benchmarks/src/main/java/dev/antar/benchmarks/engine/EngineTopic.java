package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Revision;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;

import java.util.List;

/// One `Dispatcher` in process, one thread: rounds with many jobs beside `NearestFirst` in the same
/// engine, fixes beside the index without the engine, jobs from asking to done, memory, and how
/// soon a single job is offered.
///
/// A round is one `Tick`: search, prices, matching, offers and their events. Not in it: filling the
/// mailbox, storage, sockets.
public final class EngineTopic implements Topic {

    private static final List<Integer> FULL = List.of(10_000, 100_000, 1_000_000);

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public void run(Bench bench) {
        List<Integer> sizes = bench.quick() ? List.of(1_000_000) : FULL;
        for (int drivers : sizes) {
            long ours = measure(bench, drivers, Row.ANTAR, new MinimumCost());
            long theirs = measure(bench, drivers, "nearest-first", new NearestFirst());
            if (ours > theirs) {
                throw new WrongAnswer(
                        "minimum-cost costs " + ours + " ms, nearest-first only " + theirs);
            }
        }
        new OffersRun(bench).measure();
    }

    /// Answers the cost of the first round, the same jobs and drivers for every policy.
    private static long measure(Bench bench, int drivers, String subject, MatchingPolicy policy) {
        long before = Market.usedBytes();
        Market market = new Market(drivers, bench.seed(), policy, Revision.NONE);
        bench.say(subject + ": " + drivers + " drivers begin to work");
        market.open();
        double bytes = (double) (Market.usedBytes() - before) / drivers;
        bench.say(subject + ": rounds");
        RoundsRun rounds = new RoundsRun(bench, market, subject);
        rounds.measure(1_000, "1k", bench.quick() ? 90 : 300);
        if (drivers > 20_000) {
            rounds.measure(20_000, "20k", bench.quick() ? 3 : 30);
        }
        bench.say(subject + ": jobs from asking to done");
        new CyclesRun(bench, market, subject).measure();
        if (subject.equals(Row.ANTAR)) {
            bench.row(subject, drivers, "bytes_per_driver", "B", bytes, 0);
            bench.say("fixes");
            new FixesRun(bench, market).measure();
        }
        return rounds.firstCostMillis();
    }
}
