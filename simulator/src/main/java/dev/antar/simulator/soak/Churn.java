package dev.antar.simulator.soak;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// People who come under names that nobody has heard, do everything that one may and may not do,
/// and go. All on one event loop; called from another thread.
public final class Churn {

    /// How many jobs and silent drivers are looked after at the end; what is older has ended by
    /// itself.
    private static final int LATEST = 2_000;

    private static final int BEAT_MILLIS = 500;
    private static final int SHORTEST_STAY_MILLIS = 15_000;
    private static final int LONGEST_STAY_MILLIS = 60_000;
    private static final int HALF_OPEN_MILLIS = 20_000;
    private static final int MOST_SOCKETS = 2_000;
    private static final int AT_ONCE = 16;
    private static final int LIMIT_SECONDS = 120;

    /// Something that somebody does so often.
    private static final class Habit {

        private final double perSecond;
        private final Runnable deed;
        private double owed = 1;

        private Habit(double perSecond, Runnable deed) {
            this.perSecond = perSecond;
            this.deed = deed;
        }

        private void beat() {
            owed += perSecond * BEAT_MILLIS / 1e3;
            while (owed >= 1) {
                owed--;
                deed.run();
            }
        }
    }

    private final Vertx vertx;
    private final Context home;
    private final ServerAddress server;
    private final LatLng middle;
    private final SyntheticCity city;
    private final int regulars;
    private final String tag;
    private final SplittableRandom random;
    private final Carrier carrier;
    private final Desk desk;
    private final Errands errands;
    private final WebSocketClient maps;
    private final NetClient raw;
    private final List<Habit> habits;
    private final List<PassingDriver> drivers = new ArrayList<>();
    private final List<PassingMap> open = new ArrayList<>();
    private final List<NetSocket> half = new ArrayList<>();
    private final Deque<PassingDriver> vanished = new ArrayDeque<>();
    private final Deque<String> jobs = new ArrayDeque<>();
    private boolean coming;
    private int newcomers;
    private int mapsOpened;

