package dev.antar.simulator.demo;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.behaviour.Cruising;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.GraphRoads;
import dev.antar.simulator.behaviour.Roads;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadReport;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.processes.Folders;
import dev.antar.simulator.processes.ServerProcess;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Starts a server and a city that uses it, shows how it goes, and audits it in the end. One use.
public final class Demo {

    private static final String CENTER = "57.7045,11.968";
    private static final double RADIUS_METERS = 2_200;
    private static final double LONGEST_TRIP_METERS = 900;

    /// Everybody drives as in a time-lapse, so that jobs are done while one watches.
    private static final double SPEED = 30;

    private static final double CIRCUITY = 1.3;
    private static final double ROAD_PACE = 3;
    private static final int JOBS_AT_ONCE = 60;
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Settings settings;
    private final PrintStream out;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int exitCode = 1;

    /// What can be chosen.
    ///
    /// @param span how long, or null until stopped
    /// @param data folder that is kept, or null for one that goes when the demo ends
    public record Settings(
            @Nullable Duration span,
            int drivers,
            int jobsPerMinute,
            int port,
            long seed,
            @Nullable Path data) {}

    public Demo(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /// Runs to the end.
    ///
    /// @param violated exit code when something was lost or held twice
    /// @return exit code
    public int run(int violated) throws IOException, InterruptedException {
        Path given = settings.data();
        Path data = given == null ? Files.createTempDirectory("antar-demo-") : given;
        try {
            Files.createDirectories(data);
            exitCode = run(data, violated);
            return exitCode;
        } finally {
            if (given == null) {
                Folders.delete(data);
            }
            stopped.countDown();
        }
    }

    /// Asks for an early end and waits for it; for Ctrl-C.
    ///
    /// @return exit code
    public int stopAndWait() {
        stop.countDown();
        try {
            stopped.await(90, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return exitCode;
    }

    private int run(Path data, int violated) throws IOException, InterruptedException {
        out.println("Starting PostgreSQL and the server …");
        Streets streets = Streets.unpack(data);
        List<String> options =
                List.of(
                        "--data",
                        data.toString(),
                        "--center",
                        CENTER,
                        "--speed",
                        Double.toString(SPEED),
                        "--circuity",
                        Double.toString(CIRCUITY),
                        "--roads",
                        streets.file().toString(),
                        "--road-pace",
                        Double.toString(ROAD_PACE),
                        "--roads-attribution",
                        Streets.ATTRIBUTION);
        try (ServerProcess server =
                ServerProcess.start(settings.port(), data.resolve("server.log"), options)) {
            server.awaitReady(READY);
            out.println();
            out.println("  Open " + server.url() + " to watch the city.");
            out.println();
            LoadResult result = city(server, streets);
            if (result == null) {
                return 0;
            }
            LoadReport.printAudit(result, out);
            return result.verdict().clean() ? 0 : violated;
        }
    }

    private @Nullable LoadResult city(ServerProcess server, Streets streets)
            throws InterruptedException {
        if (stop.getCount() == 0) {
            return null;
        }
        Vertx vertx = Vertx.vertx();
        try {
            Load load = new Load(config(server, streets), vertx);
            Future<LoadResult> running = load.start();
            Progress progress = Progress.onStandardError();
            long began = System.nanoTime();
            while (!running.isComplete()) {
                if (stop.await(200, TimeUnit.MILLISECONDS)) {
                    load.stop();
                    Thread.sleep(50);
                }
                Duration span = settings.span();
                double passed = (System.nanoTime() - began) / 1e9;
                progress.show(
                        span == null ? 0 : passed / (span.toMillis() / 1000.0),
                        load.status().line());
                if (!server.handle().isAlive()) {
                    throw new IllegalStateException(
                            "the server died; its log is in the data folder");
                }
            }
            progress.end();
            return running.await();
        } finally {
            vertx.close().await();
        }
    }

    private LoadConfig config(ServerProcess server, Streets streets) {
        Duration span = settings.span();
        RoadGraph graph = streets.graph().faster(ROAD_PACE);
        Roads roads = new GraphRoads(graph, new StraightRoads(new StraightLine(SPEED, CIRCUITY)));
        String[] center = CENTER.split(",", 2);
        LatLng middle = new LatLng(Double.parseDouble(center[0]), Double.parseDouble(center[1]));
        return new LoadConfig(
                ServerAddress.of(server.url()),
                new SyntheticCity(
                        middle, RADIUS_METERS, LONGEST_TRIP_METERS, settings.seed(), graph),
                Scenario.steady(
                        settings.drivers(),
                        settings.jobsPerMinute(),
                        Math.min(JOBS_AT_ONCE, settings.drivers() / 4),
                        Timetable.steady(
                                0,
                                span == null ? Duration.ofDays(3_650).toMillis() : span.toMillis(),
                                DRAIN.toMillis())),
                DriverBehaviour.usual(roads)
                        .withDwell(Duration.ofSeconds(3), Duration.ofSeconds(2))
                        .withFixes(Duration.ofSeconds(2), Duration.ofSeconds(4))
                        .withCruising(new Cruising(300, Duration.ofSeconds(20))),
                CustomerBehaviour.usual().withPatience(Duration.ofMinutes(5)),
                settings.seed());
    }
}
