package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.JobArchive.ArchivedEvent;
import dev.antar.server.engine.JobFollower;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// A customer's connection on which the events of his job come. What follows the job at its other
/// end is the server's own.
final class JobStream implements JobFollower.Outlet {

    private static final int EVENT_BYTES = 200;
    private static final int SLOW_ONE_IN = 3;
    private static final int DEAF_ONE_IN = 5;
    private static final int DEAF_MILLIS = 8_000;

    private final JobId job;
    private final ServerProcess process;
    private final Wire down;
    private final int maxBytes;
    private final IntConsumer customer;
    private final JobFollower follower;
    private final TaskLane home;
    private Runnable resumed = () -> {};
    private boolean waiting;
    private boolean over;

    /// @param random apart from all others', so that what is followed changes nothing else
    /// @param after the last event that the customer has
    /// @param customer gets the numbers of the events as they arrive
    JobStream(
            JobId job,
            int after,
            VirtualTime time,
            SplittableRandom random,
            NetworkWeather weather,
            ServerProcess process,
            JobFollower.History history,
            IntConsumer customer) {
        this.job = job;
        this.process = process;
        this.customer = customer;
        this.down = new Wire(time, random, weather);
        this.maxBytes = random.nextInt(SLOW_ONE_IN) == 0 ? EVENT_BYTES : 100 * EVENT_BYTES;
        if (random.nextInt(DEAF_ONE_IN) == 0) {
            down.block(time.nowMillis() + random.nextInt(DEAF_MILLIS));
        }
        this.home = new TaskLane(time, random, process::onSockets);
        this.follower = new JobFollower(job, after, history, this, home);
        down.onArrival(this::drained);
    }

    /// An event as the archive has it, as far as a stream looks at it.
    static ArchivedEvent archived(Event.OfJob event) {
        return new ArchivedEvent(event.version(), event.getClass().getSimpleName(), "");
    }

    JobId job() {
        return job;
    }

    /// Begins on the server's side.
    void begin() {
        process.followed(this);
        follower.catchUp();
    }

    /// The job's next event is committed. The region's thread.
    void happened(ArchivedEvent event) {
        follower.happened(event);
    }

    /// The server stops: the customer is to come to the next one.
    void sendAway() {
        process.onSockets(this::leave);
    }

    /// The customer gives it up.
    void hangUp() {
        over = true;
        down.cut();
        process.onSockets(this::leave);
    }

    /// The process at the other end is gone.
    void orphan() {
        down.breakSoon();
    }

    @Override
    public boolean writable() {
        return !over && down.bytes() < maxBytes;
    }

    @Override
    public void whenWritable(Runnable then) {
        waiting = true;
        resumed = then;
    }

    @Override
    public void write(ArchivedEvent event) {
        down.send(EVENT_BYTES, () -> arrived(event.version()));
    }

    @Override
    public void end() {
        process.unfollowed(this);
    }

    private void leave() {
        follower.leave();
        process.unfollowed(this);
    }

    private void arrived(int version) {
        if (!over) {
            customer.accept(version);
        }
    }

    private void drained() {
        if (waiting && writable()) {
            waiting = false;
            home.execute(resumed);
        }
    }
}
