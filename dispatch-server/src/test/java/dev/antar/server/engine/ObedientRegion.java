package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/// A region's loop with a store that does as it is told and time that the test moves.
final class ObedientRegion {

    static final LatLng HERE = new LatLng(57.7, 11.97);
    static final DriverId DRIVER = new DriverId("d");

    private record Due(long atMillis, long order, Runnable task) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    final ObedientStore store = new ObedientStore();

    /// Everything that listeners were told.
    final List<Event> seen = new ArrayList<>();

    long now = 1_000_000;
    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private final Deque<Runnable> endOfTurn = new ArrayDeque<>();
    private boolean turnGoesOn;
    private long order;
    final RegionLoop loop;

    ObedientRegion() {
        loop = next(Snapshot.empty(), () -> now);
    }

    /// Another on the same store, as after a restart.
    RegionLoop next(Snapshot from, TimeSource time) {
        return next(from, time, Recorder.NONE);
    }

    RegionLoop next(Snapshot from, TimeSource time, Recorder recorder) {
        Listeners listeners = new Listeners();
        listeners.add(
                new RegionListener() {
                    @Override
                    public void committed(List<Event> events) {
                        seen.addAll(events);
                    }
                });
        return new RegionLoop(
                "r",
                DispatchConfig.defaults(),
                Policy.of("nearest-first"),
                store,
                new EventStore.Opened(1, from, store.lastAtMillis()),
                listeners,
                recorder,
                time,
                (millis, task) -> timers.add(new Due(now + millis, order++, task)),
                task -> {
                    if (turnGoesOn) {
                        endOfTurn.add(task);
                    } else {
                        task.run();
                    }
                });
    }

    /// Does all of it in one turn of the region's thread.
    void inOneTurn(Runnable several) {
        turnGoesOn = true;
        several.run();
        turnGoesOn = false;
        while (!endOfTurn.isEmpty()) {
            endOfTurn.remove().run();
        }
    }

    Future<Result> submit(String job) {
        return loop.handle(submission(job));
    }

    Future<StoredReply> once(String key, String hash, String job) {
        return loop.handleOnce(
                submission(job),
                new IdempotencyKey(key, hash),
                new JobId(job),
                (result, _) -> new StoredReply(result.isDone() ? 201 : 409, "{}"));
    }

    void online() {
        loop.handle(new Command.RegisterDriver(now, DriverProfile.car(DRIVER)));
        store.confirm();
        loop.handle(new Command.GoOnline(now, DRIVER, Availability.open()));
        store.confirm();
    }

    Command submission(String job) {
        return new Command.SubmitJob(
                now,
                Job.now(
                        new JobId(job),
                        JobKind.RIDE,
                        HERE,
                        new LatLng(57.71, 11.97),
                        Requirements.NONE,
                        now));
    }

    /// Lets so much time go by, with all that is due in it.
    void pass(long millis) {
        long until = now + millis;
        for (Due next = timers.peek();
                next != null && next.atMillis <= until;
                next = timers.peek()) {
            timers.remove();
            now = next.atMillis;
            next.task.run();
        }
        now = until;
    }
}
