package dev.antar.server.torture;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.LocalRegion;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.metrics.Meters;
import dev.antar.server.stream.DriverDoor;
import dev.antar.server.stream.DriverLimits;
import dev.antar.server.stream.Link;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// One life of the server: the production code between its start and its end, and the two threads
/// that it would have. It can stand still, and it can die at every step.
final class ServerProcess {

    private static final String REGION = "torture";

    private static final LatLng CENTER = new LatLng(57.7, 11.97);

    /// What the meters count is of no interest here, and making them is slow.
    private static final Meters METERS = new Meters();

    /// How long phones may still speak when it drains; then the last answers are given.
    private static final int LAST_WORD_MILLIS = 1_000;

    private static final int LAST_ANSWERS_MILLIS = 1_300;

    private enum State {
        STARTING,
        SERVING,
        DEAD
    }

    private final int number;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final History history;
    private final long aheadMillis;
    private final TaskLane region;
    private final TaskLane sockets;
    private final List<Connection> connections = new ArrayList<>();
    private final List<JobStream> streams = new ArrayList<>();
    private final Deque<Runnable> frozen = new ArrayDeque<>();
    private State state = State.STARTING;
    private boolean standing;
    private boolean condemned;
    private @Nullable LocalRegion loop;
    private @Nullable Region served;
    private @Nullable DriverDoor door;

    /// @param aheadMillis how far its clock is ahead of the true time
    ServerProcess(
            int number,
            VirtualTime time,
            SplittableRandom random,
            History history,
            long aheadMillis) {
        this.number = number;
        this.time = time;
        this.random = random;
        this.history = history;
        this.aheadMillis = aheadMillis;
        this.region = new TaskLane(time, random, this::run);
        this.sockets = new TaskLane(time, random, this::run);
    }

    /// Reads its state back and begins to serve.
    ///
    /// @return completes when it serves; fails where it cannot, and is dead then
    Future<Void> start(
            EventStore store,
            DispatchConfig config,
            Policy policy,
            LongSupplier wall,
            Plants plants) {
        EventStore used = plants.store(store);
        return used.open(REGION)
                .compose(opened -> begin(used, opened, config, policy, wall, plants))
                .onFailure(_ -> die(true));
    }

    private Future<Void> begin(
            EventStore store,
            EventStore.Opened opened,
            DispatchConfig config,
            Policy policy,
            LongSupplier wall,
            Plants plants) {
        LocalRegion made =
                new LocalRegion(
                        REGION,
                        plants.config(config),
                        policy,
                        store,
                        opened,
                        plants.recorder(),
                        plants.time(() -> time.nowMillis() + aheadMillis, wall),
                        (millis, task) -> time.after(millis, () -> onRegion(task)),
                        region,
                        sockets);
        loop = made;
        Region behind = plants.region(made, store);
        served = behind;
        Regions regions =
                new Regions(List.of(new ServedRegion(behind, CENTER, Double.POSITIVE_INFINITY)));
        DriverDoor opening =
                new DriverDoor(
                        regions,
                        METERS,
                        DriverLimits.standard(),
                        sockets,
                        (millis, task) -> time.after(millis, () -> onSockets(task)),
                        random.split());
        door = opening;
        made.subscribe(
                new RegionListener() {
                    @Override
                    public void committed(List<Event> events) {
                        follow(events);
                    }

                    @Override
                    public void driverChanged(Driver driver) {
                        moved(driver);
                    }
                });
        return opening.start()
                .onSuccess(
                        _ -> {
                            state = State.SERVING;
                            history.add(
                                    new Seen.Began(
                                            time.nowMillis(),
                                            number,
                                            opened.epoch(),
                                            made.nowMillis() - time.nowMillis()));
                        });
    }

    int number() {
        return number;
    }

    boolean alive() {
        return state != State.DEAD;
    }

    /// Whether connections and requests are taken.
    boolean serving() {
        return state == State.SERVING;
    }

    /// Whether it can be told from outside that this process is of no more use.
    boolean replaced() {
        LocalRegion running = loop;
        return running != null && running.health().reason().equals("TAKEN_OVER");
    }

