package dev.antar.server;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Sizes;
import dev.antar.server.connections.Connections;
import dev.antar.server.engine.PolicyTurns;
import dev.antar.server.engine.ReachDesk;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.RegionVerticle;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.RoadRegion;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.http.Archives;
import dev.antar.server.http.HttpRoutes;
import dev.antar.server.http.StreetsJson;
import dev.antar.server.live.LiveSockets;
import dev.antar.server.metrics.Meters;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.store.Database;
import dev.antar.server.store.Durability;
import dev.antar.server.store.PgCaseArchive;
import dev.antar.server.store.PgDecisionArchive;
import dev.antar.server.store.PgDecisionRecords;
import dev.antar.server.store.PgDriverArchive;
import dev.antar.server.store.PgEarningsArchive;
import dev.antar.server.store.PgEventStore;
import dev.antar.server.store.PgJobArchive;
import dev.antar.server.store.PgPolicyArchive;
import dev.antar.server.store.Sweep;
import dev.antar.server.stream.DriverLimits;
import dev.antar.server.stream.Sockets;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Starts the parts of a server in the order in which they need each other. Blocks; each runs once.
final class Startup {

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private static final int COMMIT_CONNECTIONS = 4;

    /// Of each of several regions.
    private static final int COMMIT_CONNECTIONS_EACH = 2;

    private static final int READ_CONNECTIONS = 4;
    private static final int RECORD_CONNECTIONS = 1;
    private static final int SWEEP_CONNECTIONS = 1;
    private static final int SWEEPS_WAITING = 4;
    private static final int COMMITS_WAITING = 200;
    private static final int READS_WAITING = 500;

    private static final int STEP_SECONDS = 60;
    private static final long SWEEP_MILLIS = 600_000;
    private static final long DURABLE_MILLIS = 60_000;
    private static final long TURN_MILLIS = 1_000;
    private static final long COUNT_MILLIS = 30_000;
    private static final long MEASURE_MILLIS = 1_000;

    private final ServerConfig config;
    private final Database database;
    private final Vertx vertx;
    private final TimeSource time = TimeSource.monotonic();
    private final Meters meters = new Meters();
    private final List<RegionVerticle> verticles = new ArrayList<>();
    private final List<RoadRegion> onRoads = new ArrayList<>();
    private final List<FileRecorder> recorders = new ArrayList<>();

    Startup(ServerConfig config, Database database, Vertx vertx) {
        this.config = config;
        this.database = database;
        this.vertx = vertx;
    }

    /// Returns when commands are carried out.
    ///
    /// @param beganNanos when the start as a whole began, by [System#nanoTime]
    ServerParts run(long beganNanos) {
        DispatchConfig dispatch = config.dispatch().with(config.policy());
        Pool reads = database.pool(vertx, READ_CONNECTIONS, READS_WAITING);
        ReachDesk roads = roads(dispatch.cost().maxPickupMillis());
        Regions regions = regions(roads);
        EventSenders senders = new EventSenders(vertx, database, config.webhooks(), meters);
        recorders.forEach(each -> meters.watchRecording(each.region(), each::recording));
        PgCaseArchive cases = new PgCaseArchive(reads);
        LiveSockets live = new LiveSockets(vertx, regions, meters);
        Sockets sockets =
                new Sockets(
                        regions,
                        meters,
                        DriverLimits.standard(),
                        id -> told(cases, id, time.millis()),
                        live::opened);
        Durability durability = Durability.watching(database, vertx, DURABLE_MILLIS);
        HttpRoutes routes =
                new HttpRoutes(
                        vertx,
                        regions,
                        archives(reads, cases),
                        config.review(),
                        this::recordingOf,
                        sockets::answered,
                        senders.access(),
                        meters,
                        streets(),
                        durability::off);
        PgDecisionRecords decisions =
                new PgDecisionRecords(
                        vertx,
                        database.pool(vertx, RECORD_CONNECTIONS, READS_WAITING),
                        meters,
                        config.care().decisionDays(),
                        time);
        List<String> deployments = deploy(routes, senders, decisions);
        for (RoadRegion each : onRoads) {
            await(each.askAboutOpenJobs());
        }
        await(sockets.start());
        await(live.start());
        await(cases.untold()).forEach(each -> sockets.answered(each.id(), each.driver()));
        routes.countCases();
        vertx.setPeriodic(COUNT_MILLIS, _ -> routes.countCases());
        takeTurns();
        careForData();
        List<Edge> edges = edges(sockets, routes);
        return new ServerParts(
                vertx,
                database,
                sockets,
                live,
                routes,
                senders,
                edges,
                verticles,
                deployments,
                recorders,
                decisions,
                durability,
                roads,
                meters,
                (System.nanoTime() - beganNanos) / 1_000_000);
    }

    /// Null where jobs are not timed by roads.
    private @Nullable ReachDesk roads(int maxPickupMillis) {
        RoadMap map = config.roads();
        return map == null ? null : new ReachDesk(map.graph().faster(map.pace()), maxPickupMillis);
    }

