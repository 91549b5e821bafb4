package dev.antar.simulator.chaos;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.Reply;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Customers who ask for jobs at a steady rate whatever the server does, and repeat each request
/// under its key until the server has decided. All on one event loop; counts may be read anywhere.
final class Askers implements AutoCloseable {

    /// No answer for so long counts as none.
    private static final long TIMEOUT_MILLIS = 8_000;

    /// The longest pause that a server asks for, and an attempt that begins at its end.
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(25);

    private static final int MIN_PAUSE_MILLIS = 50;
    private static final int MAX_PAUSE_MILLIS = 3_000;
    private static final int BEAT_MILLIS = 5;
    private static final int MAX_CONNECTIONS = 2_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    /// Of those that were acknowledged, so many are cancelled soon after.
    private static final double CANCELLED = 0.1;

    private final Vertx vertx;
    private final Context home;
    private final HttpClient http;
    private final SyntheticCity city;
    private final String tag;
    private final SplittableRandom random;
    private final boolean later;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Attempt> unsuccessful = new ArrayList<>();
    private final Places attempts = new Places(MAX_CONNECTIONS);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger cancelling = new AtomicInteger();
    private ServerAddress server;
    private volatile double perSecond;
    private volatile boolean patient = true;
    private volatile long lastAcknowledgedNanos;
    private double owed;
    private long beatNanos;

