package dev.antar.benchmarks.engine;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Revision;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.Requirements;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.offer.Offer;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Recorder;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.recording.FlightReader;
import dev.antar.server.recording.Flights;
import dev.antar.server.recording.RecordingLimits;
import dev.antar.server.recording.Replay;
import dev.antar.server.recording.Unreadable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// How long it takes to replay what one hour brought: 10,000 drivers who report every four seconds
/// and 6,000 jobs, recorded by the server's own recorder from an engine in process. Reading,
/// unpacking, deciding and comparing are in the time.
final class ReplayRun {

    private static final int DRIVERS = 10_000;
    private static final int JOBS_A_MINUTE = 100;
    private static final int TICKS_A_SECOND = 10;
    private static final int FIXES_A_TICK = DRIVERS / 4 / TICKS_A_SECOND;
    private static final int TICK_MILLIS = 100;
    private static final int TRIP_SECONDS = 600;
    private static final int HOUR_SECONDS = 3_600;

    private final Bench bench;
    private final FixBatch batch = new FixBatch();
    private final Deque<Under> underWay = new ArrayDeque<>();
    private int next;

    /// A job that somebody does, until then.
    private record Under(long untilMillis, Offer offer) {}

    ReplayRun(Bench bench) {
        this.bench = bench;
    }

    void measure() throws IOException {
        int seconds = bench.quick() ? HOUR_SECONDS / 6 : HOUR_SECONDS;
        Path top = Files.createTempDirectory("antar-replay");
        Path folder = top.resolve("region");
        try {
            String hash = record(folder, seconds);
            long began = System.nanoTime();
            replay(folder, hash);
            double took = (System.nanoTime() - began) / 1e9;
            bench.say(String.format(Locale.ROOT, "%d s replayed in %.1f s", seconds, took));
            bench.row(Row.ANTAR, DRIVERS, "replay_s_per_s", "s/s", seconds / took, 0);
        } finally {
            KeptMarkets.delete(top);
        }
    }

    private String record(Path folder, int seconds) {
        bench.say("recording " + seconds + " s of " + DRIVERS + " drivers");
        FileRecorder recorder =
                new FileRecorder(folder, "benchmark", new RecordingLimits(1L << 40, 1));
        Market market =
                new Market(
                        DRIVERS,
                        bench.seed(),
                        new MinimumCost(),
                        Revision.defaults(),
                        Watcher.NONE,
                        recorder);
        recorder.began(
                Recorder.Beginning.of(
                        "benchmark",
                        1,
                        market.now,
                        market.config,
                        Policy.of("minimum-cost"),
                        Snapshot.empty()));
        market.open();
        for (int tick = 0; tick < seconds * TICKS_A_SECOND; tick++) {
            tick(market, tick);
        }
        recorder.ended();
        recorder.close();
        if (!recorder.recording()) {
            throw new WrongAnswer("the recording ended in the middle");
        }
        return market.dispatcher.decisionHash();
    }

    private void tick(Market market, int tick) {
        batch.clear();
        for (int i = 0; i < FIXES_A_TICK; i++) {
            int driver = next++ % DRIVERS;
            // Some metres to and fro.
            double aside = (next / DRIVERS % 10) * 1e-5;
            LatLng at = new LatLng(market.city.lat(driver) + aside, market.city.lng(driver));
            batch.add(driver, Fix.at(at, market.now));
        }
        market.handle(new Command.ReportFixes(market.now, batch));
        List<Offer> offers = new ArrayList<>();
        boolean asks = tick * JOBS_A_MINUTE / 600 != (tick + 1) * JOBS_A_MINUTE / 600;
        if (asks) {
            for (Job job : market.jobs(1, Requirements.NONE)) {
                market.handle(new Command.SubmitJob(market.now, job), event -> see(event, offers));
            }
        }
        market.now += TICK_MILLIS;
        market.handle(new Command.Tick(market.now), event -> see(event, offers));
        for (Offer offer : offers) {
            market.handle(new Command.AcceptOffer(market.now, offer.driver(), offer.id()));
            underWay.add(new Under(market.now + TRIP_SECONDS * 1_000L, offer));
        }
        while (!underWay.isEmpty() && underWay.getFirst().untilMillis() <= market.now) {
            Offer done = underWay.removeFirst().offer();
            market.handle(new Command.PickUpJob(market.now, done.driver(), done.job()));
            market.handle(new Command.CompleteJob(market.now, done.driver(), done.job()));
        }
    }

    private static void see(Event event, List<Offer> offers) {
        if (event instanceof Event.OfferMade made) {
            offers.add(made.offer());
        }
    }

    private static void replay(Path folder, String hash) throws IOException {
        try (FlightReader reader = new FlightReader(Flights.below(folder).getFirst())) {
            Replay replay = new Replay(reader);
            replay.run(Long.MAX_VALUE, (_, _, _) -> {});
            var dispatcher = replay.dispatcher();
            if (replay.difference() != null
                    || dispatcher == null
                    || !dispatcher.decisionHash().equals(hash)) {
                throw new WrongAnswer("the replay parts from the record");
            }
        } catch (Unreadable e) {
            throw new WrongAnswer(String.valueOf(e.getMessage()));
        }
    }
}
