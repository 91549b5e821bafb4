package dev.antar.server;

import dev.antar.server.store.Database;
import dev.antar.server.store.Durability;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running server: database, regions, HTTP and sockets.
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /// Event loops that share the port, as many as there are cores; each region has its own.
    static final int EDGE_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /// For the connections to the database; each region has a loop besides.
    private static final int OTHER_LOOPS = 1;

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
            return new Server(new Startup(config, database, vertx).run(beganNanos), config.drain());
        } catch (RuntimeException e) {
            Startup.await(vertx.close());
            database.close();
            throw e;
        }
    }

    /// The port that is listened on.
    public int port() {
        return parts.edges().getFirst().port();
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
}
