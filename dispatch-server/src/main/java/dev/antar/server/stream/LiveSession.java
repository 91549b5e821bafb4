package dev.antar.server.stream;

import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.vertx.core.json.JsonObject;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// One operator's map. Nothing is queued for it: whoever is behind misses beats and then gets a
/// snapshot. Its own event loop.
final class LiveSession extends SocketLoop.Kept implements Link.Owner, Outbox.Owner {

    private static final TokenBucket FRAMES = new TokenBucket(5, 20);
    private static final int CLOSE_TOO_BIG = 1009;
    private static final int CLOSE_TOO_MANY = 4429;
    private static final int CLOSE_RESTART = 1012;

    private final SocketLoop loop;
    private final Link link;
    private final LiveFeed feed;
    private final Meters meters;
    private final Outbox outbox;
    private long frameLevel = TokenBucket.FULL;
    private volatile boolean wantsSnapshot = true;
    private long shown;

    LiveSession(SocketLoop loop, Link link, LiveFeed feed, Meters meters) {
        this.loop = loop;
        this.link = link;
        this.feed = feed;
        this.meters = meters;
        this.outbox = new Outbox(link, this);
        meters.liveSockets().incrementAndGet();
        loop.enter(this);
        feed.enter(this);
    }

    boolean wantsSnapshot() {
        return wantsSnapshot;
    }

    void show(LiveFeed.Frames beat) {
        loop.execute(
                () -> {
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
        loop.execute(
                () -> {
                    outbox.control(
                            new JsonObject()
                                    .put("t", "bye")
                                    .put("reason", "RESTART")
                                    .put(
                                            "reconnectAfterMs",
                                            ThreadLocalRandom.current().nextInt(1_000, 5_000))
                                    .encode());
                    link.close(CLOSE_RESTART, "RESTART");
                });
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        if (!allowed()) {
            return;
        }
        try {
            Input frame = Input.read(Arrays.copyOfRange(bytes, offset, offset + length));
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
            problem(e.problem());
        }
    }

    @Override
    public void binary(byte[] bytes, int offset, int length) {
        if (allowed()) {
            problem(Problem.malformed("Frames must be text on this socket."));
        }
    }

    @Override
    public void stirred() {
        allowed();
    }

    @Override
    public void drained() {
        outbox.drained();
    }

    @Override
    public void broken(Throwable failure) {
        link.close(CLOSE_TOO_BIG, "frame too big or broken");
    }

    @Override
    public void closed() {
        loop.leave(this);
        meters.liveSockets().decrementAndGet();
        feed.leave(this);
    }

    @Override
    void look() {
        outbox.look(feed.nowMillis());
    }

    @Override
    public void resync() {
        wantsSnapshot = true;
    }

    @Override
    public void slow() {
        meters.slowConsumer("live");
    }

    private boolean allowed() {
        long level = FRAMES.take(frameLevel, 1, feed.nowMillis());
        if (level == TokenBucket.REFUSED) {
            link.close(CLOSE_TOO_MANY, "too many frames");
            return false;
        }
        frameLevel = level;
        return true;
    }

    private void problem(Problem problem) {
        outbox.control(
                new JsonObject().put("t", "error").put("problem", problem.toJson()).encode());
    }
}
