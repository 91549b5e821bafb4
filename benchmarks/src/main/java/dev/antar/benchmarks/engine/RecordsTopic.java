package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Revision;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What it costs an engine that its decisions are told and its commands recorded: four that do the
/// same in turns, with nothing, with records, with a recording, and with both. Jobs from asking to
/// done, in a flood, as many a second as have a record in full, and among the fixes of an hour in
/// which 10,000 drivers report every four seconds and 6,000 jobs are asked for; and how soon a
/// single job is offered.
///
/// The engine's thread is measured by its processor time. The thread that writes the recording is
/// not in it: it has the other processor.
public final class RecordsTopic implements Topic {

    private static final int JOBS = 40;
    private static final int FIXES_PER_JOB = 1_500;
    private static final int FIX_BATCH = 1_000;
    private static final int MILLIS_BETWEEN_JOBS = 5;
    private static final int SECOND = 1_000;

    @Override
    public String name() {
        return "records";
    }

    @Override
    public void run(Bench bench) throws IOException {
        boolean quick = bench.quick();
        try (KeptMarkets markets = KeptMarkets.open(bench.seed(), Revision.NONE)) {
            // 40 a round at 20 rounds a second: a flood, of which few are recorded in full.
            throughput(bench, markets, "jobs_done_per_cpu_s", quick ? 100 : 400, 0, 0);
            throughput(bench, markets, "jobs_in_full_per_cpu_s", quick ? 100 : 400, 0, SECOND);
            throughput(
                    bench,
                    markets,
                    "jobs_among_fixes_per_cpu_s",
                    quick ? 4 : 15,
                    FIXES_PER_JOB,
                    SECOND);
            markets.check();
        }
        try (KeptMarkets markets = KeptMarkets.open(bench.seed(), Revision.defaults())) {
            offers(bench, markets, quick ? 2_000 : 8_000);
            markets.check();
        }
        new ReplayRun(bench).measure();
    }

    private static void throughput(
            Bench bench,
            KeptMarkets markets,
            String metric,
            int cycles,
            int fixesPerJob,
            int millis) {
        bench.say(metric);
        Runs[] speeds = runs(markets);
        for (int run = -1; run < 5; run++) {
            int[] done = new int[markets.size()];
            markets.all().forEach(each -> each.watch.reset());
            for (int cycle = 0; cycle < cycles; cycle++) {
                for (int turn = 0; turn < markets.size(); turn++) {
                    int who = (cycle + turn) % markets.size();
                    Market market = markets.all().get(who);
                    market.now += millis;
                    done[who] += cycle(market, fixesPerJob * JOBS);
                }
            }
            for (int who = 0; who < markets.size() && run >= 0; who++) {
                long nanos = markets.all().get(who).watch.cpuNanos();
                speeds[who].add(done[who] * 1e9 / nanos);
            }
        }
        for (int who = 0; who < markets.size(); who++) {
            bench.row(markets.name(who), KeptMarkets.DRIVERS, metric, "jobs/s", speeds[who]);
        }
    }

    private static int cycle(Market market, int fixes) {
        List<Job> jobs = market.jobs(JOBS, Requirements.NONE);
        List<Offer> offers = new ArrayList<>(JOBS);
        market.watch.start();
        for (Job job : jobs) {
            market.handle(new Command.SubmitJob(market.now, job));
        }
        market.tick(offers);
        for (Offer offer : offers) {
            market.handle(new Command.AcceptOffer(market.now, offer.driver(), offer.id()));
        }
        for (Offer offer : offers) {
            market.handle(new Command.PickUpJob(market.now, offer.driver(), offer.job()));
            market.handle(new Command.CompleteJob(market.now, offer.driver(), offer.job()));
        }
        report(market, fixes);
        market.watch.stop();
        if (offers.size() < JOBS / 2) {
            throw new WrongAnswer("only " + offers.size() + " of " + JOBS + " jobs were offered");
        }
        return offers.size();
    }

    private static void report(Market market, int fixes) {
        FixBatch batch = new FixBatch();
        for (int i = 0; i < fixes; i++) {
            int driver = i % KeptMarkets.DRIVERS;
            if (driver == 0) {
                market.now++;
            }
            LatLng at = new LatLng(market.city.lat(driver), market.city.lng(driver));
            batch.add(driver, Fix.at(at, market.now));
            if (batch.size() == FIX_BATCH) {
                market.handle(new Command.ReportFixes(market.now, batch));
                batch.clear();
            }
        }
    }

    /// Jobs that are offered at once, one after the other.
    private static void offers(Bench bench, KeptMarkets markets, int jobs) {
        bench.say("single offers");
        Runs[] wall = runs(markets);
        Runs[] cpu = runs(markets);
        for (int run = -1; run < 5; run++) {
            Histogram[] nanos = histograms(markets);
            Histogram[] cpuNanos = histograms(markets);
            for (int i = 0; i < jobs; i++) {
                for (int turn = 0; turn < markets.size(); turn++) {
                    int who = (i + turn) % markets.size();
                    Market market = markets.all().get(who);
                    if (offered(market)) {
                        nanos[who].recordValue(market.watch.nanos());
                        cpuNanos[who].recordValue(market.watch.cpuNanos());
                    }
                }
            }
            if (nanos[0].getTotalCount() < jobs / 2) {
                throw new WrongAnswer("few jobs were offered at once: " + nanos[0].getTotalCount());
            }
            for (int who = 0; who < markets.size() && run >= 0; who++) {
                wall[who].add(nanos[who].getValueAtPercentile(99) / 1e6);
                cpu[who].add(cpuNanos[who].getValueAtPercentile(99) / 1e6);
            }
        }
        for (int who = 0; who < markets.size(); who++) {
            String name = markets.name(who);
            bench.row(name, KeptMarkets.DRIVERS, "request_offer_ms_p99", "ms", wall[who]);
            bench.row(name, KeptMarkets.DRIVERS, "request_offer_cpu_ms_p99", "ms", cpu[who]);
        }
    }

    /// Whether it was; where drivers are farther than a minute away, the next round decides.
    private static boolean offered(Market market) {
        Job job = market.jobs(1, Requirements.NONE).getFirst();
        List<Offer> offers = new ArrayList<>(1);
        market.now += MILLIS_BETWEEN_JOBS;
        market.watch.reset();
        market.watch.start();
        market.handle(
                new Command.SubmitJob(market.now, job),
                event -> {
                    if (event instanceof Event.OfferMade made) {
                        offers.add(made.offer());
                    }
                });
        market.watch.stop();
        market.handle(
                new Command.CancelJob(market.now, job.id(), CancelledBy.OPERATOR, "measured"));
        return !offers.isEmpty();
    }

    private static Runs[] runs(KeptMarkets markets) {
        Runs[] runs = new Runs[markets.size()];
        Arrays.setAll(runs, _ -> new Runs());
        return runs;
    }

    private static Histogram[] histograms(KeptMarkets markets) {
        Histogram[] made = new Histogram[markets.size()];
        Arrays.setAll(made, _ -> new Histogram(3));
        return made;
    }
}
