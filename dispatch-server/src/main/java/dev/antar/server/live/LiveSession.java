package dev.antar.server.live;

import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/// One operator's socket. It holds at most one frame: the next is asked for when this one has gone
/// out, and whoever takes long gets a snapshot then. Its own event loop, but where said otherwise.
final class LiveSession {

    /// So much of a frame is given to the socket at a time.
    private static final int CHUNK_BYTES = 32 * 1024;

    private static final int QUEUE_BYTES = 64 * 1024;
    private static final int MAX_STUCK_MILLIS = 5_000;
    private static final int PING_MILLIS = 20_000;
    private static final int FRAMES_PER_SECOND = 10;
    private static final int FRAME_BURST = 40;

    /// Whoever sends a view at once is spared the whole region.
    private static final long VIEW_NANOS = 200_000_000;

    /// For a frame that is still going out.
    private static final int LAST_WORD_MILLIS = 1_000;

    private static final int CLOSE_TOO_BIG = 1009;
    private static final int CLOSE_RESTART = 1012;
    private static final int CLOSE_TOO_MANY = 4429;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final LiveFeed feed;
    private final Meters meters;
    private final AtomicBoolean free = new AtomicBoolean(true);
    private final AtomicBoolean resync = new AtomicBoolean();
    private final long ping;
    private final long openedNanos = System.nanoTime();
    private volatile View view = View.WHOLE;

    /// Kept here for the region's thread, which alone touches it.
    @Nullable Viewer viewer;

    private Frame.@Nullable Reader sending;

    /// Whatever else is to be said waits until the frame is out; only the latest is kept.
    private @Nullable String waiting;

    /// The last thing has been said, or waits to be.
    private boolean leaving;

    private boolean stuck;
    private long stuckTimer;
    private double tokens = FRAME_BURST;
    private long tokensAtNanos = System.nanoTime();

    LiveSession(Vertx vertx, ServerWebSocket socket, LiveFeed feed, Meters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.feed = feed;
        this.meters = meters;
        meters.liveSockets().incrementAndGet();
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(_ -> drained());
        socket.textMessageHandler(this::received);
        socket.exceptionHandler(
                _ -> socket.close((short) CLOSE_TOO_BIG, "frame too big or broken"));
        this.ping = vertx.setPeriodic(PING_MILLIS, _ -> say("{\"t\":\"ping\"}"));
        socket.closeHandler(_ -> closed());
        feed.enter(this);
    }

    /// Gives the operator this beat's frame if he has taken the one before. The region's thread.
    void serve(Viewer his, Picture.Beat beat) {
        boolean waits = view.whole() && System.nanoTime() - openedNanos < VIEW_NANOS;
        if (waits || !free.compareAndSet(true, false)) {
            return;
        }
        his.lookAt(view);
        if (resync.getAndSet(false)) {
            his.startAgain();
        }
        Frame frame = his.frame(beat);
        context.runOnContext(_ -> send(frame));
    }

    /// The server stops: tells the operator when to come back, behind the frame that is going out,
    /// and closes. Any thread.
    void sendAway(long reconnectAfterMillis) {
        String bye =
                new JsonObject()
                        .put("t", "bye")
                        .put("reason", "RESTART")
                        .put("reconnectAfterMs", reconnectAfterMillis)
                        .encode();
        context.runOnContext(
                _ -> {
                    if (!leaving) {
                        say(bye);
                        leaving = true;
                        closeOnceSaid();
                        vertx.setTimer(LAST_WORD_MILLIS, _ -> close());
                    }
                });
    }

    private void closeOnceSaid() {
        if (leaving && waiting == null) {
            close();
        }
    }

    private void close() {
        if (!socket.isClosed()) {
            socket.close((short) CLOSE_RESTART, "RESTART");
        }
    }

    private void send(Frame frame) {
        if (socket.isClosed() || leaving) {
            return;
        }
        // A text message is begun by a text frame, so that the rest can be bytes: a space, which
        // JSON
        // ignores, since Vert.x's own client fails on a message that begins with nothing.
        write(WebSocketFrame.textFrame(" ", false));
        sending = frame.reader();
        goOn();
    }

    private void goOn() {
        while (sending != null && !socket.isClosed()) {
            if (socket.writeQueueFull()) {
                watch();
                return;
            }
            boolean last = sending.remaining() <= CHUNK_BYTES;
            write(WebSocketFrame.continuationFrame(sending.next(CHUNK_BYTES), last));
            if (last) {
                sending = null;
            }
        }
        if (socket.isClosed()) {
            return;
        }
        String next = waiting;
        if (next != null && !socket.writeQueueFull()) {
            waiting = null;
            write(WebSocketFrame.textFrame(next, true));
            closeOnceSaid();
        }
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            watch();
        } else {
            free.set(true);
        }
    }

    private void say(String text) {
        if (leaving || socket.isClosed()) {
            return;
        }
        if (sending != null || socket.writeQueueFull()) {
            waiting = text;
        } else {
            write(WebSocketFrame.textFrame(text, true));
        }
    }

    private void write(WebSocketFrame frame) {
        // A failed write is a closed socket, of which the close handler tells.
        socket.writeFrame(frame).onFailure(_ -> sending = null);
    }

    private void drained() {
        stuck = false;
        vertx.cancelTimer(stuckTimer);
        goOn();
    }

    private void watch() {
        if (!stuck) {
            stuck = true;
            stuckTimer = vertx.setTimer(MAX_STUCK_MILLIS, _ -> giveUp());
        }
    }

    /// A client that takes nothing for so long will not take a close frame either.
    private void giveUp() {
        if (stuck && !socket.isClosed()) {
            sending = null;
            meters.slowMap();
            if (socket instanceof WebSocketInternal websocket) {
                ChannelHandlerContext channel = websocket.channelHandlerContext();
                var _ = channel.close();
            }
        }
    }

    private void closed() {
        vertx.cancelTimer(ping);
        vertx.cancelTimer(stuckTimer);
        sending = null;
        meters.liveSockets().decrementAndGet();
        feed.leave(this);
    }

    private void received(String text) {
        if (!takeToken()) {
            socket.close((short) CLOSE_TOO_MANY, "too many frames");
            return;
        }
        try {
            read(Input.read(text.getBytes(StandardCharsets.UTF_8)));
        } catch (ProblemException e) {
            say(new JsonObject().put("t", "error").put("problem", e.problem().toJson()).encode());
        }
    }

    private void read(Input frame) {
        String type = frame.text("t");
        switch (type) {
            case "view" -> {
                view = View.read(frame);
                feed.beatSoon();
            }
            case "resync" -> {
                frame.finish();
                resync.set(true);
                feed.beatSoon();
            }
            case "pong" -> frame.finish();
            default ->
                    throw new ProblemException(
                            Problem.invalid("/t", type, "must be one of view, resync, pong"));
        }
    }

    private boolean takeToken() {
        long now = System.nanoTime();
        tokens = Math.min(FRAME_BURST, tokens + (now - tokensAtNanos) * FRAMES_PER_SECOND / 1e9);
        tokensAtNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
