package dev.antar.server.recording;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Makes recordings, and replays them.
final class Recordings {

    static final String ANTAR = "1.2.3";

    private Recordings() {}

    /// Records a market in this folder.
    static RecordedMarket record(Path folder, long seed, int steps) {
        return record(folder, seed, steps, 1 << 26);
    }

    static RecordedMarket record(Path folder, long seed, int steps, int mostBytes) {
        FileRecorder recorder = new FileRecorder(folder, ANTAR, new RecordingLimits(mostBytes, 30));
        RecordedMarket market = new RecordedMarket(seed, recorder);
        market.run(steps);
        market.end();
        recorder.close();
        assertTrue(recorder.recording());
        return market;
    }

    /// Replays the latest recording below a path to its end.
    static Replay replay(Path path) throws IOException, Unreadable {
        try (FlightReader reader = open(path)) {
            Replay replay = new Replay(reader);
            replay.run(Long.MAX_VALUE, (_, _, _) -> {});
            return replay;
        }
    }

    static FlightReader open(Path path) throws IOException, Unreadable {
        return new FlightReader(filesOf(path));
    }

    /// The files of the latest recording below a path.
    static List<Path> filesOf(Path path) throws IOException, Unreadable {
        return Flights.below(path).getLast();
    }

    static <T> T assertNonNull(@Nullable T value) {
        assertNotNull(value);
        return Objects.requireNonNull(value);
    }
}
