package dev.antar.simulator.chaos;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Customers beyond number: as many at once as the server can serve, or as [Arrivals] say, whatever
/// it does. They share a number of connections, on which each waits for his answer; who finds none
/// free goes away. Who is refused a job does not ask again; who got one gives it up soon after, on
/// connections that those who have none do not take, and asks for that until it is done, so that
/// open jobs do not pile up. All of it on one event loop; the methods are for the drill's thread
/// and wait.
final class Rush implements AutoCloseable {

    /// From the acknowledgement of a job to its cancellation.
    private static final long GIVES_UP_NANOS = 1_000_000_000;

    /// After which a customer of the closed loop who was refused asks again.
    private static final int PAUSE_MILLIS = 20;

    /// One connection of so many is for those who give up their jobs.
    private static final int ENDING = 5;

    private static final Duration OPENS = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Context home;
    private final LeanHttp http;
    private final LeanHttp ending;
    private final JobRequests requests;
    private final SplittableRandom random;
    private final RushAnswers answers;
    private final KnownJobs known = new KnownJobs();
    private final Leaving leaving = new Leaving();
    private Tally tally = new Tally(System.nanoTime());
    private @Nullable Arrivals arrivals;
    private long beganNanos;
    private int arrived;
    private int cancelling;
    private int wave;
    private boolean cycling;
    private boolean over;

