package dev.antar.server;

import dev.antar.server.torture.Coverage;
import dev.antar.server.torture.Options;
import dev.antar.server.torture.Outcome;
import dev.antar.server.torture.Plant;
import dev.antar.server.torture.Profile;
import dev.antar.server.torture.Regressions;
import dev.antar.server.torture.Shrink;
import dev.antar.server.torture.Torture;
import dev.antar.server.torture.Violation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/// `antar torture`: lets the server run under a clock, a network and a database that are not real
/// and do their worst, and looks whether it keeps its promises.
@Command(
        name = "torture",
        description = {
            "Runs the server's own code on one thread in virtual time, with connections that break,"
                    + " a database that fails, processes that die and clocks that jump; then lets"
                    + " all heal and looks, from outside, whether every promise was kept.",
            "A run is made from its seed alone: the same seed is the same run, everywhere.",
            "Exit codes: 0 all promises kept (with --planted: every bug found by the rule that it"
                    + " breaks), 1 a failing run cannot be written down, 2 wrong usage, 98 not so."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TortureCommand implements Callable<Integer> {

    private static final int CANNOT_WRITE = 1;
    private static final int USAGE = 2;
    private static final int BROKEN = 98;
    private static final int MAX_FAILURES = 10;
    private static final int PLANTED_SEEDS = 200;
    private static final long SEEDS = 1_000;
    private static final long MAX_SEEDS = 100_000_000;
    private static final String REGRESSIONS =
            "dispatch-server/src/test/resources/torture/regressions.txt";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds, 1 to 100000000 (default: 1000).")
    private @Nullable Long wanted;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Only this seed, and tell what it is made of; with --seeds, from here on.")
    private @Nullable Long seed;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Seed after seed for so long, such as 90s, 10m, 2h.")
    private @Nullable String time;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "all",
            description =
                    "What goes wrong: calm, network, store, crash, clock or all (default:"
                            + " ${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--run",
            paramLabel = "LINE",
            description = "One run as a line of a regression file names it.")
    private @Nullable String line;

    @Option(
            names = "--planted",
            paramLabel = "NAME|all",
            description =
                    "Put this bug in, or each in turn, and tell which seed finds it; at most "
                            + PLANTED_SEEDS
                            + " are tried.")
    private @Nullable String planted;

    @Option(
            names = "--regressions",
            paramLabel = "FILE",
            description =
                    "Where failing runs are added (default: the repository's own file, else none).")
    private @Nullable Path regressions;

    @Option(
            names = "--fingerprints",
            description = "Print a line for each run: equal wherever and whenever it is made.")
    private boolean fingerprints;

    private final PrintStream out = System.out;

    TortureCommand() {
        profile = "all";
    }

    @Override
    public Integer call() {
        try {
            String bug = planted;
            if (bug != null) {
                return plant(bug);
            }
            String named = line;
            if (named != null) {
                return single(Options.parse(named));
            }
            Profile chosen = Profile.of(profile);
            long millis = time == null ? Long.MAX_VALUE : millis(time);
            long seeds = wanted == null ? SEEDS : wanted;
            if (seeds < 1 || seeds > MAX_SEEDS) {
                throw new IllegalArgumentException(
                        "seeds=" + seeds + ": must be from 1 to " + MAX_SEEDS);
            }
            Long from = seed;
            if (from != null && from < 0) {
                throw new IllegalArgumentException("seed=" + from + ": must be from 0");
            }
            boolean several = wanted != null || time != null;
            return from != null && !several
                    ? single(Options.draw(from, chosen))
                    : many(from == null ? 0 : from, time == null ? seeds : 0, chosen, millis);
        } catch (IOException e) {
            System.err.println("antar torture: cannot write: " + e.getMessage());
            return CANNOT_WRITE;
        } catch (IllegalArgumentException e) {
            System.err.println("antar torture: " + e.getMessage());
            return USAGE;
        }
    }

    private int single(Options options) throws IOException {
        out.println(options);
        Coverage coverage = new Coverage();
        Outcome outcome = Torture.run(options, Set.of(), coverage);
        out.println(fingerprint(outcome));
        if (outcome.failed()) {
            failed(outcome);
            return BROKEN;
        }
        out.println("Every promise was kept.");
        return 0;
    }

    private static String fingerprint(Outcome outcome) {
        return "fingerprint="
                + outcome.fingerprint()
                + " seed="
                + outcome.options().seed()
                + " events="
                + outcome.events()
                + " time="
                + outcome.passedMillis() / 1_000
                + "s";
    }

    /// @param seeds how many, or 0 where it is a matter of time
    private int many(long from, long seeds, Profile chosen, long millis) throws IOException {
        Coverage coverage = new Coverage();
        TortureProgress progress = new TortureProgress(seeds, millis);
        int failures = 0;
        long most = seeds == 0 ? MAX_SEEDS : seeds;
        for (long ran = 0; ran < most && !progress.over(); ran++) {
            Outcome outcome = Torture.run(Options.draw(from + ran, chosen), Set.of(), coverage);
            progress.ran(outcome);
            if (fingerprints) {
                progress.clear();
                out.println(fingerprint(outcome));
            }
            if (outcome.failed()) {
                progress.clear();
                failed(outcome);
                if (++failures >= MAX_FAILURES) {
                    out.println("There may be more; this is enough.");
                    break;
                }
            }
        }
        progress.clear();
        out.println(coverage.table());
        out.println(progress.summary() + ", " + failures + " failed");
        return failures == 0 ? 0 : BROKEN;
    }

    private void failed(Outcome outcome) throws IOException {
        Violation first = outcome.violations().getFirst();
        out.println("FAILED " + outcome.options());
        outcome.violations().forEach(violation -> out.println("  " + violation));
        Options smallest = Shrink.of(outcome.options(), first.rule(), Set.of());
        out.println("  smallest run: antar torture --run \"" + smallest.line() + "\"");
        out.println("  " + smallest);
        Path file = file();
        if (file != null) {
            Regressions.add(file, smallest, first);
            out.println("  added to " + file);
        }
    }

    private @Nullable Path file() {
        String home = System.getenv("ANTAR_HOME");
        Path own = home == null ? null : Path.of(home, REGRESSIONS);
        return regressions != null ? regressions : own != null && Files.exists(own) ? own : null;
    }

    private int plant(String bug) {
        int missed = 0;
        for (Plant each : Plant.of(bug)) {
            String found = find(each);
            out.printf("%-26s %s%n", each.word(), found == null ? "NOT FOUND" : found);
            missed += found == null ? 1 : 0;
        }
        return missed == 0 ? 0 : BROKEN;
    }

    /// The seed by which the rule that the bug breaks is the first to see it.
    private static @Nullable String find(Plant plant) {
        for (int each = 0; each < PLANTED_SEEDS; each++) {
            Outcome outcome = Torture.run(Options.draw(each, plant.profile()), EnumSet.of(plant));
            if (outcome.failed() && outcome.violations().getFirst().rule() == plant.rule()) {
                return String.format(
                        Locale.ROOT, "seed %3d by %-28s (%s)", each, plant.rule(), plant.meaning());
            }
        }
        return null;
    }

    private static long millis(String text) {
        long unit =
                switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
                    case 's' -> 1_000;
                    case 'm' -> 60_000;
                    case 'h' -> 3_600_000;
                    default -> 0;
                };
        try {
            long number = Long.parseLong(text, 0, text.length() - 1, 10);
            if (unit > 0 && number > 0 && number <= Duration.ofDays(30).toSeconds()) {
                return number * unit;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            // Falls through to the same refusal.
        }
        throw new IllegalArgumentException("for=" + text + ": must be a time such as 90s, 10m, 2h");
    }
}
