package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.behaviour.Cruising;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.GraphRoads;
import dev.antar.simulator.behaviour.Roads;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.Clock;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadReport;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.LoadRun;
import dev.antar.simulator.load.RunFolder;
import dev.antar.simulator.load.Share;
import dev.antar.simulator.measure.OpenFiles;
import dev.antar.simulator.measure.Surroundings;
import dev.antar.simulator.processes.Part;
import dev.antar.simulator.processes.Processes;
import dev.antar.simulator.profile.Profile;
import dev.antar.simulator.profile.ProfileReader;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `antar simulate`: simulated people on real sockets.
@Command(
        name = "simulate",
        description = {
            "Runs simulated drivers and customers against a server over real sockets, measures it,"
                    + " then checks from their side that nothing was lost or held twice.",
            "Exit codes: 0 all well, 2 wrong usage, 98 the audit found a broken promise, 97 the"
                    + " load generator could not keep up, 99 a threshold was missed; where several"
                    + " apply, the first of these."
        },
        subcommands = CompareRunsCommand.class,
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    private static final long STOP_SECONDS = 60;
    private static final int MOST_PROCESSES = 64;
    private static final String SHARE = "--share";

    @Spec private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Such as http://127.0.0.1:8080. Required.")
    private @Nullable String server;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where summary.json, report.html, timeline.ndjson, jobs.csv and *.hlog go."
                            + " Required.")
    private @Nullable Path out;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "What is to happen, such as examples/profiles/stadium.toml; options win over"
                            + " it.")
    private @Nullable Path profileFile;

    @Option(
            names = "--threshold",
            paramLabel = "METRIC<N",
            description =
                    "What a figure of summary.json must be, such as 'offer_latency_ms.p99<2000';"
                            + " may be given several times.")
    private List<String> thresholds = new ArrayList<>();

    @Option(
            names = "--roads",
            paramLabel = "FILE",
            description =
                    "Drive on these roads, as `evaluate --roads`; the server should be given the"
                            + " same.")
    private @Nullable Path roads;

    @Option(
            names = "--road-pace",
            defaultValue = "1",
            paramLabel = "X",
            description =
                    "How many times faster than the road file says one drives, 0.1 to 10 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double roadPace;

    @Option(
            names = "--processes",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Spread the people over so many processes, each with an event loop and a limit"
                            + " of open files of its own (default: ${DEFAULT-VALUE}).")
    private int processes;

    /// `INDEX@MILLIS`: which of the processes this is, and when the run began.
    @Option(names = SHARE, hidden = true)
    private @Nullable String share;

    @Mixin private final LoadOptions options = new LoadOptions();

    private volatile int exitCode = 1;

    @Override
    public Integer call() throws Exception {
        ServerAddress address = ServerAddress.of(required("--server", server));
        Path folder = required("--out", out);
        Profile profile =
                new ProfileReader(LoadReport.metrics())
                        .read(profileFile, options.chosen(), thresholds);
        Options.require(
                processes >= 1
                        && processes <= Math.min(MOST_PROCESSES, profile.scenario().drivers()),
                "--processes",
                processes,
                "must be from 1 to 64, and at most the number of drivers");
        requireSockets(profile);
        LoadConfig config = config(profile, address);
        Vertx vertx = Vertx.vertx();
        if (share != null) {
            return part(config, share, vertx);
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (RunFolder written = new RunFolder(folder);
                Processes spread = spread(config, vertx, written)) {
            LoadRun load = processes == 1 ? new Load(config, vertx, written) : spread;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(load, ended), "stop"));
            LoadReport report =
                    new LoadReport(
                            watch(load),
                            profile.thresholds(),
                            parameters(profile),
                            environment(),
                            command());
            report.write(written);
            report.print(System.out);
            System.out.println("Read " + folder.resolve("report.html"));
            exitCode = report.exitCode();
            return exitCode;
        } finally {
            ended.countDown();
            vertx.close().await();
        }
    }

    /// Does the work of one of several processes; its standard output is for the one that asked.
    private int part(LoadConfig config, String which, Vertx vertx) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        String[] words = which.split("@", 2);
        Share part = new Share(Integer.parseInt(words[0]), processes);
        try {
            return new Part(config.cut(part), Long.parseLong(words[1]), vertx, out).run(System.in);
        } finally {
            vertx.close().await();
        }
    }

    private Processes spread(LoadConfig config, Vertx vertx, RunFolder written) {
        Clock clock = new Clock();
        return new Processes(
                config,
                vertx,
                written,
                clock,
                processes,
                Main.class.getName(),
                index -> {
                    List<String> words = new ArrayList<>(arguments());
                    words.add(SHARE + "=" + index + "@" + clock.startMillis());
                    return words;
                });
    }

    /// After Ctrl-C: no new jobs, then the audit and the report.
    private void stop(LoadRun load, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        load.stop();
        try {
            ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private static LoadResult watch(LoadRun load) throws InterruptedException {
        Future<LoadResult> running = load.start();
        Progress progress = Progress.onStandardError();
        while (!running.isComplete()) {
            Thread.sleep(100);
            progress.show(load.status().share(), load.status().line());
        }
        progress.end();
        return running.await();
    }

    private LoadConfig config(Profile profile, ServerAddress address) {
        Options.require(
                roadPace >= 0.1 && roadPace <= 10,
                "--road-pace",
                roadPace,
                "must be from 0.1 to 10");
        RoadGraph graph = roads == null ? null : Options.roads(roads).faster(roadPace);
        Profile.City city = profile.city();
        Profile.Habits habits = profile.habits();
        Roads lines = new StraightRoads(new StraightLine(city.speed(), 1.3));
        return new LoadConfig(
                address,
                new SyntheticCity(
                        city.center(),
                        city.radiusMeters(),
                        2 * city.radiusMeters(),
                        profile.seed(),
                        graph),
                profile.scenario(),
                DriverBehaviour.usual(graph == null ? lines : new GraphRoads(graph, lines))
                        .withAcceptance(habits.acceptance())
                        .withDwell(habits.dwell(), habits.dwell())
                        .withFixes(habits.fixInterval(), habits.fixInterval())
                        .withCruising(new Cruising(400, Duration.ofSeconds(30))),
                CustomerBehaviour.usual().withPatience(habits.patience()),
                profile.seed());
    }

    private void requireSockets(Profile profile) {
        Scenario largest = new Share(0, processes).of(profile.scenario());
        int operators = largest.operators().reading() + largest.operators().stopped();
        OpenFiles.ofThisProcess()
                .ifPresent(files -> files.require(largest.drivers(), operators, processes));
    }

    private ObjectNode parameters(Profile profile) {
        ObjectNode parameters = RunReport.object();
        parameters.put("server", server);
        parameters.put("profile", profile.name());
        parameters.put("processes", processes);
        profile.put(parameters);
        return parameters;
    }

    private static ObjectNode environment() {
        ObjectNode environment = RunReport.object();
        Surroundings.put(environment);
        return environment;
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("./antar"));
        for (String word : arguments()) {
            words.add(
                    word.matches("[\\w./:=,@%+-]+")
                            ? word
                            : "'" + word.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }

    private List<String> arguments() {
        return spec.commandLine().getParent().getParseResult().originalArgs();
    }

    private static <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw new Options.UsageException(option + ": is required");
        }
        return value;
    }
}
