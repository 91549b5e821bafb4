package dev.antar.simulator;

import dev.antar.simulator.chaos.Chaos;
import dev.antar.simulator.chaos.Plan;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/// `antar chaos`: real processes, broken on purpose.
@Command(
        name = "chaos",
        description =
                "Starts PostgreSQL, a server and clients, breaks them in every way that this"
                        + " machine allows, and holds what clients were told against the database.",
        footer = {
            "",
            "Exit codes: 0 all promises kept, 1 something could not be carried through, 2 wrong"
                    + " usage, 98 a promise was broken."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ChaosCommand implements Callable<Integer> {

    private static final Duration USUAL = Duration.ofMinutes(3);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(2);

    /// So that `--help` names all that there are.
    static final class Scenarios implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Chaos.scenarios().iterator();
        }
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "all",
            description =
                    "What goes wrong (default: ${DEFAULT-VALUE}), or several with commas between"
                            + " them: ${COMPLETION-CANDIDATES}. crashes are both of the first two;"
                            + " soak is not among all: give it --for 60m.",
            completionCandidates = Scenarios.class)
    private String scenario;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description =
                    "How long things are broken, all scenarios together (default: 3m); starting and"
                            + " looking take half a minute more for each, in hostile five, so"
                            + " that all take a quarter of an hour.")
    private @Nullable Duration span;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "antar-chaos",
            description =
                    "Where report.html, summary.json and the logs go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--creates-per-second",
            paramLabel = "N",
            defaultValue = "100",
            description = "How often a job is asked for (default: ${DEFAULT-VALUE}).")
    private int creates;

    @Option(
            names = "--drivers",
            paramLabel = "N",
            defaultValue = "60",
            description = "Drivers at work (default: ${DEFAULT-VALUE}).")
    private int drivers;

    @Option(
            names = "--jobs-per-minute",
            paramLabel = "N",
            defaultValue = "240",
            description =
                    "Of customers who follow their job to its end (default: ${DEFAULT-VALUE}).")
    private int jobsPerMinute;

    @Option(
            names = "--kills",
            paramLabel = "N",
            description = "Of the server (default: one in 10 s).")
    private @Nullable Integer kills;

    @Option(
            names = "--stops",
            paramLabel = "N",
            description = "Of PostgreSQL (default: one in 10 s; in `crashes`, in 40 s).")
    private @Nullable Integer stops;

    @Option(
            names = "--cuts",
            paramLabel = "N",
            description = "Of connections around a commit (default: 20 a second).")
    private @Nullable Integer cuts;

    @Option(
            names = "--away",
            paramLabel = "TIME",
            description = "How long PostgreSQL is away (default: half the time).")
    private @Nullable Duration away;

    @Option(
            names = "--open-jobs",
            paramLabel = "N",
            defaultValue = "20000",
            description = "That a restart finds (default: ${DEFAULT-VALUE}).")
    private int openJobs;

    @Option(
            names = "--attackers",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "In `hostile`, of the kinds that need many; ten times as many subscribe"
                            + " (default: ${DEFAULT-VALUE}).")
    private int attackers;

    @Option(
            names = "--ports",
            paramLabel = "FROM",
            defaultValue = "0",
            description = "First of some hundred ports to use (default: any that are free).")
    private int ports;

    @Option(
            names = "--slack",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "On a slow or busy machine: multiplies every bound in time, and no other"
                            + " (default: ${DEFAULT-VALUE}).")
    private double slack;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everybody's chance; what processes do has none (default: 1).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        Chaos chaos =
                new Chaos(plan(), scenario, "./antar " + String.join(" ", words()), System.out);
        Thread onInterrupt = new Thread(chaos::stopAndWait, "stop the chaos");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        int exitCode = chaos.run();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException _) {
            // The hook is running already and ends the process.
        }
        return exitCode;
    }

    private Plan plan() {
        Duration all = span == null ? USUAL : span;
        Options.require(
                all.compareTo(SHORTEST) >= 0 && all.compareTo(LONGEST) <= 0,
                "--for",
                all,
                "must be from 5s to 2h");
        within("--creates-per-second", creates, 1, 5_000);
        within("--drivers", drivers, 1, 5_000);
        within("--jobs-per-minute", jobsPerMinute, 1, 60_000);
        within("--open-jobs", openJobs, 1, 1_000_000);
        within("--attackers", attackers, 10, 1_500);
        Options.require(slack >= 1 && slack <= 100, "--slack", slack, "must be from 1 to 100");
        within("--ports", ports, 0, 65_000);
        Duration each = Chaos.shareOf(all, scenario);
        int seconds = (int) each.toSeconds();
        Duration gone = away == null ? each.dividedBy(2) : away;
        Options.require(
                gone.compareTo(Duration.ofSeconds(1)) >= 0 && gone.compareTo(LONGEST) <= 0,
                "--away",
                gone,
                "must be from 1s to 2h");
        return new Plan(
                out,
                each,
                drivers,
                jobsPerMinute,
                creates,
                chosen("--kills", kills, Math.max(1, seconds / 10)),
                chosen("--stops", stops, Math.max(1, seconds / 10)),
                chosen("--cuts", cuts, Math.max(20, seconds * 20)),
                gone,
                openJobs,
                attackers,
                ports,
                slack,
                seed);
    }

    private static int chosen(String option, @Nullable Integer typed, int usual) {
        if (typed == null) {
            return usual;
        }
        within(option, typed, 1, 100_000);
        return typed;
    }

    private static void within(String option, int value, int least, int most) {
        Options.require(
                value >= least && value <= most,
                option,
                value,
                "must be from " + least + " to " + most);
    }

    private List<String> words() {
        return spec.commandLine().getParent().getParseResult().originalArgs();
    }
}
