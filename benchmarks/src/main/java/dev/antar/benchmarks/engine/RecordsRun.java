package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;

import java.util.ArrayList;
import java.util.List;

/// What it costs an engine to tell why it decided as it did: two that do the same, in turns, one of
/// them told to nobody. Jobs from asking to done, alone and among the fixes of an hour in which
/// 10,000 drivers report every four seconds and 6,000 jobs are asked for.
final class RecordsRun {

    private static final int DRIVERS = 10_000;
    private static final int JOBS = 40;
    private static final int FIXES_PER_JOB = 1_500;
    private static final int FIX_BATCH = 1_000;

    private final Bench bench;
    private final Told told = new Told();
    private final Market quiet;
    private final Market telling;

    private static final class Told implements Watcher {

        private long records;

        @Override
        public boolean wantsDecisions() {
            return true;
        }

        @Override
        public void decided(DecisionRecord record) {
            records += record.considered().isEmpty() ? 0 : 1;
        }
    }

    RecordsRun(Bench bench) {
        this.bench = bench;
        this.quiet =
                new Market(DRIVERS, bench.seed(), new MinimumCost(), Revision.NONE, Watcher.NONE);
        this.telling = new Market(DRIVERS, bench.seed(), new MinimumCost(), Revision.NONE, told);
    }

    void measure() {
        quiet.open();
        telling.open();
        compare("jobs_done_per_s", bench.quick() ? 100 : 400, 0);
        compare("jobs_done_per_s_among_fixes", bench.quick() ? 5 : 20, FIXES_PER_JOB);
        if (!quiet.dispatcher.decisionHash().equals(telling.dispatcher.decisionHash())) {
            throw new WrongAnswer("records changed a decision");
        }
    }

    private void compare(String what, int cycles, int fixesPerJob) {
        Runs without = new Runs();
        Runs with = new Runs();
        for (int run = -1; run < 5; run++) {
            double quietly = jobsPerSecond(quiet, cycles, fixesPerJob);
            long before = told.records;
            double tellingly = jobsPerSecond(telling, cycles, fixesPerJob);
            if (told.records - before < (long) cycles * JOBS / 2) {
                throw new WrongAnswer("only " + (told.records - before) + " records");
            }
            if (run >= 0) {
                without.add(quietly);
                with.add(tellingly);
            }
        }
        bench.row(Row.ANTAR, DRIVERS, what, "jobs/s", without);
        bench.row("with records", DRIVERS, what, "jobs/s", with);
    }

    private static double jobsPerSecond(Market market, int cycles, int fixesPerJob) {
        long began = System.nanoTime();
        int done = 0;
        for (int i = 0; i < cycles; i++) {
            market.ask(JOBS);
            List<Offer> offers = new ArrayList<>(JOBS);
            market.round(offers);
            for (Offer offer : offers) {
                market.handle(new Command.AcceptOffer(market.now, offer.driver(), offer.id()));
            }
            for (Offer offer : offers) {
                market.handle(new Command.PickUpJob(market.now, offer.driver(), offer.job()));
                market.handle(new Command.CompleteJob(market.now, offer.driver(), offer.job()));
            }
            done += offers.size();
            report(market, fixesPerJob * JOBS);
        }
        return done * 1e9 / (System.nanoTime() - began);
    }

    private static void report(Market market, int fixes) {
        FixBatch batch = new FixBatch();
        for (int i = 0; i < fixes; i++) {
            int driver = i % DRIVERS;
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
}