    boolean failed() {
        LocalRegion running = loop;
        return running != null && running.health().reason().equals("ENGINE_FAILED");
    }

    /// Whether its end is decided.
    boolean condemned() {
        return condemned;
    }

    void condemn() {
        condemned = true;
    }

    /// Whether it stands still.
    boolean standing() {
        return standing;
    }

    String health() {
        LocalRegion running = loop;
        return running == null ? "has no region" : running.health().detail();
    }

    Region region() {
        Region running = served;
        if (running == null) {
            throw new IllegalStateException("the process does not serve");
        }
        return running;
    }

    /// Begins a session.
    Link.Owner accept(Connection connection) {
        DriverDoor opened = door;
        if (opened == null || state != State.SERVING) {
            throw new IllegalStateException("the process does not serve");
        }
        return opened.open(connection);
    }

    /// A connection has reached this process's machine.
    void connected(Connection connection) {
        connections.add(connection);
    }

    void left(Connection connection) {
        connections.remove(connection);
    }

    /// A customer follows his job here.
    void followed(JobStream stream) {
        streams.add(stream);
    }

    void unfollowed(JobStream stream) {
        streams.remove(stream);
    }

    /// Does something on the region's thread, now.
    void onRegion(Runnable task) {
        run(task);
    }

    /// Does something on the sockets' thread, now.
    void onSockets(Runnable task) {
        run(task);
    }

    /// Stands still until then.
    void freeze(long untilMillis) {
        if (alive() && !standing) {
            standing = true;
            time.at(untilMillis, this::thaw);
        }
    }

    /// Offers nothing more, tells everybody when to come back, writes what is to be written, and
    /// ends.
    void drain(Runnable ended) {
        LocalRegion running = loop;
        DriverDoor opened = door;
        if (running == null || opened == null || state != State.SERVING) {
            die(true);
            ended.run();
            return;
        }
        running.handle(new Command.StopOffering(running.nowMillis()));
        onSockets(
                () ->
                        opened.sendAway(
                                ComeBack.of(LAST_WORD_MILLIS, connections.size()),
                                LAST_WORD_MILLIS));
        List.copyOf(streams).forEach(JobStream::sendAway);
        time.after(
                LAST_WORD_MILLIS + LAST_ANSWERS_MILLIS,
                () ->
                        onRegion(
                                () ->
                                        running.stop()
                                                .onComplete(
                                                        _ -> time.after(50, () -> end(ended)))));
        // A database that does not answer must not keep it from ending.
        time.after(7_000, () -> end(ended));
    }

    private void end(Runnable then) {
        if (alive()) {
            die(true);
            then.run();
        }
    }

    /// Ends at once. What it has sent goes on its way; nothing more happens in it.
    ///
    /// @param told whether the other ends of its connections learn of it
    void die(boolean told) {
        if (state == State.DEAD) {
            return;
        }
        state = State.DEAD;
        frozen.clear();
        history.add(new Seen.Died(time.nowMillis(), number));
        List.copyOf(connections).forEach(connection -> connection.orphan(told));
        connections.clear();
        streams.forEach(JobStream::orphan);
        streams.clear();
    }

    private void run(Runnable task) {
        if (state == State.DEAD) {
            return;
        }
        if (standing) {
            frozen.add(task);
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            history.broken(Rule.NO_SURPRISE, "a task of the server failed: " + e);
        }
    }

    private void thaw() {
        standing = false;
        while (!frozen.isEmpty() && !standing && state != State.DEAD) {
            run(frozen.remove());
        }
    }

    private void follow(List<Event> events) {
        for (Event event : events) {
            if (event instanceof Event.OfJob ofJob) {
                streams.stream()
                        .filter(stream -> stream.job().equals(ofJob.job()))
                        .forEach(stream -> stream.happened(JobStream.archived(ofJob)));
            }
        }
    }

    private void moved(Driver driver) {
        if (driver.hasPosition()) {
            int of = DriverApp.number(driver.id());
            history.add(
                    new Seen.Moved(time.nowMillis(), number, of, Track.fix(of, driver.position())));
        }
    }
}
