package dev.antar.server.stream;

import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.Timers;
import dev.antar.server.metrics.Meters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The sockets of one event loop: looks after each about once a second, so that none needs a timer,
/// and keeps what they share. Knows no thread and no clock of its own.
final class SocketLoop implements Executor {

    /// Sockets are looked after in so many parts, one after the other, lest a thousand pings go out
    /// at once.
    private static final int PARTS = 10;

    private static final int PART_MILLIS = 100;

    /// Something that wants to be looked after. One loop at a time.
    abstract static class Kept {

        private int place = -1;

        /// About once a second.
        abstract void look();

        /// The server stops.
        ///
        /// @param reconnectAfterMillis when the client shall come back
        /// @param lastWordMillis how long it may still use the socket
        abstract void sendAway(long reconnectAfterMillis, long lastWordMillis);
    }

    private final Executor executor;
    private final Timers timers;
    private final Meters meters;
    private final RandomGenerator random;
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, FixLane> lanes = new LinkedHashMap<>();
    private final JsonFixes json = new JsonFixes();
    private int next;
    private boolean begun;
    private long listenedMillis;

    /// What everybody is told, once the server stops.
    private @Nullable Consumer<Kept> goodbye;

    /// @param executor runs things later on this loop, in order; called from any thread
    /// @param timers call back on this loop
    SocketLoop(Executor executor, Timers timers, Meters meters, RandomGenerator random) {
        this.executor = executor;
        this.timers = timers;
        this.meters = meters;
        this.random = random;
    }

    /// Runs something later on this loop. Any thread.
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    void enter(Kept one) {
        one.place = kept.size();
        kept.add(one);
        if (goodbye != null) {
            // He was let in before, and comes too late to have been told with the others.
            execute(() -> sendAway(one));
        }
        if (!begun) {
            begun = true;
            timers.after(PART_MILLIS, this::lookAtPart);
        }
    }

    void leave(Kept one) {
        if (one.place >= 0) {
            Kept last = kept.removeLast();
            if (one.place < kept.size()) {
                kept.set(one.place, last);
                last.place = one.place;
            }
            one.place = -1;
        }
    }

    int size() {
        return kept.size();
    }

    /// Tells every client when to come back, each at a moment of its own. Any thread.
    ///
    /// @param lastWordMillis how long sockets may still be used
    void sendAway(ComeBack comeBack, long lastWordMillis) {
        execute(
                () -> {
                    goodbye = one -> one.sendAway(comeBack.millis(random), lastWordMillis);
                    List.copyOf(kept).forEach(this::sendAway);
                });
    }

    private void sendAway(Kept one) {
        if (goodbye != null && one.place >= 0) {
            goodbye.accept(one);
        }
    }

    /// Calls back on this loop.
    void after(long millis, Runnable task) {
        timers.after(millis, task);
    }

    /// How long this loop has been able to listen, milliseconds. Silence is measured by it: when
    /// the loop itself was held up for seconds, what clients sent meanwhile has not been read, and
    /// nobody is to be taken for dead because of that.
    long listenedMillis() {
        return listenedMillis;
    }

    /// This loop's way for fixes to the region.
    FixLane lane(Region region) {
        return lanes.computeIfAbsent(region.id(), _ -> new FixLane(region, this, meters));
    }

    /// Reads fixes; its columns hold until the next call.
    JsonFixes json() {
        return json;
    }

    RandomGenerator random() {
        return random;
    }

    String newSessionId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private void lookAtPart() {
        listenedMillis += PART_MILLIS;
        int part = (kept.size() + PARTS - 1) / PARTS;
        for (int i = 0; i < part && !kept.isEmpty(); i++) {
            if (next >= kept.size()) {
                next = 0;
            }
            // One that leaves while it is looked at is replaced by the last, which waits a second.
            kept.get(next++).look();
        }
        timers.after(PART_MILLIS, this::lookAtPart);
    }
}
