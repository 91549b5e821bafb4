package dev.antar.server.recording;

import static dev.antar.server.recording.Recordings.assertNonNull;
import static dev.antar.server.recording.Recordings.open;
import static dev.antar.server.recording.Recordings.record;
import static dev.antar.server.recording.Recordings.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.earnings.PaidTime;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Income;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.Recorder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What was recorded is replayed to the bit, and what differs is told.
final class RecordingTest {

    private static final List<PaidTime.Day> WEEK =
            List.of(new PaidTime.Day(RecordedMarket.START / 86_400_000, 9_000, 3_600_000));

    @TempDir private Path folder;

    @Test
    void aReplayDecidesTheSameToTheBit() throws Exception {
        for (long seed = 1; seed <= 8; seed++) {
            Path city = folder.resolve("seed" + seed);
            RecordedMarket market = record(city, seed, 2_000);
            Replay replay = replay(city);
            assertNull(replay.difference(), "seed " + seed);
            assertEquals(market.commands(), replay.commands());
            assertEquals(market.events(), replay.events());
            assertTrue(replay.fixes() > 1_000);
            assertEquals(market.hash(), assertNotNullDispatcher(replay).decisionHash());
            assertEquals("the server stopped", replay.ended());
        }
    }

    /// What the region remembered of drivers' pay at its start decides, and is in the recording.
    @Test
    void aReplayBeginsWithTheIncomesThatWereRemembered() throws Exception {
        List<Income> rich =
                IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        new Income(
                                                new DriverId("d" + i),
                                                9_000,
                                                3_600_000,
                                                RecordedMarket.START,
                                                WEEK))
                        .toList();
        RecordedMarket market = recordFair(folder.resolve("rich"), rich);
        RecordedMarket forgetful = recordFair(folder.resolve("forgetful"), List.of());

        Replay replay = replay(folder.resolve("rich"));

