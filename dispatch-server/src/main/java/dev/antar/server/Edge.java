package dev.antar.server;

import dev.antar.server.connections.ConnectionWatch;
import dev.antar.server.connections.Connections;
import dev.antar.server.connections.FrameRate;
import dev.antar.server.stream.Sockets;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/// One event loop's share of the port. Several share it by its number.
public final class Edge extends VerticleBase {

    /// Without a byte either way. Not without one from the client alone: whoever follows a job or
    /// watches a quiet map says nothing, and is written to every 15 or 20 s. A connection whose
    /// client is gone, or reads nothing, takes nothing either.
    private static final int IDLE_MILLIS = 60_000;

    /// What the operating system holds for a client that does not read, which else grows to some
    /// megabytes each.
    private static final int SEND_BUFFER_BYTES = 256 * 1024;

    /// What fits into one packet is sent as it is.
    private static final int COMPRESS_FROM_BYTES = 1_400;

    private static final long LOOK_MILLIS = 10;

    private final String host;
    private final int port;
    private final Connections connections;
    private final Sockets sockets;
    private final Handler<HttpServerRequest> requests;
    private @Nullable HttpServer server;
    private @Nullable ConnectionWatch watch;

    public Edge(
            String host,
            int port,
            Connections connections,
            Sockets sockets,
            Handler<HttpServerRequest> requests) {
        this.host = host;
        this.port = port;
        this.connections = connections;
        this.sockets = sockets;
        this.requests = requests;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = options(IDLE_MILLIS);
        ConnectionWatch clients =
                new ConnectionWatch(
                        connections,
                        options,
                        Sockets.LIVE,
                        new FrameRate(sockets.frames().perSecond(), sockets.frames().burst()),
                        System::nanoTime);
        vertx.setPeriodic(ConnectionWatch.LOOK_MILLIS, _ -> clients.look());
        HttpServer made =
                vertx.createHttpServer(options)
                        .webSocketHandshakeHandler(clients.handshakes(sockets::shake))
                        .connectionHandler(clients::opened)
                        .webSocketHandler(clients.sockets(sockets.on(context)))
                        .requestHandler(clients.requests(requests));
        watch = clients;
        server = made;
        return made.listen(port, host);
    }

    /// @param idleMillis after which a connection is given up on which nothing moves
    static HttpServerOptions options(int idleMillis) {
        HttpServerOptions options = new HttpServerOptions();
        // What is written to a client that is gone counts as moved until the operating system
        // gives it up, else after a quarter of an hour.
        options.setTcpUserTimeout(idleMillis);
        return options.setMaxWebSocketFrameSize(Sockets.MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(Sockets.MAX_FRAME_BYTES)
                .setWebSocketSubProtocols(Sockets.SUBPROTOCOLS)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(3)
                .setMaxHeaderSize(8_192)
                // Bounds are per connection, which then has one request
                // at a time; and is known before its first byte.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(idleMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setAcceptBacklog(4_096)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setCompressionSupported(true)
                .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES);
    }

    /// The port that is listened on, once the verticle is deployed.
    int port() {
        return deployed(server).actualPort();
    }

    /// Completes once this loop has done what it was given to do before. Any thread.
    Future<Void> caughtUp() {
        return Future.future(done -> context.runOnContext(_ -> done.succeed()));
    }

    /// Takes no more connections, nor does any other edge of this port; works on with those that
    /// there are. Any thread.
    Future<Void> stopListening() {
        ConnectionWatch clients = deployed(watch);
        return Future.future(
                done -> context.runOnContext(_ -> clients.stopListening().onComplete(done)));
    }

    /// Completes as soon as nobody has come in so lately that his first request may be on its way.
    /// Any thread.
    Future<Void> newcomersHeard() {
        ConnectionWatch clients = deployed(watch);
        return Future.future(done -> context.runOnContext(_ -> awaitNewcomers(clients, done)));
    }

    private void awaitNewcomers(ConnectionWatch clients, Completable<Void> done) {
        if (clients.newcomers() == 0) {
            done.succeed();
        } else {
            vertx.setTimer(LOOK_MILLIS, _ -> awaitNewcomers(clients, done));
        }
    }

    /// Closes what is idle, finishes what is under way, and cuts off what is open after that time.
    /// Any thread.
    Future<Void> shutdown(long millis) {
        return deployed(server).shutdown(millis, TimeUnit.MILLISECONDS);
    }

    private static <T> T deployed(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The edge has not been deployed.");
        }
        return part;
    }
}
