package dev.antar.server;

import dev.antar.core.engine.Dispatcher;
import dev.antar.server.recording.Coarsening;
import dev.antar.server.recording.DemandExport;
import dev.antar.server.recording.FlightReader;
import dev.antar.server.recording.Flights;
import dev.antar.server.recording.Replay;
import dev.antar.server.recording.ReplayReport;
import dev.antar.server.recording.Unreadable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// `antar replay`: rebuilds what a region was and decided from its recording.
@Command(
        name = "replay",
        description = {
            "Decides again what a server decided, from its recording, and compares every result and"
                    + " event with the record, bit for bit.",
            "Exit codes: 0 all equal, 1 the recording is damaged or of another version, 2 wrong"
                    + " usage, 98 the replay parts from the record."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {

    private static final int DAMAGED = 1;
    private static final int USAGE = 2;
    private static final int DIFFERENT = 98;

    @Parameters(
            paramLabel = "FILE|DIR",
            description =
                    "A file of a recording, a recording's folder, or one with several, such as"
                            + " antar-data/recordings.")
    private Path path = Path.of(".");

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "Stop there and show what the region was like: 2026-11-25T14:03:00Z, or +90s,"
                            + " +15m, +2h from the beginning.")
    private @Nullable String until;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Show what was decided about this job, and who was near.")
    private @Nullable String job;

    @Option(
            names = "--verify",
            description = "Say nothing of the state, only whether everything is equal.")
    private boolean verify;

    @Option(
            names = "--coarsen",
            paramLabel = "DIR",
            description =
                    "Write a copy there with positions to a hundredth of a degree; it can be"
                            + " shown but no longer verified.")
    private @Nullable Path coarsen;

    @Option(
            names = "--erase",
            paramLabel = "NAME",
            description =
                    "With --coarsen: also take this driver's or job's name out; may be given"
                            + " several times.")
    private List<String> erased = List.of();

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Write the demand and the fleet there, as trips.csv and fleet.csv for `antar"
                            + " evaluate` and `antar compare`.")
    private @Nullable Path export;

    private final PrintStream out = System.out;

    /// Of the flight replayed last.
    private @Nullable Replay before;

    @Override
    public Integer call() {
        try {
            List<List<Path>> flights = Flights.below(path);
            Path target = coarsen;
            if (target != null) {
                copy(flights, target);
                return 0;
            }
            if (!erased.isEmpty()) {
                throw new IllegalArgumentException("--erase: must be given with --coarsen");
            }
            Path demand = export;
            if (demand != null) {
                return export(flights, demand);
            }
            int worst = 0;
            for (List<Path> files : flights) {
                worst = Math.max(worst, replay(files));
            }
            return worst;
        } catch (Unreadable | IOException e) {
            System.err.println("antar replay: " + e.getMessage());
            return DAMAGED;
        } catch (IllegalArgumentException e) {
            System.err.println("antar replay: " + e.getMessage());
            return USAGE;
        }
    }

    private void copy(List<List<Path>> flights, Path target) throws IOException, Unreadable {
        Coarsening coarsening = new Coarsening(Set.copyOf(erased));
        for (List<Path> files : flights) {
            try (FlightReader reader = new FlightReader(files)) {
                Path copy = coarsening.copy(reader, target.resolve(reader.region()));
                String cut = reader.cut();
                out.println("Written " + copy + (cut == null ? "" : "; " + cut));
            }
        }
    }

    private int export(List<List<Path>> flights, Path target) throws IOException, Unreadable {
        DemandExport demand = new DemandExport();
        for (List<Path> files : flights) {
            try (FlightReader reader = new FlightReader(files)) {
                if (reader.isCoarsened()) {
                    throw new Unreadable(
                            reader.flight()
                                    + ": its positions are too coarse: they were taken out");
                }
                Replay replay = new Replay(reader);
                replay.run(new Moment(until, reader.beganAtMillis()).millis(), demand);
                Replay.Difference difference = replay.difference();
                if (difference != null) {
                    new ReplayReport(out, null, true).difference(difference);
                    return DIFFERENT;
                }
            }
        }
        if (demand.jobs() == 0 || demand.drivers() == 0) {
            throw new Unreadable(
                    path
                            + ": there is nothing to compare: "
                            + demand.jobs()
                            + " jobs were asked for and "
                            + demand.drivers()
                            + " drivers seen in it");
        }
        demand.write(target);
        out.println(
                "Written "
                        + target.resolve("trips.csv")
                        + " ("
                        + demand.jobs()
                        + ") and fleet.csv ("
                        + demand.drivers()
                        + ")");
        return 0;
    }

    private int replay(List<Path> files) throws IOException {
        out.println("Recording " + files.getFirst().toAbsolutePath().getParent());
        try (FlightReader reader = new FlightReader(files)) {
            Replay replay = new Replay(reader, before);
            before = replay;
            ReplayReport report = new ReplayReport(out, job, verify);
            Moment end = new Moment(until, reader.beganAtMillis());
            try {
                replay.run(end.millis(), report);
            } catch (Unreadable e) {
                if (replay.beginning() != null) {
                    report.summary(replay, reader);
                }
                System.err.println(
                        "antar replay: "
                                + e.getMessage()
                                + " (written by Antar "
                                + reader.antar()
                                + ")");
                return DAMAGED;
            }
            report.summary(replay, reader);
            if (reader.isCoarsened()) {
                return 0;
            }
            Replay.Difference difference = replay.difference();
            if (difference != null) {
                report.difference(difference);
                return DIFFERENT;
            }
            Dispatcher dispatcher = replay.dispatcher();
            if (dispatcher != null && !verify && job == null) {
                report.state(dispatcher);
            }
            return 0;
        } catch (Unreadable e) {
            System.err.println("antar replay: " + e.getMessage());
            return DAMAGED;
        }
    }

    /// A moment as people write it.
    private record Moment(@Nullable String text, long beganAtMillis) {

        long millis() {
            if (text == null) {
                return Long.MAX_VALUE;
            }
            try {
                return text.startsWith("+") ? later() : Instant.parse(text).toEpochMilli();
            } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        "--until="
                                + text
                                + ": must be a time such as 2026-11-25T14:03:00Z, or one from the"
                                + " beginning such as +90s, +15m or +2h",
                        e);
            }
        }

        private long later() {
            String wanted = String.valueOf(text);
            if (wanted.length() < 3) {
                throw new NumberFormatException(wanted);
            }
            long number = Long.parseLong(wanted, 1, wanted.length() - 1, 10);
            long unit =
                    switch (wanted.charAt(wanted.length() - 1)) {
                        case 's' -> 1_000;
                        case 'm' -> 60_000;
                        case 'h' -> 3_600_000;
                        default -> throw new NumberFormatException(wanted);
                    };
            return Math.addExact(beganAtMillis, Math.multiplyExact(number, unit));
        }
    }
}
