package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One driver's socket, from `hello` to its end. Its own event loop.
final class DriverSession {

    private static final Logger LOG = LoggerFactory.getLogger(DriverSession.class);

    static final int MAX_FRAME_BYTES = 16 * 1024;
    private static final int PING_MILLIS = 5_000;
    private static final int DEAD_MILLIS = 12_000;
    private static final int HELLO_MILLIS = 5_000;
    private static final int FRAMES_PER_SECOND = 10;
    private static final int FRAME_BURST = 30;

    /// Frames above the rate that are answered before the socket is closed.
    private static final int MAX_EXCESS = 100;

    private static final int RETRY_MILLIS = 2_000;

    private static final int CLOSE_TOO_BIG = 1009;
    private static final int CLOSE_NO_HELLO = 4400;
    private static final int CLOSE_DEAD = 4408;
    private static final int CLOSE_SUPERSEDED = 4409;
    private static final int CLOSE_TOO_MANY = 4429;
    private static final int CLOSE_RESTART = 1012;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final Region region;
    private final DriverSessions sessions;
    private final Meters meters;
    private final Outbox outbox;
    private final TokenBucket frames;
    private final long timer;
    private @Nullable DriverId driver;
    private boolean welcomed;
    private long receivedMillis;
    private long pingedMillis;
    private int excess;

    DriverSession(
            Vertx vertx,
            ServerWebSocket socket,
            Region region,
            DriverSessions sessions,
            Meters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.region = region;
        this.sessions = sessions;
        this.meters = meters;
        this.outbox = new Outbox(vertx, socket, () -> meters.slowConsumer("driver"));
        long now = region.nowMillis();
        this.frames = new TokenBucket(FRAMES_PER_SECOND, FRAME_BURST, now);
        this.receivedMillis = now;
        this.pingedMillis = now;
        meters.driverSockets().incrementAndGet();
        socket.textMessageHandler(this::received);
        socket.binaryMessageHandler(
                _ -> problem(Problem.malformed("Frames must be text on this subprotocol.")));
        socket.exceptionHandler(this::broken);
        socket.closeHandler(_ -> closed());
        this.timer = vertx.setPeriodic(1_000, _ -> look());
    }

    /// The driver of this socket; null before `hello`.
    @Nullable DriverId driver() {
        return driver;
    }

    /// Sends a frame from any thread.
    void deliver(JsonObject frame) {
        String text = frame.encode();
        context.runOnContext(
                _ -> {
                    if (welcomed) {
                        outbox.send(text);
                    }
                });
    }

    /// Shows the driver an offer, if there is time left to answer it.
    void deliverOffer(Offer offer, JsonObject frame) {
        if (offer.expiresAtMillis() > region.nowMillis()) {
            deliver(frame);
        }
    }

    void supersede() {
        context.runOnContext(_ -> bye("SUPERSEDED", 0, CLOSE_SUPERSEDED));
    }

    void restart(long reconnectAfterMillis) {
        context.runOnContext(_ -> bye("RESTART", reconnectAfterMillis, CLOSE_RESTART));
    }

    private void received(String text) {
        long now = region.nowMillis();
        receivedMillis = now;
        if (!frames.take(now)) {
            tooMany();
            return;
        }
        try {
            Input frame = Input.read(text.getBytes(StandardCharsets.UTF_8));
            read(frame, now);
        } catch (ProblemException e) {
            problem(e.problem());
            if (driver == null) {
                socket.close((short) CLOSE_NO_HELLO, "no valid hello");
            }
        }
    }

    private void read(Input frame, long now) {
        String type = frame.text("t");
        DriverId own = driver;
        if (own == null) {
            if (!"hello".equals(type)) {
                throw new ProblemException(
                        Problem.invalid("/t", type, "must be hello in the first frame"));
            }
            hello(DriverFrames.hello(frame), now);
            return;
        }
        switch (type) {
            case "fix", "fixes" -> report(own, DriverFrames.fixes(frame, type), now);
            case "ping" -> {
                frame.finish();
                outbox.send("{\"t\":\"pong\"}");
                alive(own, now);
            }
            case "pong" -> {
                frame.finish();
                alive(own, now);
            }
            case "hello" ->
                    throw new ProblemException(
                            Problem.invalid("/t", type, "must be sent once on a socket"));
            default -> command(own, frame, type, now);
        }
    }