    /// @param middle of what maps show
    /// @param regulars drivers who stay until all go
    /// @param customersPerSecond who come
    /// @param tag begins names and keys, which nobody has used before
    public Churn(
            Vertx vertx,
            ServerAddress server,
            LatLng middle,
            SyntheticCity city,
            int regulars,
            double customersPerSecond,
            String tag,
            long seed) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.server = server;
        this.middle = middle;
        this.city = city;
        this.regulars = regulars;
        this.tag = tag;
        this.random = new SplittableRandom(seed);
        this.carrier = new Carrier(vertx, server, MOST_SOCKETS, 0);
        this.desk = new Desk(vertx, server, tag);
        this.errands = new Errands(vertx, desk, random);
        this.maps = vertx.createWebSocketClient();
        this.raw = vertx.createNetClient();
        this.habits =
                List.of(
                        new Habit(0.3, this::newDriver),
                        new Habit(customersPerSecond, this::newCustomer),
                        new Habit(1, errands::askNonsense),
                        new Habit(0.4, errands::read),
                        new Habit(0.1, this::openMap),
                        new Habit(0.1, this::halfOpen),
                        new Habit(0.05, errands::object),
                        new Habit(0.05, errands::pauseAndPay),
                        new Habit(0.03, errands::changePolicy),
                        new Habit(0.05, errands::addWebhook));
    }

    /// Everybody comes, until [#letGo].
    public void begin() throws TimeoutException {
        await(
                () ->
                        errands.begin()
                                .onSuccess(
                                        _ -> {
                                            coming = true;
                                            openUp();
                                            beat();
                                        }));
    }

    /// Nobody comes any more; whoever is there finishes and goes, and what was made is taken back.
    /// Returns when all that was asked for is answered; the server may need a while longer.
    public void letGo() throws TimeoutException {
        await(this::goAll);
    }

    /// Drivers who came for the first time.
    public int newcomers() {
        return newcomers;
    }

    /// Requests that were sent.
    public long requests() {
        return desk.sent();
    }

    /// Requests without an answer in time.
    public long unanswered() {
        return desk.unanswered();
    }

    /// Drivers come under new names, say who they are, and are never seen again. Returns when all
    /// have been.
    public void registerAndLeave(int count) throws TimeoutException {
        await(
                () -> {
                    List<Future<?>> all = new ArrayList<>();
                    for (int i = 0; i < AT_ONCE; i++) {
                        Registration one =
                                new Registration(vertx, carrier, tag + "-once-" + i, random);
                        all.add(one.times(count / AT_ONCE));
                    }
                    return Future.join(all);
                });
    }

    private Future<Void> goAll() {
        coming = false;
        for (PassingDriver silent : vanished) {
            come(silent.name(), 0, silent.place(), PassingDriver.Manner.WORKS);
        }
        vanished.clear();
        drivers.forEach(PassingDriver::leaveInOrder);
        open.forEach(PassingMap::close);
        // Each takes itself off the list.
        List.copyOf(half).forEach(NetSocket::close);
        open.clear();
        Promise<Void> cancelled = Promise.promise();
        cancelNext(cancelled);
        return cancelled.future().compose(_ -> errands.takeBack()).compose(_ -> allGone());
    }

    private void cancelNext(Promise<Void> all) {
        List<Future<?>> some = new ArrayList<>();
        while (some.size() < AT_ONCE && !jobs.isEmpty()) {
            some.add(desk.post("/v1/jobs/" + jobs.removeLast() + ":cancel", new JsonObject()));
        }
        if (some.isEmpty()) {
            all.complete();
        } else {
            Future.join(some).onComplete(_ -> cancelNext(all));
        }
    }

    private Future<Void> allGone() {
        drivers.removeIf(PassingDriver::gone);
        if (drivers.isEmpty()) {
            return Future.succeededFuture();
        }
        drivers.forEach(PassingDriver::beat);
        Promise<Void> later = Promise.promise();
        vertx.setTimer(BEAT_MILLIS, _ -> allGone().onComplete(later));
        return later.future();
    }

    private void beat() {
        if (!coming) {
            return;
        }
        habits.forEach(Habit::beat);
        drivers.forEach(PassingDriver::beat);
        drivers.removeIf(PassingDriver::gone);
        open.removeIf(PassingMap::closed);
        vertx.setTimer(BEAT_MILLIS, _ -> beat());
    }

    private void openUp() {
        for (int i = 0; i < regulars; i++) {
            come(tag + "-regular-" + i, i, city.place(random), PassingDriver.Manner.WORKS);
        }
    }

    private PassingDriver come(String name, int number, LatLng place, PassingDriver.Manner manner) {
        PassingDriver driver =
                new PassingDriver(vertx, carrier, number, name, place, manner, random);
        drivers.add(driver);
        driver.come();
        return driver;
    }

    private void newDriver() {
        int number = newcomers++;
        PassingDriver.Manner[] manners = PassingDriver.Manner.values();
        PassingDriver driver =
                come(
                        tag + "-driver-" + number,
                        number,
                        city.place(random),
                        manners[number % manners.length]);
        errands.driver(driver.name());
        vertx.setTimer(
                random.nextInt(SHORTEST_STAY_MILLIS, LONGEST_STAY_MILLIS),
                _ -> {
                    if (coming) {
                        driver.leave();
                        if (driver.manner() == PassingDriver.Manner.VANISHES) {
                            keep(vanished, driver);
                        }
                    }
                });
    }

    private void newCustomer() {
        LatLng pickup = city.place(random);
        new PassingCustomer(vertx, desk, random)
                .ask(
                        pickup,
                        city.destination(pickup, random),
                        job -> {
                            keep(jobs, job);
                            errands.job(job);
                        });
    }

    private void openMap() {
        PassingMap map = new PassingMap(vertx, middle, mapsOpened++ % 3 == 2, random);
        open.add(map);
        map.open(
                maps,
                new WebSocketConnectOptions()
                        .setHost(server.host())
                        .setPort(server.port())
                        .setURI("/v1/live"));
    }

    /// Begins to say something, and says no more.
    private void halfOpen() {
        boolean websocket = random.nextBoolean();
        if (websocket) {
            maps.connect(
                            new WebSocketConnectOptions()
                                    .setHost(server.host())
                                    .setPort(server.port())
                                    .setURI("/v1/driver"))
                    .onSuccess(silent -> silent.exceptionHandler(_ -> {}));
            return;
        }
        raw.connect(server.port(), server.host())
                .onSuccess(
                        socket -> {
                            half.add(socket);
                            socket.exceptionHandler(_ -> {});
                            socket.closeHandler(_ -> half.remove(socket));
                            socket.write(
                                    "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nIdempotency-Key: "
                                            + random.nextLong()
                                            + "\r\nContent-Length: 90\r\n\r\n{\"kind\":");
                            vertx.setTimer(HALF_OPEN_MILLIS, _ -> socket.close());
                        });
    }

    private static <T> void keep(Deque<T> latest, T one) {
        latest.addLast(one);
        if (latest.size() > LATEST) {
            latest.removeFirst();
        }
    }

    private interface Work {

        Future<?> begin();
    }

    private void await(Work work) throws TimeoutException {
        Promise<Void> done = Promise.promise();
        home.runOnContext(
                _ ->
                        Future.succeededFuture()
                                .compose(_ -> work.begin())
                                .onSuccess(_ -> done.tryComplete())
                                .onFailure(done::tryFail));
        done.future().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