    /// @param tag begins keys and names, which no other run may have used on this database
    /// @param later half of the jobs are for tomorrow and nobody is looked for yet
    Askers(
            Vertx vertx,
            ServerAddress server,
            SyntheticCity city,
            String tag,
            boolean later,
            SplittableRandom random) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.server = server;
        this.city = city;
        this.tag = tag;
        this.later = later;
        this.random = random;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(1_000)
                                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    }

    /// Asks for so many jobs a second from now on; 0 for none.
    void rate(double jobsPerSecond) {
        home.runOnContext(
                _ -> {
                    boolean idle = perSecond == 0;
                    perSecond = jobsPerSecond;
                    if (idle && jobsPerSecond > 0) {
                        beatNanos = System.nanoTime();
                        owed = 0;
                        beat();
                    }
                });
    }

    /// Asks elsewhere from now on.
    void moveTo(ServerAddress other) {
        home.runOnContext(_ -> server = other);
    }

    /// Requests that are not decided yet, cancellations included.
    int open() {
        return open.get() + cancelling.get();
    }

    int count() {
        return count.get();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /// When a job was last acknowledged, as `System.nanoTime`.
    long lastAcknowledgedNanos() {
        return lastAcknowledgedNanos;
    }

    /// Asks for no more, and waits until all is decided, as long as fewer wait each time that the
    /// limit has passed: a crowd that has gathered takes as long as the server needs for it.
    /// Nothing is under way any more when it returns: whoever was answered after the tables were
    /// read would be missed in them.
    ///
    /// @return everything that was asked for
    List<Asked> finish(long limitMillis) throws InterruptedException {
        rate(0);
        // What was asked for at this very moment is sent, too.
        onHome(() -> true);
        int before;
        do {
            before = open();
            Pace.await(Duration.ofMillis(limitMillis), () -> open() == 0);
        } while (open() > 0 && open() < before);
        patient = false;
        Pace.await(LAST_ANSWERS, () -> open() == 0);
        return onHome(() -> List.copyOf(asked));
    }

    /// Attempts that were answered by something else than a decision, or not at all.
    List<Attempt> unsuccessful() {
        return onHome(() -> List.copyOf(unsuccessful));
    }

    /// Something that was asked for and is like this, if there is.
    Optional<Asked> find(Predicate<Asked> like) {
        return onHome(() -> asked.stream().filter(like).findFirst());
    }

    /// Asks once more for something that was decided already.
    Future<Reply> again(Asked known) {
        Promise<Reply> answer = Promise.promise();
        home.runOnContext(
                _ ->
                        send("/v1/jobs", known.key(), known.body())
                                .map(Answer::reply)
                                .onComplete(answer));
        return answer.future();
    }

    /// Cancels jobs that nobody has asked to cancel so far.
    ///
    /// @return how many were
    int cancelAll(List<Asked> known) {
        patient = true;
        List<Future<Boolean>> all = known.stream().map(this::cancelled).toList();
        Future.join(all).otherwiseEmpty().await();
        return (int) all.stream().filter(each -> each.succeeded() && each.result()).count();
    }

    private Future<Boolean> cancelled(Asked one) {
        Promise<Boolean> done = Promise.promise();
        cancelling.incrementAndGet();
        home.runOnContext(_ -> cancel(one, done));
        return done.future();
    }

    @Override
    public void close() {
        patient = false;
        perSecond = 0;
        http.close().await();
    }

    private interface Question<T> {

        T ask();
    }

    private <T> T onHome(Question<T> question) {
        Promise<T> answer = Promise.promise();
        home.runOnContext(_ -> answer.complete(question.ask()));
        return answer.future().await();
    }

    private void beat() {
        long now = System.nanoTime();
        double rate = perSecond;
        owed += rate * (now - beatNanos) / 1e9;
        beatNanos = now;
        while (owed >= 1) {
            owed--;
            ask();
        }
        if (rate > 0) {
            vertx.setTimer(BEAT_MILLIS, _ -> beat());
        }
    }

    private void ask() {
        int number = count.incrementAndGet();
        LatLng pickup = city.place(random);
        JsonObject body =
                new JsonObject()
                        .put("kind", number % 3 == 0 ? "DELIVERY" : "RIDE")
                        .put("pickup", place(pickup))
                        .put("dropoff", place(city.destination(pickup, random)));
        if (number % 2 == 0) {
            body.put("id", tag + "-job-" + number);
        }
        if (later && number % 4 < 2) {
            body.put("pickupAt", "2099-01-01T12:00:00Z");
        }
        Asked one = new Asked(tag + "-key-" + number, body);
        asked.add(one);
        open.incrementAndGet();
        attempt(
                new Request(
                        "/v1/jobs",
                        one.key(),
                        body,
                        () -> one.sent(System.nanoTime()),
                        answer -> {
                            open.decrementAndGet();
                            if (answer != null) {
                                decided(one, answer);
                            }
                        }),
                0);
    }

    private void decided(Asked one, Answer answer) {
        long now = System.nanoTime();
        one.answered(answer.reply().status(), answer.text(), now);
        if (!one.acknowledged()) {
            return;
        }
        acknowledged.incrementAndGet();
        lastAcknowledgedNanos = now;
        if (random.nextDouble() < CANCELLED) {
            // From now on, so that nobody takes all for decided before it is sent.
            cancelling.incrementAndGet();
            vertx.setTimer(500 + random.nextInt(1_500), _ -> cancel(one, Promise.promise()));
        }
    }

    private void cancel(Asked one, Promise<Boolean> done) {
        one.cancelAsked();
        attempt(
                new Request(
                        "/v1/jobs/" + one.job() + ":cancel",
                        one.key() + "-cancel",
                        new JsonObject().put("reason", "changed my mind"),
                        () -> {},
                        answer -> {
                            cancelling.decrementAndGet();
                            boolean cancelled = answer != null && answer.reply().status() == 200;
                            if (cancelled) {
                                one.cancelled();
                            }
                            done.complete(cancelled);
                        }),
                0);
    }

    private record Answer(Reply reply, String text) {}

    /// There was no connection, so nothing of the request was sent.
    private static final class NotConnected extends Exception {

        private static final long serialVersionUID = 1;

        NotConnected(Throwable why) {
            super(why);
        }
    }

    /// Something that is asked for until the server has decided.
    ///
    /// @param sent is called before each attempt
    /// @param decided is called once, with null where it was given up
    private record Request(
            String path,
            String key,
            JsonObject body,
            Runnable sent,
            Consumer<@Nullable Answer> decided) {}

    private void attempt(Request request, int failures) {
        attempts.take(() -> attemptFromPlace(request, failures));
    }

    private void attemptFromPlace(Request request, int failures) {
        if (!patient) {
            attempts.giveBack();
            request.decided().accept(null);
            return;
        }
        long begun = System.nanoTime();
        request.sent().run();
        send(request.path(), request.key(), request.body())
                .onComplete(
                        done -> {
                            if (done.succeeded() && !done.result().reply().mayChange()) {
                                attempts.giveBack();
                                request.decided().accept(done.result());
                            } else {
                                undecided(request, failures, begun, done);
                            }
                        });
    }

    private void undecided(
            Request request, int failures, long begunNanos, AsyncResult<Answer> done) {
        @Nullable Reply reply = done.succeeded() ? done.result().reply() : null;
        boolean connected = !(done.cause() instanceof NotConnected);
        unsuccessful.add(
                new Attempt(
                        begunNanos,
                        System.nanoTime(),
                        reply == null ? 0 : reply.status(),
                        reply != null && reply.retryAfterSeconds() >= 0,
                        connected));
        if (!patient) {
            attempts.giveBack();
            request.decided().accept(null);
        } else if (connected) {
            attempts.giveBack();
            vertx.setTimer(pause(reply, failures), _ -> attempt(request, failures + 1));
        } else {
            // Whoever found nobody keeps his place meanwhile: a crowd that waits for a server shall
            // not take the processor with which it starts.
            vertx.setTimer(pause(reply, failures), _ -> attemptFromPlace(request, failures + 1));
        }
    }

    /// As long as the server asks for, and by chance somewhat longer, so that not all come at once.
    private long pause(@Nullable Reply reply, int failures) {
        long asks = reply == null ? 0 : Math.max(0, reply.retryAfterSeconds()) * 1_000L;
        int most = Math.min(MAX_PAUSE_MILLIS, MIN_PAUSE_MILLIS << Math.min(failures, 8));
        return asks + 1 + random.nextInt(most);
    }

    private Future<Answer> send(String path, String key, JsonObject body) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(server.host())
                        .setPort(server.port())
                        .setURI(path)
                        .setIdleTimeout(TIMEOUT_MILLIS);
        return http.request(options)
                .recover(failure -> Future.failedFuture(new NotConnected(failure)))
                .compose(
                        request ->
                                request.putHeader("Content-Type", "application/json")
                                        .putHeader("Idempotency-Key", key)
                                        .send(body.toBuffer()))
                .compose(response -> response.body().map(said -> read(response, said)))
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Answer read(HttpClientResponse response, Buffer said) {
        int seconds = Reply.retryAfterSeconds(response);
        @Nullable JsonObject json =
                said.length() > 0 && said.getByte(0) == '{' ? said.toJsonObject() : null;
        return new Answer(new Reply(response.statusCode(), json, seconds), said.toString());
    }

    private static JsonObject place(LatLng place) {
        return new JsonObject().put("lat", place.lat()).put("lng", place.lng());
    }
}