    /// @param tag begins keys, which no other run may have used on this database
    /// @param pickup around which no driver is
    Rush(Vertx vertx, ServerAddress server, String tag, LatLng pickup, long seed) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.answers = new RushAnswers(tag);
        this.random = new SplittableRandom(seed);
        this.http = new LeanHttp(vertx, home, server);
        this.ending = new LeanHttp(vertx, home, server);
        this.requests = new JobRequests(server, pickup);
    }

    /// Opens so many connections, and some for those who give up, and begins.
    void open(int connections) throws Exception {
        Promise<Object> opened = Promise.promise();
        home.runOnContext(
                _ ->
                        Future.join(http.open(connections), ending.open(connections / ENDING))
                                .onComplete(
                                        _ -> {
                                            beat();
                                            opened.complete();
                                        }));
        opened.future().await(OPENS.toSeconds(), TimeUnit.SECONDS);
    }

    /// So many customers each have one request under way, and the next as soon as it is answered,
    /// until they are told to [#rest]: jobs are asked for and kept as long as in the open loop,
    /// then given up.
    void cycle(int customers) {
        onHome(
                () -> {
                    wave++;
                    cycling = true;
                    for (int i = 0; i < customers; i++) {
                        cycle();
                    }
                    return true;
                });
    }

    /// Nobody begins again.
    void rest() {
        onHome(
                () -> {
                    cycling = false;
                    return true;
                });
    }

    /// Counts what comes of everything that is asked from now on, for so long.
    Tally watch(Duration span) throws InterruptedException {
        Tally counted =
                onHome(
                        () -> {
                            tally = new Tally(System.nanoTime());
                            return tally;
                        });
        Pace.pause(span);
        return counted;
    }

    /// Customers who come as they were drawn, from now on.
    ///
    /// @return what comes of it; look at it by [#look]
    Tally come(Arrivals drawn) {
        return onHome(
                () -> {
                    beganNanos = System.nanoTime();
                    tally = new Tally(beganNanos);
                    arrivals = drawn;
                    arrived = 0;
                    return tally;
                });
    }

    /// No more of them come.
    ///
    /// @return how many of those who should have come by then have
    int stop() {
        return onHome(
                () -> {
                    arrivals = null;
                    return arrived;
                });
    }

    /// Those who still want to give up their jobs go away, until they are awaited.
    void goAway() {
        onHome(leaving::goAway);
    }

    /// Asks on the event loop, where tallies change.
    <T> T look(Supplier<T> question) {
        return onHome(question);
    }

    /// Waits until nobody has a job that he wants to give up.
    ///
    /// @return how many still have, when the time is over
    int awaitCancellations(Duration limit) throws InterruptedException {
        onHome(
                () -> {
                    leaving.comeBack();
                    return true;
                });
        Pace.await(limit, () -> onHome(() -> leaving.size() + cancelling) == 0);
        return onHome(() -> leaving.size() + cancelling);
    }

    /// Asks again for what was never answered, and for what the server kept an answer to, until
    /// that is decided or the time is over.
    ///
    /// @param kept keys that have an answer in the database
    void settle(Set<String> kept, Duration limit) throws InterruptedException {
        Settling settling = new Settling(vertx, http, requests, this::settled);
        recall(kept);
        onHome(
                () -> {
                    settling.begin(answers.undecided(kept));
                    return true;
                });
        Pace.await(limit, () -> onHome(settling::over));
    }

    private void settled(Asked one, int status, String body, long nowNanos) {
        if (status != LeanHttp.NOT_SENT) {
            answers.answeredAgain(one, status, body, nowNanos);
        }
    }

    /// Counts those of these keys no more among the [#refused] that were refused, but among the
    /// [#asked]: the server has done something all the same.
    void recall(Set<String> kept) {
        onHome(
                () -> {
                    answers.recall(kept, beganNanos, System.nanoTime());
                    return true;
                });
    }

    /// Everything that was asked for, but what was [#refused].
    List<Asked> asked() {
        return onHome(answers::asked);
    }

    /// How many were refused, by status, besides the first of each.
    Map<Integer, Long> refused() {
        return onHome(answers::refused);
    }

    int connected() {
        return onHome(() -> http.connected() + ending.connected());
    }

    /// Connections that the server, or the time, has ended so far.
    long broken() {
        return onHome(() -> http.broken() + ending.broken());
    }

    @Override
    public void close() {
        home.runOnContext(_ -> over = true);
        http.close();
        ending.close();
    }

    /// Runs about once a millisecond.
    private void beat() {
        if (over) {
            return;
        }
        long now = System.nanoTime();
        Arrivals coming = arrivals;
        while (coming != null
                && arrived < coming.count()
                && beganNanos + coming.atNanos(arrived) <= now) {
            ask(coming.kind(arrived), beganNanos + coming.atNanos(arrived));
            arrived++;
        }
        // In the closed loop nobody gives up beside those who are in it.
        Leaving.Due due = cycling ? null : leaving.next(now);
        while (due != null) {
            cancel(due.job(), due.atNanos(), () -> {});
            due = leaving.next(now);
        }
        vertx.setTimer(1, _ -> beat());
    }

    private void ask(RequestKind kind, long intendedNanos) {
        switch (kind) {
            case CREATE ->
                    create(
                            intendedNanos,
                            job -> {
                                if (job.acknowledged()) {
                                    long when = System.nanoTime() + GIVES_UP_NANOS;
                                    leaving.add(when, job);
                                }
                            });
            case READ -> read(kind, requests.read(known.any(random)), intendedNanos);
            case EXPLANATION -> read(kind, requests.explanation(known.any(random)), intendedNanos);
            case SEARCH ->
                    read(
                            kind,
                            requests.search(
                                    Stage.MIDDLE.lat() + random.nextDouble() * 0.01,
                                    Stage.MIDDLE.lng() + random.nextDouble() * 0.01),
                            intendedNanos);
            case CANCEL ->
                    throw new IllegalArgumentException(
                            "kind=CANCEL: comes of the jobs that were acknowledged");
        }
    }

    private void cycle() {
        int mine = wave;
        if (!cycling) {
            return;
        }
        Runnable again =
                () -> {
                    // Those who came before a rest do not join the next.
                    if (wave == mine) {
                        cycle();
                    }
                };
        long now = System.nanoTime();
        Leaving.Due due = leaving.next(now);
        if (due != null) {
            cancel(due.job(), now, again);
            return;
        }
        create(
                now,
                job -> {
                    if (job.acknowledged()) {
                        leaving.add(System.nanoTime() + GIVES_UP_NANOS, job);
                        again.run();
                    } else {
                        vertx.setTimer(PAUSE_MILLIS, _ -> again.run());
                    }
                });
    }

    private interface Decided {

        void told(Asked job);
    }

    private void create(long intendedNanos, Decided decided) {
        Asked one = answers.ask(intendedNanos);
        Tally counted = tally;
        counted.offered(RequestKind.CREATE, intendedNanos, System.nanoTime());
        http.sendNow(
                requests.create(one.key()),
                (status, retryAfter, body) -> {
                    long now = System.nanoTime();
                    if (status == LeanHttp.NOT_SENT) {
                        answers.forget(one);
                    } else {
                        answers.answered(one, status, body, now);
                    }
                    if (one.acknowledged()) {
                        counted.done(RequestKind.CREATE, intendedNanos, now);
                        known.add(one.job());
                    } else {
                        counted.refused(
                                RequestKind.CREATE, status, retryAfter >= 0, intendedNanos, now);
                    }
                    decided.told(one);
                });
    }

    private void cancel(Asked job, long intendedNanos, Runnable then) {
        job.cancelAsked();
        cancelling++;
        Tally counted = tally;
        counted.offered(RequestKind.CANCEL, intendedNanos, System.nanoTime());
        ending.send(
                requests.cancel(job),
                (status, retryAfter, _) -> {
                    cancelling--;
                    long now = System.nanoTime();
                    if (status == 200) {
                        job.cancelled();
                        counted.done(RequestKind.CANCEL, intendedNanos, now);
                        then.run();
                        return;
                    }
                    counted.refused(
                            RequestKind.CANCEL, status, retryAfter >= 0, intendedNanos, now);
                    if (status == 409 && retryAfter < 0) {
                        // Nobody was found in time, so that there is nothing left to give up.
                        then.run();
                        return;
                    }
                    if (cycling) {
                        vertx.setTimer(PAUSE_MILLIS, _ -> cancel(job, System.nanoTime(), then));
                    } else {
                        later(job, now, Math.max(1, retryAfter), counted != tally);
                    }
                });
    }

    /// As long as he was told, and by chance up to a second more.
    private void later(Asked job, long nowNanos, int seconds, boolean ofAnEarlierPart) {
        long pause = seconds * 1_000_000_000L + random.nextInt(1_000_000_000);
        if (ofAnEarlierPart) {
            leaving.addToThoseWhoWent(nowNanos + pause, job);
        } else {
            leaving.add(nowNanos + pause, job);
        }
    }

    private void read(RequestKind kind, Buffer request, long intendedNanos) {
        Tally counted = tally;
        counted.offered(kind, intendedNanos, System.nanoTime());
        http.sendNow(
                request,
                (status, retryAfter, _) -> {
                    long now = System.nanoTime();
                    // Of a job that has only just been made nothing may be known yet.
                    if (status == 200 || status == 404) {
                        counted.done(kind, intendedNanos, now);
                    } else {
                        counted.refused(kind, status, retryAfter >= 0, intendedNanos, now);
                    }
                });
    }

    private <T> T onHome(Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        home.runOnContext(_ -> answer.complete(question.get()));
        return answer.future().await();
    }
}