    private Buffer streets() {
        RoadMap map = config.roads();
        return map == null ? Buffer.buffer() : StreetsJson.of(map.graph(), map.attribution());
    }

    private Regions regions(@Nullable ReachDesk roads) {
        int connections =
                config.regions().size() == 1 ? COMMIT_CONNECTIONS : COMMIT_CONNECTIONS_EACH;
        List<ServedRegion> served = new ArrayList<>();
        for (RegionConfig each : config.regions()) {
            // Connections of its own: one region that waits for the database holds up no other.
            Pool commits = database.pool(vertx, connections, COMMITS_WAITING);
            RegionVerticle verticle =
                    new RegionVerticle(
                            each.name(),
                            config.dispatch(),
                            config.policy(),
                            _ -> new PgEventStore(commits),
                            time,
                            recorder(each.name()));
            verticles.add(verticle);
            Region asked = verticle;
            if (roads != null) {
                RoadRegion onRoad = new RoadRegion(verticle, roads);
                onRoads.add(onRoad);
                asked = onRoad;
            }
            served.add(new ServedRegion(asked, each.center(), each.radiusKm() * 1_000));
        }
        return new Regions(served);
    }

    private Recorder recorder(String region) {
        RecordingConfig recording = config.recording();
        if (recording == null || !recording.on()) {
            return Recorder.NONE;
        }
        FileRecorder recorder =
                new FileRecorder(
                        recording.folder().resolve(region), Server.version(), recording.limits());
        recorders.add(recorder);
        return recorder;
    }

    private Archives archives(Pool reads, PgCaseArchive cases) {
        return new Archives(
                new PgJobArchive(reads),
                new PgPolicyArchive(reads),
                new PgDriverArchive(reads),
                new PgEarningsArchive(vertx, reads),
                new PgDecisionArchive(vertx, reads),
                cases);
    }

    private @Nullable Path recordingOf(String region) {
        RecordingConfig recording = config.recording();
        return recording == null || !recording.on() ? null : recording.folder().resolve(region);
    }

    /// Where it was not written he is told once more after the next start.
    private static void told(PgCaseArchive cases, String id, long atMillis) {
        cases.told(id, atMillis)
                .onFailure(
                        e -> LOG.warn("That {} was told is not written: {}", id, e.getMessage()));
    }

    /// Lets the regions begin.
    ///
    /// @return the deployments' names, in the regions' order
    private List<String> deploy(
            HttpRoutes routes, EventSenders senders, PgDecisionRecords decisions) {
        List<String> deployments = new ArrayList<>();
        for (RegionVerticle verticle : verticles) {
            deployments.add(await(vertx.deployVerticle(verticle)));
            await(verticle.subscribe(meters.watch(verticle)));
            meters.watchRefusals(verticle.id(), verticle::refused);
            meters.watchHeld("keys_under_way", verticle.id(), verticle::keysUnderWay);
            measure(verticle, meters.watchSizes(verticle.id()));
            await(verticle.subscribe(decisions.of(verticle.id())));
            await(senders.serve(verticle));
            for (RegionListener listener : routes.listeners()) {
                await(verticle.subscribe(listener));
            }
        }
        return deployments;
    }

    /// A region that does not answer is left as it was.
    private void measure(RegionVerticle region, Consumer<Sizes> meter) {
        vertx.setPeriodic(
                MEASURE_MILLIS, _ -> region.read(Dispatcher::sizes).onSuccess(meter::accept));
    }

    private void takeTurns() {
        TurnsOption.Trial trial = config.trial();
        if (trial == null) {
            return;
        }
        for (RegionVerticle region : verticles) {
            PolicyTurns turns =
                    new PolicyTurns(region, trial.in(region.id()), trial.a(), trial.b());
            await(turns.look());
            vertx.setPeriodic(TURN_MILLIS, _ -> turns.look());
        }
    }

    private void careForData() {
        new Sweep(
                        vertx,
                        database.pool(vertx, SWEEP_CONNECTIONS, SWEEPS_WAITING),
                        config.care().positionDays(),
                        time,
                        meters)
                .every(SWEEP_MILLIS);
        RecordingConfig recordings = config.recording();
        if (recordings != null) {
            RecordingCare.start(vertx, recordings, recorders, time, meters);
        }
    }

    private List<Edge> edges(Sockets sockets, HttpRoutes routes) {
        // Loops share a port only by its number, so one that shall be free is chosen beforehand.
        int port = config.port() == 0 ? freePort() : config.port();
        Connections clients = new Connections(config.connections(), meters.connections());
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < Server.EDGE_LOOPS; i++) {
            Edge edge =
                    new Edge(
                            config.host(),
                            port,
                            clients,
                            sockets,
                            routes.gate(Connections::networkOf));
            await(vertx.deployVerticle(edge, new DeploymentOptions()));
            edges.add(edge);
        }
        return edges;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    /// What a step of the start comes to.
    static <T> T await(Future<T> future) {
        try {
            return future.await(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("A step took more than a minute", e);
        }
    }
}
