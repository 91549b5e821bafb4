package dev.antar.server.care;

import dev.antar.server.recording.FlightCheck;
import dev.antar.server.recording.Flights;
import dev.antar.server.recording.Unreadable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether recordings can be read to their end, every checksum of them.
final class RecordingFindings {

    private static final Duration LONG = Duration.ofDays(30);

    private final Path folder;
    private final boolean running;
    private final Instant now;
    private final Map<String, Long> lastEvents = new TreeMap<>();

    /// @param running whether a server may be writing the latest ones
    RecordingFindings(Path folder, boolean running, Instant now) {
        this.folder = folder;
        this.running = running;
        this.now = now;
    }

    /// The number of the last event in each region's latest recording, where that ended in order.
    Map<String, Long> lastEvents() {
        return Map.copyOf(lastEvents);
    }

    List<Finding> look() throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            findings.add(Finding.fine("There are no recordings in " + folder + "."));
            return findings;
        }
        List<List<Path>> flights;
        try {
            flights = Flights.below(folder);
        } catch (Unreadable _) {
            findings.add(Finding.fine("There are no recordings in " + folder + "."));
            return findings;
        }
        int whole = 0;
        for (List<Path> files : flights) {
            Path flight = files.getFirst().getParent();
            try {
                FlightCheck check = FlightCheck.of(files);
                lastEvents.remove(check.region());
                if (check.ended()) {
                    lastEvents.put(check.region(), check.lastSeq());
                }
                String cut = check.cut();
                if (cut != null && !running) {
                    findings.add(
                            Finding.warning(
                                    "The recording " + flight + " is torn at its end: " + cut,
                                    "Nothing: what is before can be replayed."));
                }
                if (check.spanMillis() > LONG.toMillis()) {
                    findings.add(
                            Finding.warning(
                                    "The recording "
                                            + flight
                                            + " spans "
                                            + Duration.ofMillis(check.spanMillis()).toDays()
                                            + " days, and holds positions as old.",
                                    "A restart of the server begins another; this one is then"
                                            + " deleted when its time has come."));
                }
                whole++;
            } catch (Unreadable e) {
                findings.add(
                        Finding.problem(
                                "The recording " + flight + " cannot be read: " + e.getMessage(),
                                "Bring it back from a copy, read it with the Antar that wrote it,"
                                        + " or delete it: dispatch does not need it."));
            }
        }
        findings.add(Finding.fine(whole + " recordings can be read to their end (" + now + ")."));
        return findings;
    }
}
