package dev.antar.server.stream;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.Regions;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Every websocket of the server: who may open one, and what it then is.
public final class Sockets {

    /// The largest frame any of the sockets takes.
    public static final int MAX_FRAME_BYTES = DriverLimits.FRAME_BYTES;

    /// What a client may ask for in `Sec-WebSocket-Protocol`; who asks for nothing speaks JSON.
    public static final List<String> SUBPROTOCOLS =
            List.of("antar.driver.v1+binary", "antar.driver.v1");

    /// Where maps are opened.
    public static final String LIVE = "/v1/live";

    private static final String DRIVER = "/v1/driver";
    private static final int MAX_DRIVER_SOCKETS = 19_500;
    private static final int MAX_LIVE_SOCKETS = 500;

    private final Regions regions;
    private final Meters meters;
    private final DriverLimits limits;
    private final DriverEdges edges;
    private final Consumer<ServerWebSocket> live;
    private final List<SocketLoop> loops = new CopyOnWriteArrayList<>();
    private volatile boolean leaving;

    /// @param told is told of which case's answer the driver has been told
    /// @param live takes the sockets of operators
    public Sockets(
            Regions regions,
            Meters meters,
            DriverLimits limits,
            Consumer<String> told,
            Consumer<ServerWebSocket> live) {
        this.regions = regions;
        this.meters = meters;
        this.limits = limits;
        this.edges = new DriverEdges(regions, meters, limits, new CaseBoard(told));
        edges.watch(meters);
        this.live = live;
    }

    /// How many frames a socket may send before it is cut off without a word; whoever sends fewer
    /// than so many too many is told so first.
    public DriverLimits.Rate frames() {
        return limits.mostFrames();
    }

    /// Takes over what was open before, and hears of everything from then on.
    public Future<Void> start() {
        return edges.start();
    }

    /// Tells a driver that his case was answered, now or when he comes. Any thread.
    public void answered(String id, DriverId driver) {
        edges.answered(id, driver);
    }

    /// Decides whether a socket may be opened.
    public void shake(ServerWebSocketHandshake handshake) {
        String path = handshake.path();
        if (!DRIVER.equals(path) && !LIVE.equals(path)) {
            handshake.reject(404);
        } else if (!sameOrigin(
                handshake.headers().get("origin"), handshake.headers().get("host"))) {
            handshake.reject(403);
        } else if (LIVE.equals(path) && regions.asked(handshake.query()) == null) {
            handshake.reject(404);
        } else if (!knowsSubprotocol(handshake.headers().get("sec-websocket-protocol"))) {
            handshake.reject(400);
        } else if (leaving || isFull(path)) {
            handshake.reject(503);
        } else {
            handshake.accept();
        }
    }

    /// What begins a session on each socket that is opened on an event loop.
    ///
    /// @param context of that loop, which is called from now on
    public Handler<ServerWebSocket> on(Context context) {
        SocketLoop loop =
                new SocketLoop(
                        task -> context.runOnContext(_ -> task.run()),
                        (millis, task) ->
                                context.owner()
                                        .setTimer(
                                                millis, _ -> context.runOnContext(_ -> task.run())),
                        meters,
                        new SecureRandom());
        loops.add(loop);
        return socket -> opened(loop, socket);
    }

    private void opened(SocketLoop loop, ServerWebSocket socket) {
        if (DRIVER.equals(socket.path())) {
            VertxLink link = new VertxLink(socket, MAX_FRAME_BYTES);
            boolean binary = SUBPROTOCOLS.getFirst().equals(socket.subProtocol());
            link.connect(new DriverSession(edges, loop, link, binary));
        } else {
            live.accept(socket);
        }
    }

    /// Takes no new sockets, and tells every driver when to come back. Any thread.
    ///
    /// @param lastWordMillis how long sockets may still be used; then they are closed
    public void sendAway(ComeBack comeBack, long lastWordMillis) {
        leaving = true;
        loops.forEach(loop -> loop.sendAway(comeBack, lastWordMillis));
    }

    /// Maps that fill their places keep no driver out, nor the other way round.
    private boolean isFull(String path) {
        return DRIVER.equals(path)
                ? meters.driverSockets().get() >= MAX_DRIVER_SOCKETS
                : meters.liveSockets().get() >= MAX_LIVE_SOCKETS;
    }

    private static boolean knowsSubprotocol(@Nullable String asked) {
        if (asked == null) {
            return true;
        }
        for (String name : asked.split(",", -1)) {
            if (SUBPROTOCOLS.contains(name.strip())) {
                return true;
            }
        }
        return false;
    }

    /// Browsers say where a page came from; one from elsewhere must not use a visitor's network.
    private static boolean sameOrigin(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
