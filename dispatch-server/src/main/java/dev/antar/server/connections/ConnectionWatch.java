package dev.antar.server.connections;

import dev.antar.server.metrics.ConnectionMeters.Fault;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// Puts the bounds on connections around the handlers of one event loop's server. That loop's
/// thread.
///
/// A connection of Vert.x becomes another object when it is upgraded to a websocket; what stays is
/// its channel, so that what is known of it is kept there.
public final class ConnectionWatch {

    /// How often deadlines are looked at, milliseconds.
    public static final int LOOK_MILLIS = 1_000;

    /// As Vert.x names what reads requests.
    private static final String DECODER = "httpDecoder";

    private static final String HEADS = "heads";

    /// Of what a connection has sent so much is read at a time, then come the others: those who
    /// flood would else be read a megabyte each before an honest one has his turn.
    private static final RecvByteBufAllocator PIECES =
            new AdaptiveRecvByteBufAllocator(64, 2_048, 16_384).maxMessagesPerRead(1);

    private static final int TOO_MANY = 429;

    /// As websockets say "try again later".
    private static final short CLOSE_LATER = 1013;

    private static final AttributeKey<Visits.Visit> VISIT =
            AttributeKey.valueOf(ConnectionWatch.class, "visit");

    private final Connections connections;
    private final HttpServerOptions options;
    private final String maps;
    private final FrameRate frames;
    private final LongSupplier nanos;
    private final Visits visits = new Visits();

    /// What takes connections; null before the first of them.
    private @Nullable Channel listener;

    /// @param options of the server whose connections these are
    /// @param maps path of the websockets of maps, of which one address may have few
    /// @param frames that a websocket may send; more than any session takes
    public ConnectionWatch(
            Connections connections,
            HttpServerOptions options,
            String maps,
            FrameRate frames,
            LongSupplier nanos) {
        this.connections = connections;
        this.options = options;
        this.maps = maps;
        this.frames = frames;
        this.nanos = nanos;
    }

    /// A connection was made; it is broken at once where there are too many.
    public void opened(HttpConnection connection) {
        Connections.Origin origin = originOf(connection.remoteAddress());
        if (!connections.enter(origin)) {
            connection.close();
            return;
        }
        Channel channel = channelOf(connection);
        listener = channel.parent();
        channel.config().setRecvByteBufAllocator(PIECES);
        channel.pipeline().replace(DECODER, DECODER, new StrictRequestDecoder(options));
        channel.pipeline()
                .addAfter(
                        DECODER,
                        HEADS,
                        new HeadGuard(nanos, () -> connections.meters().ended(Fault.AHEAD)));
        Visits.Visit visit =
                visits.begin(
                        () -> {
                            var _ = channel.close();
                        },
                        nanos.getAsLong());
        channel.attr(VISIT).set(visit);
        channel.closeFuture()
                .addListener(
                        _ -> {
                            visits.end(visit);
                            connections.leave(origin);
                        });
    }

    /// Passes on requests, none before the answer to the one before has gone out: whoever sends
    /// many at once and reads none of the answers would have all of them kept for him.
    public Handler<HttpServerRequest> requests(Handler<HttpServerRequest> handler) {
        return request -> {
            Visits.@Nullable Visit visit = channelOf(request.connection()).attr(VISIT).get();
            if (visit != null && !visit.asked(request.response()::ended)) {
                return;
            }
            if (oddlyEncoded(request)) {
                if (visit != null) {
                    visit.last();
                }
                request.response().setStatusCode(501).putHeader("connection", "close").end();
                request.connection().close();
            } else {
                pass(request, handler);
            }
        };
    }

    /// A body in any encoding but `chunked` has a length of which a proxy may think otherwise.
    private static boolean oddlyEncoded(HttpServerRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && !(encodings.size() == 1 && "chunked".equalsIgnoreCase(encodings.getFirst()));
    }

    private static void pass(HttpServerRequest request, Handler<HttpServerRequest> handler) {
        HttpServerResponse response = request.response();
        if (!response.writeQueueFull()) {
            handler.handle(request);
            return;
        }
        request.pause();
        response.drainHandler(
                _ -> {
                    response.drainHandler(null);
                    // Not from within: what is written while the queue drains is not told of when
                    // it has gone out in its turn.
                    Objects.requireNonNull(Vertx.currentContext())
                            .runOnContext(
                                    _ -> {
                                        request.resume();
                                        pass(request, handler);
                                    });
                });
    }

    /// Passes on who wants to open a websocket, but nobody who wants one map more than his address
    /// may have.
    public Handler<ServerWebSocketHandshake> handshakes(Handler<ServerWebSocketHandshake> handler) {
        return handshake -> {
            if (maps.equals(handshake.path())
                    && !connections.mayOpenMap(originOf(handshake.remoteAddress()))) {
                handshake.reject(TOO_MANY);
            } else {
                handler.handle(handshake);
            }
        };
    }

    /// Passes on websockets, guarded against floods of frames.
    public Handler<ServerWebSocket> sockets(Handler<ServerWebSocket> handler) {
        return socket -> {
            ChannelHandlerContext channel = ((WebSocketInternal) socket).channelHandlerContext();
            Visits.@Nullable Visit visit = channel.channel().attr(VISIT).get();
            if (visit != null) {
                visits.end(visit);
            }
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(HEADS) != null) {
                pipeline.remove(HEADS);
            }
            FrameGuard guard =
                    new FrameGuard(frames, nanos, () -> connections.meters().ended(Fault.FRAMES));
            pipeline.addBefore(channel.name(), "frames", guard);
            pipeline.addAfter(channel.name(), "goodbye", guard.goodbye());
            if (!maps.equals(socket.path()) || enterMap(socket, channel.channel())) {
                handler.handle(socket);
            }
        };
    }

    /// Several may have shaken hands for the last place.
    private boolean enterMap(ServerWebSocket socket, Channel channel) {
        Connections.Origin origin = originOf(socket.remoteAddress());
        if (!connections.enterMap(origin)) {
            socket.close(CLOSE_LATER, "too many maps from this address");
            return false;
        }
        channel.closeFuture().addListener(_ -> connections.leaveMap(origin));
        return true;
    }

    /// Breaks the connections that have kept the loop waiting for too long. To be called every
    /// [#LOOK_MILLIS].
    public void look() {
        int ended = visits.look(nanos.getAsLong());
        for (int i = 0; i < ended; i++) {
            connections.meters().ended(Fault.NO_REQUEST);
        }
    }

    /// Takes no more connections, on no loop that shares the port; those that there are go on.
    /// Where none has come to this loop it does nothing: the port is known by them. A server that
    /// is shut down closes idle connections, and takes for idle whoever has just come in and whose
    /// request is still on its way.
    public Future<Void> stopListening() {
        Channel known = listener;
        Promise<Void> closed = Promise.promise();
        if (known == null) {
            closed.complete();
        } else {
            known.close().addListener(_ -> closed.complete());
        }
        return closed.future();
    }

    /// How many have come in so lately that they may be about to ask.
    public int newcomers() {
        return visits.newcomers(nanos.getAsLong());
    }

    private static Connections.Origin originOf(SocketAddress address) {
        return Connections.originOf(address.hostAddress());
    }

    private static Channel channelOf(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }
}