        assertNull(replay.difference());
        assertEquals(market.hash(), assertNotNullDispatcher(replay).decisionHash());
        assertFalse(market.hash().equals(forgetful.hash()), "what is remembered decides nothing");
    }

    private static RecordedMarket recordFair(Path folder, List<Income> remembered) {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        RecordedMarket market = RecordedMarket.fair(1, recorder, remembered);
        market.run(4_000);
        market.end();
        recorder.close();
        return market;
    }

    @Test
    void whereDriversAreOffDutyIsNotWrittenAndTheReplayIsEqual() throws Exception {
        DriverId driver = new DriverId("d0");
        Snapshot snapshot = Snapshot.empty();
        DispatchConfig config = DispatchConfig.defaults();
        Policy policy = Policy.of("minimum-cost");
        long t = RecordedMarket.START;
        Dispatcher dispatcher = Dispatcher.restore(config, policy, Watcher.NONE, snapshot, t);
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 30, 30));
        recorder.began(Recorder.Beginning.of("city", 7, t, config, policy, snapshot));
        FixBatch fixes = new FixBatch();
        for (Command command :
                List.of(
                        new Command.RegisterDriver(t, DriverProfile.car(driver)),
                        new Command.ReportFix(t, driver, Fix.at(new LatLng(9.87654321, 1), t)),
                        new Command.ReportFixes(t, fixes),
                        new Command.GoOnline(t, driver, Availability.open()),
                        new Command.ReportFixes(t, fixes),
                        new Command.GoOffline(t, driver),
                        new Command.ReportFixes(t, fixes))) {
            fixes.clear();
            // Of somebody whom the region never met.
            fixes.add(9, 9.87654321, 1, t, 5, 5, 5, 1, false);
            boolean onDuty = dispatcher.roster().size() > 0 && dispatcher.roster().at(0).onDuty();
            fixes.add(0, onDuty ? 57.7 : 9.87654321, 12, t, 5, 5, 5, 1, false);
            List<Event> events = new ArrayList<>();
            recorder.handled(command, dispatcher.handle(command, events::add), events);
        }
        recorder.ended();
        recorder.close();

        List<Double> written = new ArrayList<>();
        Replay replay = new Replay(open(folder));
        replay.run(
                Long.MAX_VALUE,
                (command, _, _) -> {
                    if (command instanceof Command.ReportFixes(_, FixBatch read)) {
                        written.add(read.lat(0));
                        written.add(read.lat(1));
                    } else if (command instanceof Command.ReportFix(_, _, Fix fix)) {
                        written.add(fix.position().lat());
                    }
                });

        assertNull(replay.difference());
        assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 57.7, 0.0, 0.0), written);
    }

    @Test
    void aReplayStopsWhereItIsTold() throws Exception {
        record(folder, 1, 1_000);
        long until = RecordedMarket.START + 60_000;
        Replay replay = new Replay(open(folder));
        replay.run(until, (_, _, _) -> {});
        long reached = assertNotNullDispatcher(replay).nowMillis();
        assertTrue(reached <= until && reached > until - 2_000, "stopped at " + reached);
    }

    @Test
    void aLongRecordingGoesOnInAnotherFlightFromAnImageOfTheEngine() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        RecordedMarket market = new RecordedMarket(11, recorder);
        for (int i = 0; i < 400 && market.images() < 4; i++) {
            market.run(500);
            // The writer, not the region, sees that a flight is full.
            recorder.awaitWritten();
        }
        market.end();
        recorder.close();
        assertTrue(recorder.recording());
        assertTrue(market.images() >= 4, "images: " + market.images());

        Replay before = null;
        long commands = 0;
        for (List<Path> files : Flights.below(folder)) {
            try (FlightReader reader = new FlightReader(files)) {
                Replay replay = new Replay(reader, before);
                replay.run(Long.MAX_VALUE, (_, _, _) -> {});
                assertNull(replay.difference());
                assertEquals(before != null, replay.linked());
                assertEquals(replay(files.getFirst()).commands(), replay.commands());
                commands += replay.commands();
                before = replay;
            }
        }
        assertEquals(market.commands(), commands);
        assertEquals(market.hash(), assertNotNullDispatcher(assertNonNull(before)).decisionHash());
    }

    @Test
    void anImageThatIsNotWhereTheFlightBeforeEndedIsADifference() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        RecordedMarket market = new RecordedMarket(12, recorder);
        market.run(500);
        market.goOnWrongly();
        market.run(100);
        market.end();
        recorder.close();

        List<List<Path>> flights = Flights.below(folder);
        try (FlightReader one = new FlightReader(flights.getFirst());
                FlightReader other = new FlightReader(flights.getLast())) {
            Replay before = new Replay(one);
            before.run(Long.MAX_VALUE, (_, _, _) -> {});
            Replay after = new Replay(other, before);
            after.run(Long.MAX_VALUE, (_, _, _) -> {});
            assertNull(before.difference());
            assertTrue(assertNonNull(after.difference()).command().contains("image"));
        }
    }

    @Test
    void anotherPolicyIsNamedAsTheDifference() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        Policy told = Policy.of("nearest-first");
        RecordedMarket market = new RecordedMarket(6, recorder, told, Policy.codeVersions());
        market.run(2_000);
        market.end();
        recorder.close();
        Replay.Difference difference = assertNonNull(replay(folder).difference());
        assertTrue(!difference.recorded().equals(difference.replayed()));
    }

    @Test
    void changesOfPolicyAreReplayedWhereTheyHappened() throws Exception {
        FileRecorder recorder =
                new FileRecorder(folder, Recordings.ANTAR, new RecordingLimits(1 << 20, 30));
        RecordedMarket market = new RecordedMarket(9, recorder);
        market.run(500);
        market.rule(ShippedPolicies.named("batch-5s"));
        market.run(500);
        market.rule(ShippedPolicies.named("nearest-first"));
        market.run(500);
        market.end();
        recorder.close();
        Replay replay = replay(folder);
        assertNull(replay.difference());
        assertEquals(market.hash(), assertNotNullDispatcher(replay).decisionHash());
        assertEquals(2_000, assertNotNullDispatcher(replay).config().roundMillis());
    }

    @Test
    void aCoarsenedCopyHoldsNobodysWaysAndSaysSo() throws Exception {
        record(folder.resolve("exact"), 8, 1_000);
        Path copy;
        try (FlightReader reader = open(folder.resolve("exact"))) {
            copy = new Coarsening(Set.of("d3")).copy(reader, folder.resolve("coarse"));
        }
        try (FlightReader reader = open(copy)) {
            assertTrue(reader.isCoarsened());
            Replay replay = new Replay(reader);
            StringBuilder told = new StringBuilder();
            replay.run(
                    Long.MAX_VALUE,
                    (command, events, dispatcher) -> {
                        assertNull(dispatcher);
                        if (command instanceof Command.ReportFixes(_, FixBatch fixes)) {
                            for (int row = 0; row < fixes.size(); row++) {
                                assertEquals(Math.rint(fixes.lat(row) * 100) / 100, fixes.lat(row));
                            }
                        } else {
                            told.append(RecordingJson.text(Command.class, command));
                        }
                        events.forEach(
                                event -> told.append(RecordingJson.text(Event.class, event)));
                    });
            assertTrue(replay.events() > 100);
            assertTrue(told.indexOf("\"d4\"") > 0 && told.indexOf("\"erased\"") > 0);
            assertEquals(-1, told.indexOf("\"d3\""));
            assertFalse(told.toString().matches("(?s).*\"lng\":\\d+\\.\\d{3,}.*"));
        }
    }

    @Test
    void oldAndTooManyRecordingsAreDeletedButNeverTheCurrent() throws Exception {
        Path old = Files.createDirectories(folder.resolve("20200101T000000-1"));
        Files.write(old.resolve("000001.rec"), new byte[100]);
        Files.setLastModifiedTime(old.resolve("000001.rec"), FileTime.fromMillis(0));
        Path larger = Files.createDirectories(folder.resolve("20250101T000000-2"));
        Files.write(larger.resolve("000001.rec"), new byte[1 << 20]);
        record(folder, 7, 200, 1 << 20);
        assertTrue(Files.notExists(old));
        assertTrue(Files.notExists(larger));
        assertNull(replay(folder).difference());
    }

    private static Dispatcher assertNotNullDispatcher(Replay replay) {
        return assertNonNull(replay.dispatcher());
    }
}
