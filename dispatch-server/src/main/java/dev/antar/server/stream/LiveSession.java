package dev.antar.server.stream;

import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// One operator's map. Nothing is queued for it: whoever is behind misses beats and then gets a
/// snapshot. Its own event loop.
final class LiveSession {

    private static final int FRAMES_PER_SECOND = 5;
    private static final int CLOSE_TOO_BIG = 1009;
    private static final int CLOSE_TOO_MANY = 4429;
    private static final int CLOSE_RESTART = 1012;

    private final Context context;
    private final ServerWebSocket socket;
    private final LiveFeed feed;
    private final Outbox outbox;
    private final TokenBucket frames;
    private final long started = System.nanoTime();
    private volatile boolean wantsSnapshot = true;
    private long shown;

    LiveSession(Vertx vertx, ServerWebSocket socket, LiveFeed feed, Meters meters) {
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.feed = feed;
        this.outbox = new Outbox(vertx, socket, () -> meters.slowConsumer("live"));
        this.frames = new TokenBucket(FRAMES_PER_SECOND, FRAMES_PER_SECOND * 4, 0);
        meters.liveSockets().incrementAndGet();
        socket.textMessageHandler(this::received);
        socket.exceptionHandler(
                _ -> socket.close((short) CLOSE_TOO_BIG, "frame too big or broken"));
        socket.closeHandler(
                _ -> {
                    meters.liveSockets().decrementAndGet();
                    feed.leave(this);
                });
        feed.enter(this);
    }

    boolean wantsSnapshot() {
        return wantsSnapshot;
    }

    void show(LiveFeed.Frames beat) {
        context.runOnContext(
                _ -> {
                    boolean next = shown != 0 && beat.seq() == shown + 1 && !wantsSnapshot;
                    String snapshot = beat.snapshot();
                    if (next && outbox.offer(beat.delta())) {
                        shown = beat.seq();
                    } else if (!next && snapshot != null && outbox.offer(snapshot)) {
                        shown = beat.seq();
                        wantsSnapshot = false;
                    } else if (beat.seq() > shown) {
                        wantsSnapshot = true;
                    }
                });
    }

    void restart() {
        context.runOnContext(
                _ -> {
                    outbox.offer(
                            new JsonObject()
                                    .put("t", "bye")
                                    .put("reason", "RESTART")
                                    .put(
                                            "reconnectAfterMs",
                                            ThreadLocalRandom.current().nextInt(1_000, 5_000))
                                    .encode());
                    socket.close((short) CLOSE_RESTART, "RESTART");
                });
    }

    private void received(String text) {
        if (!frames.take((System.nanoTime() - started) / 1_000_000)) {
            socket.close((short) CLOSE_TOO_MANY, "too many frames");
            return;
        }
        try {
            Input frame = Input.read(text.getBytes(StandardCharsets.UTF_8));
            String type = frame.text("t");
            frame.finish();
            switch (type) {
                case "resync" -> {
                    wantsSnapshot = true;
                    feed.beat();
                }
                case "pong" -> {}
                default ->
                        throw new ProblemException(
                                Problem.invalid("/t", type, "must be one of resync, pong"));
            }
        } catch (ProblemException e) {
            outbox.offer(
                    new JsonObject()
                            .put("t", "error")
                            .put("problem", e.problem().toJson())
                            .encode());
        }
    }
}