    private void hello(DriverFrames.Hello hello, long now) {
        DriverId id = hello.profile().id();
        driver = id;
        region.handle(new Command.RegisterDriver(now, hello.profile()))
                .compose(
                        result ->
                                switch (result) {
                                    case Result.Done _ ->
                                            region.read(dispatcher -> present(dispatcher, id));
                                    case Result.Rejected(Rejection reason) ->
                                            Future.failedFuture(
                                                    new ProblemException(Problem.rejected(reason)));
                                })
                .onSuccess(state -> welcome(id, hello, now, state))
                .onFailure(
                        failure -> {
                            problem(problemOf(failure));
                            socket.close((short) CLOSE_NO_HELLO, "hello was refused");
                        });
    }

    private void welcome(DriverId id, DriverFrames.Hello hello, long now, JsonObject state) {
        if (socket.isClosed()) {
            return;
        }
        welcomed = true;
        sessions.enter(id, this);
        outbox.send(
                new JsonObject()
                        .put("t", "welcome")
                        .put("session", UUID.randomUUID().toString())
                        .put("serverTime", region.nowMillis())
                        .put(
                                "clockOffsetMs",
                                hello.phoneMillis() == 0 ? 0 : hello.phoneMillis() - now)
                        .put("pingMs", PING_MILLIS)
                        .put("deadMs", DEAD_MILLIS)
                        .put(
                                "limits",
                                new JsonObject()
                                        .put("frameBytes", MAX_FRAME_BYTES)
                                        .put("framesPerSecond", FRAMES_PER_SECOND)
                                        .put("frameBurst", FRAME_BURST)
                                        .put("fixesPerFrame", DriverFrames.MAX_FIXES))
                        .put(
                                "reconnect",
                                new JsonObject()
                                        .put("minMs", 1_000)
                                        .put("maxMs", 30_000)
                                        .put("jitter", "full"))
                        .put("state", state)
                        .encode());
    }

    /// What the phone must show after a reconnect.
    private static JsonObject present(Dispatcher dispatcher, DriverId id) {
        JsonObject state = new JsonObject();
        Driver driver = dispatcher.roster().find(id);
        if (driver == null) {
            return state;
        }
        state.put("driver", driver.state().name());
        state.put("availability", driver.availability().getClass().getSimpleName());
        Offer offer = dispatcher.liveOfferTo(driver);
        OpenJob offered = offer == null ? null : dispatcher.openJob(offer.job());
        state.put(
                "offer",
                offer == null || offered == null
                        ? null
                        : Shape.offer(offer, offered.job(), dispatcher.nowMillis()));
        JsonArray jobs = new JsonArray();
        if (driver.state() == DriverState.ON_JOB) {
            for (OpenJob job : dispatcher.openJobs()) {
                if (job.state().held() && job.driverSlot() == driver.slot()) {
                    jobs.add(Shape.brief(job.job()).put("state", job.state().name()));
                }
            }
        }
        return state.put("jobs", jobs);
    }

    private void command(DriverId own, Input frame, String type, long now) {
        DriverFrames.Named named = DriverFrames.command(frame, type, own, now);
        if (named == null) {
            throw new ProblemException(
                    Problem.invalid("/t", type, "must be a kind of frame that drivers send"));
        }
        String before = sessions.answered().find(own, named.id());
        if (before != null) {
            outbox.send(before);
            return;
        }
        region.handle(named.command())
                .onSuccess(
                        result -> {
                            String ack = ack(named.id(), result);
                            sessions.answered().keep(own, named.id(), ack);
                            outbox.send(ack);
                        })
                .onFailure(failure -> unanswered(named.id(), failure));
    }

    private String ack(String id, Result result) {
        JsonObject ack = new JsonObject().put("t", "ack").put("id", id);
        switch (result) {
            case Result.Done _ -> ack.put("result", "DONE");
            case Result.Rejected(Rejection reason) -> {
                meters.commandRejected(reason);
                ack.put("result", "REJECTED")
                        .put("reason", reason.name())
                        .put("detail", reason.sentence());
            }
        }
        return ack.encode();
    }

