package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Which requests are let in: as many as the [ConcurrencyLimit] says, the less important ones only
/// while there is more room. All event loops share it; any thread, without waiting.
final class Admission {

    /* A class may fill the whole limit up to its share, whoever else is in: so reads find the door
    closed while creates still come in, and can never take the room that is kept for those. But
    operators must see what goes on even where creates fill everything for minutes, so each class
    has a few places of its own, few enough to cost the others nothing. */

    private final ConcurrencyLimit limit;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<Priority, AtomicInteger> each = new EnumMap<>(Priority.class);

    Admission(ConcurrencyLimit limit) {
        this.limit = limit;
        for (Priority priority : Priority.values()) {
            each.put(priority, new AtomicInteger());
        }
    }

    /// Whether one more may come in; if so, [#leave] must follow, once.
    boolean enter(Priority priority) {
        int own = own(priority).incrementAndGet();
        int together = all.incrementAndGet();
        if (together <= room(priority) || own <= places(priority)) {
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

    private static int places(Priority priority) {
        return switch (priority) {
            case ANSWER, CHANGE -> 4;
            case READ -> 2;
            case FIX, MAP -> 1;
        };
    }
}
