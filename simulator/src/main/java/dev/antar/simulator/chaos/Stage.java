package dev.antar.simulator.chaos;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.processes.ServerProcess;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// One drill's processes and what lies between them. The drill's thread; whatever was started here
/// ends with it.
final class Stage {

    static final String HERE = "127.0.0.1";
    static final LatLng MIDDLE = new LatLng(57.7045, 11.968);

    /// How fast drivers drive, and the server believes they do: a small city in a hurry, so that
    /// much happens in little time.
    static final double SPEED = 14;

    static final double CIRCUITY = 1.2;

    private final Ground ground;
    private final Plan plan;
    private final Path folder;
    private final String tag;
    private final Vertx vertx = Vertx.vertx();
    private final Ending ending = new Ending();
    private final Findings findings;
    private final People people;
    private final int serverPort;
    private Postgres postgres;
    private String database = "postgres";
    private String databaseHost = HERE;
    private int databasePort;
    private String serverHost = HERE;
    private String waitMillis = "30000";
    private final long startedNanos = System.nanoTime();
    private final List<String> more = new ArrayList<>();
    private List<String> under = List.of();
    private Map<String, String> environment = Map.of();
    private List<String> jvm = List.of();
    private @Nullable ServerProcess server;

    Stage(Ground ground, Plan plan, Drill drill, Progress progress)
            throws IOException, InterruptedException {
        this.ground = ground;
        this.plan = plan;
        this.folder = Files.createDirectories(ground.work().resolve(drill.name()));
        this.tag = drill.name() + "-" + Long.toString(System.currentTimeMillis(), 36);
        this.serverPort = ground.ports().take();
        this.postgres = ground.postgres();
        this.databasePort = postgres.port();
        this.findings = new Findings(drill, progress, plan.slack());
        this.people = keep(new People(plan, tag, findings, vertx));
    }

    Plan plan() {
        return plan;
    }

    Ground ground() {
        return ground;
    }

    /// For this drill's files.
    Path folder() {
        return folder;
    }

    /// Begins keys and names of this drill's jobs.
    String tag() {
        return tag;
    }

    Findings findings() {
        return findings;
    }

    People people() {
        return people;
    }

    Postgres postgres() {
        return postgres;
    }

    /// Servers use an own database of the common PostgreSQL from now on.
    void freshDatabase() throws SQLException {
        database = "drill_" + tag.replaceAll("[^a-z0-9]", "_");
        postgres.createDatabase(database);
    }

    /// Servers use another PostgreSQL from now on, which ends with the stage.
    void use(Postgres other) throws IOException {
        postgres = keep(other);
        databasePort = other.port();
    }

    /// Puts a proxy between PostgreSQL and the servers started from now on.
    Proxy databaseBehindProxy(String host, Supplier<Tap> taps) throws IOException {
        Proxy proxy =
                keep(Proxy.listen(vertx, host, ground.ports().take(), HERE, postgres.port(), taps));
        databaseHost = host;
        databasePort = proxy.port();
        return proxy;
    }

    /// Puts a proxy before the server.
    Proxy proxyToServer() throws IOException {
        int port = ground.ports().take();
        return keep(Proxy.listen(vertx, HERE, port, serverHost, serverPort, () -> Tap.OPEN));
    }

    /// The server as it is reached through a proxy.
    ServerAddress reached(Proxy proxy) {
        return new ServerAddress(HERE, proxy.port(), false);
    }

    /// For how long jobs wait for a driver at the servers started from now on, milliseconds.
    void jobsWait(String millis) {
        waitMillis = millis;
    }

    /// A further option of `antar serve` for the servers started from now on.
    void serverOption(String option) {
        more.add(option);
    }

    /// Where this drill's people live.
    SyntheticCity city() {
        return people.place();
    }

    /// Since the drill began.
    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /// Servers are started elsewhere from now on, or with something in their environment.
    ///
    /// @param behind what their command is put behind
    void serversRun(String host, List<String> behind, Map<String, String> with) {
        serverHost = host;
        under = behind;
        environment = with;
    }

    /// Servers are started with more flags of the JVM from now on.
    void serversHave(List<String> flags) {
        jvm = flags;
    }

    /// On which all of the drill's clients run.
    Vertx vertx() {
        return vertx;
    }

    /// Starts the server and waits until it is ready.
    ///
    /// @return how long that took
    Duration startServer() throws IOException, InterruptedException {
        long began = System.nanoTime();
        ServerProcess started = launch(serverPort);
        server = started;
        started.awaitReady(Ground.READY);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// A second server on the same database, at another port. It is not waited for.
    ServerProcess startRival() throws IOException {
        return launch(ground.ports().take());
    }

    ServerProcess server() {
        ServerProcess started = server;
        if (started == null) {
            throw new IllegalStateException("no server was started");
        }
        return started;
    }

    ServerAddress address() {
        return new ServerAddress(serverHost, serverPort, false);
    }

    /// Opens a connection to the servers' database, past every proxy.
    Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    /// Lets everybody finish, and holds what they were told against the database.
    void audit() throws Exception {
        findings.progress(1, "everybody finishes, then the audit");
        people.finish();
        try (Connection connection = connect()) {
            people.audit(connection);
        }
    }

    /// Ends with the stage, the last first; at once where that is over.
    <T extends AutoCloseable> T keep(T resource) throws IOException {
        try {
            ending.add(resource);
        } catch (Exception e) {
            throw new IOException("not ended in order: " + e.getMessage(), e);
        }
        return resource;
    }

    /// Ends everything that was started here. Any thread.
    ///
    /// @return what did not end in order, and why
    List<String> end() {
        List<String> failed = ending.end();
        vertx.close().await();
        return failed;
    }

    private ServerProcess launch(int port) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("ANTAR_DATABASE_URL", postgres.url(databaseHost, databasePort, database));
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--data", folder.resolve("data-" + port).toString()));
        options.addAll(List.of("--center", MIDDLE.lat() + "," + MIDDLE.lng()));
        options.addAll(List.of("--speed", Double.toString(SPEED)));
        options.addAll(List.of("--circuity", Double.toString(CIRCUITY)));
        options.addAll(List.of("--max-wait", waitMillis));
        options.addAll(more);
        if (!serverHost.equals(HERE)) {
            options.add("--allow-unauthenticated");
        }
        ServerProcess started =
                ServerProcess.start(
                        new ServerProcess.Launch(
                                serverHost,
                                port,
                                folder.resolve("server.log"),
                                options,
                                under,
                                all,
                                jvm));
        keep(started::kill);
        return started;
    }
}
