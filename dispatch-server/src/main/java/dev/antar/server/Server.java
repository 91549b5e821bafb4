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
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A running server: database, regions, HTTP and sockets.
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private static final int COMMIT_CONNECTIONS = 4;

    /// Of each of several regions.
    private static final int COMMIT_CONNECTIONS_EACH = 2;

    private static final int READ_CONNECTIONS = 4;
    private static final int RECORD_CONNECTIONS = 1;
    private static final int SWEEP_CONNECTIONS = 1;
    private static final int SWEEPS_WAITING = 4;
    private static final int COMMITS_WAITING = 200;
    private static final int READS_WAITING = 500;

    /// Event loops that share the port, as many as there are cores; each region has its own.
    private static final int EDGE_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /// For the connections to the database; each region has a loop besides.
    private static final int OTHER_LOOPS = 1;

    private static final int STEP_SECONDS = 60;
    private static final long SWEEP_MILLIS = 600_000;
    private static final long DURABLE_MILLIS = 60_000;
    private static final long TURN_MILLIS = 1_000;
    private static final long COUNT_MILLIS = 30_000;
    private static final long MEASURE_MILLIS = 1_000;

    private final ServerParts parts;
    private final DrainLimits limits;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Server(ServerParts parts, DrainLimits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    /// Starts everything and returns when commands are carried out. Blocks.
    ///
    /// @throws RuntimeException saying what is wrong and what to do
    public static Server start(ServerConfig config) {
        refuseStrangers(config);
        long beganNanos = System.nanoTime();
        String url = config.databaseUrl();
        Database database =
                url == null
                        ? Database.embedded(config.data())
                        : Database.given(url, config.care().allowDataLoss());
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(
                                        EDGE_LOOPS + config.regions().size() + OTHER_LOOPS));
        if (!database.settingsOff().isEmpty()) {
            LOG.warn(
                    "{} may lose what is acknowledged: {}",
                    database,
                    String.join(", ", database.settingsOff()));
        }
        try {
            return start(config, database, vertx, beganNanos);
        } catch (RuntimeException e) {
            await(vertx.close());
            database.close();
            throw e;
        }
    }

    /// The port that is listened on.
    public int port() {
        return parts.edges().getFirst().actualPort();
    }

    /// Stops so that nobody is lost, within the limits of its configuration. Blocks.
    public void drain() {
        stop(limits);
    }

    /// How long that may take.
    DrainLimits drainLimits() {
        return limits;
    }

    /// Stops in the same order, and waits for nobody. Blocks.
    @Override
    public void close() {
        stop(DrainLimits.AT_ONCE);
    }

    Durability durability() {
        return parts.durability();
    }

    private void stop(DrainLimits within) {
        if (stopped.compareAndSet(false, true)) {
            new Drain(parts, within, new WallClock()).run();
        }
    }

    /// The machine's own, which is never set.
    private static final class WallClock implements Drain.Clock {

        @Override
        public long millis() {
            return System.nanoTime() / 1_000_000;
        }

        @Override
        public void pause(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    }

    private static Server start(
            ServerConfig config, Database database, Vertx vertx, long beganNanos) {
        DispatchConfig dispatch = config.dispatch().with(config.policy());
        Pool reads = database.pool(vertx, READ_CONNECTIONS, READS_WAITING);
        TimeSource time = TimeSource.monotonic();
        List<RegionVerticle> verticles = new ArrayList<>();
        List<ServedRegion> served = new ArrayList<>();
        RoadMap map = config.roads();
        ReachDesk roads =
                map == null
                        ? null
                        : new ReachDesk(
                                map.graph().faster(map.pace()), dispatch.cost().maxPickupMillis());
        Buffer streets =
                map == null ? Buffer.buffer() : StreetsJson.of(map.graph(), map.attribution());
        List<RoadRegion> onRoads = new ArrayList<>();
        List<FileRecorder> recorders = new ArrayList<>();
        int connections =
                config.regions().size() == 1 ? COMMIT_CONNECTIONS : COMMIT_CONNECTIONS_EACH;
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
                            recorder(config.recording(), each.name(), recorders));
            verticles.add(verticle);
            Region asked = verticle;
            if (roads != null) {
                RoadRegion onRoad = new RoadRegion(verticle, roads);
                onRoads.add(onRoad);
                asked = onRoad;
            }
            served.add(new ServedRegion(asked, each.center(), each.radiusKm() * 1_000));
        }
        Regions regions = new Regions(served);
        Meters meters = new Meters();
        EventSenders senders = new EventSenders(vertx, database, config.webhooks(), meters);
        recorders.forEach(each -> meters.watchRecording(each.region(), each::recording));
        PgCaseArchive cases = new PgCaseArchive(reads);
        Archives archives =
                new Archives(
                        new PgJobArchive(reads),
                        new PgPolicyArchive(reads),
                        new PgDriverArchive(reads),
                        new PgEarningsArchive(vertx, reads),
                        new PgDecisionArchive(vertx, reads),
                        cases);
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
                        archives,
                        config.review(),
                        region -> recordingOf(config.recording(), region),
                        sockets::answered,
                        senders.access(),
                        meters,
                        dispatch.leadMillis(),
                        streets,
                        durability::off);
        PgDecisionRecords decisions =
                new PgDecisionRecords(
                        vertx,
                        database.pool(vertx, RECORD_CONNECTIONS, READS_WAITING),
                        meters,
                        config.care().decisionDays(),
                        time);
        List<String> deployments = new ArrayList<>();
        for (RegionVerticle verticle : verticles) {
            deployments.add(await(vertx.deployVerticle(verticle)));
            await(verticle.subscribe(meters.watch(verticle)));
            meters.watchRefusals(verticle.id(), verticle::refused);
            meters.watchHeld("keys_under_way", verticle.id(), verticle::keysUnderWay);
            measure(verticle, meters.watchSizes(verticle.id()), vertx);
            await(verticle.subscribe(decisions.of(verticle.id())));
            await(senders.serve(verticle));
            for (RegionListener listener : routes.listeners()) {
                await(verticle.subscribe(listener));
            }
        }
        for (RoadRegion each : onRoads) {
            await(each.askAboutOpenJobs());
        }
        await(sockets.start());
        await(live.start());
        await(cases.untold()).forEach(each -> sockets.answered(each.id(), each.driver()));
        routes.countCases();
        vertx.setPeriodic(COUNT_MILLIS, _ -> routes.countCases());
        takeTurns(config.trial(), verticles, vertx);
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
        // Loops share a port only by its number, so one that shall be free is chosen beforehand.
        int port = config.port() == 0 ? freePort() : config.port();
        Connections clients = new Connections(config.connections(), meters.connections());
        List<HttpServer> edges = new ArrayList<>();
        for (int i = 0; i < EDGE_LOOPS; i++) {
            Edge edge =
                    new Edge(
                            config.host(),
                            port,
                            clients,
                            sockets,
                            routes.gate(Connections::networkOf));
            await(vertx.deployVerticle(edge, new DeploymentOptions()));
            edges.add(edge.server());
        }
        return new Server(
                new ServerParts(
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
                        (System.nanoTime() - beganNanos) / 1_000_000),
                config.drain());
    }

    /// A region that does not answer is left as it was.
    private static void measure(RegionVerticle region, Consumer<Sizes> meter, Vertx vertx) {
        vertx.setPeriodic(
                MEASURE_MILLIS, _ -> region.read(Dispatcher::sizes).onSuccess(meter::accept));
    }

    private static void takeTurns(
            TurnsOption.@Nullable Trial trial, List<RegionVerticle> regions, Vertx vertx) {
        if (trial == null) {
            return;
        }
        for (RegionVerticle region : regions) {
            PolicyTurns turns =
                    new PolicyTurns(region, trial.in(region.id()), trial.a(), trial.b());
            await(turns.look());
            vertx.setPeriodic(TURN_MILLIS, _ -> turns.look());
        }
    }

    /// Where it was not written he is told once more after the next start.
    private static void told(PgCaseArchive cases, String id, long atMillis) {
        cases.told(id, atMillis)
                .onFailure(
                        e -> LOG.warn("That {} was told is not written: {}", id, e.getMessage()));
    }

    private static @Nullable Path recordingOf(@Nullable RecordingConfig config, String region) {
        return config == null || !config.on() ? null : config.folder().resolve(region);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    private static Recorder recorder(
            @Nullable RecordingConfig config, String region, List<FileRecorder> recorders) {
        if (config == null || !config.on()) {
            return Recorder.NONE;
        }
        FileRecorder recorder =
                new FileRecorder(config.folder().resolve(region), version(), config.limits());
        recorders.add(recorder);
        return recorder;
    }

    /// The version of this program.
    static String version() {
        String version = Server.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    private static void refuseStrangers(ServerConfig config) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(config.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host=" + config.host() + ": is no address", e);
        }
        if (!loopback && !config.allowUnauthenticated()) {
            throw new IllegalArgumentException(
                    "--host="
                            + config.host()
                            + ": there is no authentication yet, so only this machine (127.0.0.1)"
                            + " is served; insist with --allow-unauthenticated where the network"
                            + " itself is trusted");
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("A step took more than a minute", e);
        }
    }
}
