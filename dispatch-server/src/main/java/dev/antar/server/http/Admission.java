package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Which requests are let in: as many as the [ConcurrencyLimit] says, the less important ones only
/// while there is more room. All event loops share it; any thread, without waiting.
final class Admission {

    /* A class may fill the whole limit up to its share, whoever else is in: so reads find the door
    closed while creates still come in, and can never take the room that is kept for those. But
    operators must see what goes on even where creates fill everything for minutes, so each class
    has a few places of its own. One that is answered in a millisecond gives its place to the next
    at once, so these are few in each second as well: enough to look, too few to cost much. */

    /// Requests whose body is on its way and which have given their place back, 64 KiB each.
    static final int MOST_SLOW = 1_000;

    private final ConcurrencyLimit limit;
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<Priority, AtomicInteger> each = new EnumMap<>(Priority.class);
    private final Map<Priority, AtomicLong> ownAgainNanos = new EnumMap<>(Priority.class);

    Admission(ConcurrencyLimit limit) {
        this.limit = limit;
        for (Priority priority : Priority.values()) {
            each.put(priority, new AtomicInteger());
            ownAgainNanos.put(priority, new AtomicLong());
        }
    }

    /// Whether one more may come in; if so, [#leave] must follow, once.
    ///
    /// @param nowNanos by any clock that never goes back
    boolean enter(Priority priority, long nowNanos) {
        int own = own(priority).incrementAndGet();
        int together = all.incrementAndGet();
        if (together <= room(priority) || (own <= places(priority) && isTurn(priority, nowNanos))) {
            return true;
        }
        own(priority).decrementAndGet();
        all.decrementAndGet();
        return false;
    }

    /// It has been answered, or its client is gone.
    void leave(Priority priority) {
        own(priority).decrementAndGet();
        all.decrementAndGet();
    }

    /// So many more bodies take their time.
    ///
    /// @return how many do now, on all event loops
    int slower(int more) {
        return slow.addAndGet(more);
    }

    /// So many more wait for a place.
    void waits(int more) {
        waiting.addAndGet(more);
    }

    /// On all event loops.
    int slow() {
        return slow.get();
    }

    /// On all event loops.
    int waiting() {
        return waiting.get();
    }

    /// Tells how long a change took that was carried out.
    void took(long startNanos, long endNanos) {
        limit.sample(startNanos, endNanos, all.get());
    }

    private AtomicInteger own(Priority priority) {
        AtomicInteger own = each.get(priority);
        if (own == null) {
            throw new IllegalStateException("every priority is counted");
        }
        return own;
    }

    int underWay() {
        return all.get();
    }

    int limit() {
        return limit.get();
    }

    /// So many may be in, of all classes together, for one of this class to come in.
    private int room(Priority priority) {
        return limit.get() * share(priority) / 100;
    }

    /// Percent of the limit.
    private static int share(Priority priority) {
        return switch (priority) {
            case ANSWER, CHANGE -> 100;
            case READ -> 60;
            case FIX, MAP -> 25;
        };
    }

    /// Whether one may take a place of its class's own now; if so, the next must wait.
    private boolean isTurn(Priority priority, long nowNanos) {
        long pause = pauseNanos(priority);
        AtomicLong again = ownAgainNanos.get(priority);
        if (pause == 0 || again == null) {
            return true;
        }
        long before = again.get();
        return (before == 0 || nowNanos - before >= 0)
                && again.compareAndSet(before, nowNanos + pause);
    }

    /// Between two that come in by places of their own.
    private static long pauseNanos(Priority priority) {
        return switch (priority) {
            case ANSWER, CHANGE -> 0;
            case READ -> 50_000_000;
            case FIX, MAP -> 200_000_000;
        };
    }

    private static int places(Priority priority) {
        return switch (priority) {
            case ANSWER, CHANGE -> 4;
            case READ -> 2;
            case FIX, MAP -> 1;
        };
    }
}
