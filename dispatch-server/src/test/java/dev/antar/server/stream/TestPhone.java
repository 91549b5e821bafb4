package dev.antar.server.stream;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.metrics.Meters;

import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// A driver's session without a socket: frames go in as bytes, what the server says is kept. Loop
/// and timers run when the test says so.
final class TestPhone {

    final TestRegion region;
    final FakeLink link = new FakeLink();
    final DriverSession session;
    final SocketLoop loop;
    private final DriverEdges edges;
    private final Deque<Runnable> tasks;
    private final Deque<Runnable> timers;

    private TestPhone(
            TestRegion region,
            DriverEdges edges,
            SocketLoop loop,
            Deque<Runnable> tasks,
            Deque<Runnable> timers) {
        this.region = region;
        this.edges = edges;
        this.loop = loop;
        this.tasks = tasks;
        this.timers = timers;
        this.session = new DriverSession(edges, loop, link, true);
    }

    static TestPhone of(TestRegion region, DriverLimits limits) {
        return several(region, limits, 1).getFirst();
    }

    /// Phones on the same event loop.
    static List<TestPhone> several(TestRegion region, DriverLimits limits, int count) {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Deque<Runnable> timers = new ArrayDeque<>();
        Meters meters = new Meters();
        ServedRegion served = new ServedRegion(region, new LatLng(0, 0), Double.POSITIVE_INFINITY);
        DriverEdges edges =
                new DriverEdges(
                        new Regions(List.of(served)), meters, limits, new CaseBoard(_ -> {}));
        region.subscribe(edges.first().sessions());
        SocketLoop loop =
                new SocketLoop(
                        tasks::add, (_, task) -> timers.add(task), meters, new SplittableRandom(7));
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(_ -> new TestPhone(region, edges, loop, tasks, timers))
                .toList();
    }

    /// One more on the same event loop.
    TestPhone another() {
        return new TestPhone(region, edges, loop, tasks, timers);
    }

    /// On duty, with nothing said so far.
    TestPhone onDuty(String driver) {
        send("{'t':'hello','proto':1,'driver':'" + driver + "'}");
        send("{'t':'online','id':'on'}");
        turn();
        link.written.clear();
        return this;
    }

    /// Sends a frame written with single quotes.
    void send(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        session.text(bytes, 0, bytes.length);
    }

    void send(byte[] frame) {
        session.binary(frame, 0, frame.length);
    }

    /// Lets the loop look after its sockets for so long.
    void pass(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            region.now += 100;
            timers.remove().run();
        }
    }

    /// Lets what was to be done later be done now, once.
    void runTimers() {
        for (int due = timers.size(); due > 0; due--) {
            timers.remove().run();
        }
    }

    /// Ends the loop's turn: runs what was put off, until nothing is.
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    Driver driver(String id) {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId(id)));
    }

    JsonObject said(int index) {
        return new JsonObject(link.written.get(index));
    }

    static DriverLimits unlimited() {
        DriverLimits.Rate rate = new DriverLimits.Rate(1_000_000, Integer.MAX_VALUE / 2);
        return new DriverLimits(rate, rate);
    }
}
