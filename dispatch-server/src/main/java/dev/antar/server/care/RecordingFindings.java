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

/// Whether recordings can be read to their end, every checksum of them, and hold no positions that
/// were to be deleted.
final class RecordingFindings {

    private final Path folder;
    private final boolean running;
    private final Instant now;
    private final int days;
    private final Map<String, Long> lastEvents = new TreeMap<>();

    /// @param running whether a server may be writing the latest ones
    /// @param days after which recordings are to be deleted
    RecordingFindings(Path folder, boolean running, Instant now, int days) {
        this.folder = folder;
        this.running = running;
        this.now = now;
        this.days = days;
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
        findings.addAll(tooOld(flights));
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
                if (check.spanMillis() > Duration.ofDays(days).toMillis()) {
                    findings.add(
                            Finding.warning(
                                    "The recording "
                                            + flight
                                            + " spans "
                                            + Duration.ofMillis(check.spanMillis()).toDays()
                                            + " days, and holds positions as old.",
                                    "An earlier Antar wrote it: since, another begins after a day."
                                            + " Restart a server that still writes it. It is"
                                            + " deleted "
                                            + days
                                            + " days after its end."));
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

    /// What a server deletes when it starts and every hour, and an hour besides for doing so.
    private List<Finding> tooOld(List<List<Path>> flights) throws IOException {
        Instant oldest = now.minus(Duration.ofDays(days)).minus(Duration.ofHours(2));
        int many = 0;
        Instant firstEnded = Instant.MAX;
        String first = "";
        for (List<Path> files : flights) {
            Instant ended = Flights.endedAt(files);
            many += ended.isBefore(oldest) ? 1 : 0;
            if (ended.isBefore(firstEnded)) {
                firstEnded = ended;
                first = String.valueOf(files.getFirst().getParent());
            }
        }
        if (many == 0) {
            return List.of();
        }
        return List.of(
                Finding.warning(
                        many
                                + (many == 1 ? " recording" : " recordings")
                                + " ended more than "
                                + days
                                + " days ago, the first "
                                + Duration.between(firstEnded, now).toDays()
                                + " days ago ("
                                + first
                                + "), with the positions in them.",
                        running
                                ? "The server deletes them within the hour, with another"
                                        + " --recordings-days later; its log says what is in the"
                                        + " way."
                                : "Start the server, which deletes them also with --no-record, or"
                                        + " delete them."));
    }
}