    private void unanswered(String id, Throwable failure) {
        if (!(failure instanceof RegionUnavailable)) {
            LOG.error("A driver's command failed in a way that nobody foresaw", failure);
        }
        outbox.send(
                new JsonObject()
                        .put("t", "ack")
                        .put("id", id)
                        .put("result", "UNAVAILABLE")
                        .put("retryAfterMs", RETRY_MILLIS)
                        .encode());
    }

    private void report(DriverId own, List<DriverFrames.ReadFix> read, long now) {
        List<Problem.FieldError> unreadable = new ArrayList<>();
        for (DriverFrames.ReadFix one : read) {
            if (one.fix() == null) {
                unreadable.addAll(one.errors());
            } else if (!one.errors().isEmpty()) {
                unreadable.addAll(one.errors());
            } else {
                region.report(new Command.ReportFix(now, own, one.fix()))
                        .onSuccess(result -> judged(result, one))
                        .onFailure(failure -> LOG.debug("A fix was not taken", failure));
            }
        }
        if (!unreadable.isEmpty()) {
            problem(Problem.invalid(unreadable));
        }
    }

    private void judged(Result result, DriverFrames.ReadFix read) {
        switch (result) {
            case Result.Done _ -> meters.fixAccepted();
            case Result.Rejected(Rejection reason) -> {
                meters.fixRejected(reason);
                long at = read.fix() == null ? 0 : read.fix().fixedAtMillis();
                problem(
                        Problem.rejected(reason)
                                .withErrors(
                                        List.of(
                                                new Problem.FieldError(
                                                        read.pointer() + "/at",
                                                        Long.toString(at),
                                                        reason.sentence()))));
            }
        }
    }

    private void alive(DriverId own, long now) {
        region.report(new Command.Heartbeat(now, own))
                .onFailure(failure -> LOG.debug("A heartbeat was not taken", failure));
    }

    private void tooMany() {
        excess++;
        if (excess > MAX_EXCESS) {
            socket.close((short) CLOSE_TOO_MANY, "too many frames");
        } else if (excess % 10 == 1) {
            problem(
                    new Problem(
                            "too-many-requests",
                            429,
                            "Too many frames",
                            "frames: must be at most "
                                    + FRAMES_PER_SECOND
                                    + " a second; this one was not read",
                            null,
                            List.of(),
                            1));
        }
    }

    /// A frame too big, or no frame at all; where the connection itself is gone, closing is
    /// nothing.
    private void broken(Throwable failure) {
        LOG.debug("A driver's socket failed", failure);
        socket.close((short) CLOSE_TOO_BIG, "frame too big or broken");
    }

    private void look() {
        long now = region.nowMillis();
        if (!welcomed && now - receivedMillis > HELLO_MILLIS) {
            socket.close((short) CLOSE_DEAD, "no hello");
        } else if (now - receivedMillis > DEAD_MILLIS) {
            socket.close((short) CLOSE_DEAD, "nothing received");
        } else if (welcomed && now - pingedMillis >= PING_MILLIS) {
            pingedMillis = now;
            outbox.offer("{\"t\":\"ping\"}");
        }
    }

    private void problem(Problem problem) {
        outbox.send(new JsonObject().put("t", "error").put("problem", problem.toJson()).encode());
    }

    private void bye(String reason, long reconnectAfterMillis, int code) {
        outbox.send(
                new JsonObject()
                        .put("t", "bye")
                        .put("reason", reason)
                        .put("reconnectAfterMs", reconnectAfterMillis)
                        .encode());
        socket.close((short) code, reason);
    }

    private void closed() {
        vertx.cancelTimer(timer);
        meters.driverSockets().decrementAndGet();
        DriverId own = driver;
        if (own != null) {
            sessions.leave(own, this);
        }
    }

    private static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case RegionUnavailable away ->
                    Problem.unavailable(away.getMessage(), away.retryAfterSeconds());
            default -> {
                LOG.error("A hello failed in a way that nobody foresaw", failure);
                yield Problem.of("internal", 500, "Internal error", "The server failed.");
            }
        };
    }
}
