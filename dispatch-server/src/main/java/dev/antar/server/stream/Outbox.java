package dev.antar.server.stream;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/// What goes out on a socket, bounded, in three lanes. While the client does not read, frames wait:
///
/// - **control** (answers, errors, goodbyes) is never dropped; with too much of it the client is
///   given up;
/// - **events** are dropped together when there are too many, and the owner is asked for the whole
///   state in their place once the client reads again;
/// - of the **latest** (positions, pings) only the newest waits.
///
/// What waits goes out in this order. A client that reads nothing for some seconds is given up. The
/// socket's event loop.
final class Outbox {

    static final int CLOSE_SLOW = 1013;

    static final int MAX_CONTROL = 128;
    static final int MAX_EVENTS = 64;
    static final int MAX_STUCK_MILLIS = 5_000;

    /// After the goodbye, before the connection is cut.
    private static final int LAST_MILLIS = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    /// Told of what the outbox cannot settle by itself.
    interface Owner {

        /// Events were dropped, and the client reads again: it needs the whole state.
        void resync();

        /// The client is given up for not reading; told once.
        void slow();
    }

    private final Link link;
    private final Owner owner;
    private @Nullable Deque<String> control;
    private @Nullable Deque<String> events;
    private @Nullable String latest;
    private boolean eventsDropped;
    private boolean givenUp;

    /// Since when nothing has gone out although something waits.
    private long stuckSinceMillis = NEVER;

    private long cutAtMillis = NEVER;

    Outbox(Link link, Owner owner) {
        this.link = link;
        this.owner = owner;
    }

    /// Sends a frame that must not be lost while the socket lives.
    void control(String frame) {
        if (ended() || sentAtOnce(frame)) {
            return;
        }
        if (control == null) {
            control = new ArrayDeque<>();
        }
        if (control.size() >= MAX_CONTROL) {
            giveUp();
        } else {
            control.add(frame);
        }
    }

    /// Sends a frame that says what changed, in order with the others of its kind.
    ///
    /// @return whether it will arrive; if not, a `resync` will follow
    boolean event(String frame) {
        if (ended()) {
            return false;
        }
        if (!eventsDropped && sentAtOnce(frame)) {
            return true;
        }
        if (events == null) {
            events = new ArrayDeque<>();
        }
        if (eventsDropped || events.size() >= MAX_EVENTS) {
            events.clear();
            eventsDropped = true;
            return false;
        }
        events.add(frame);
        return true;
    }

    /// Sends a frame that makes those of its kind before it worthless.
    void latest(String frame) {
        if (!ended() && !sentAtOnce(frame)) {
            latest = frame;
        }
    }

    /// Sends a frame unless the client is behind.
    ///
    /// @return whether it was sent
    boolean offer(String frame) {
        return !ended() && sentAtOnce(frame);
    }

    /// The client reads again.
    void drained() {
        stuckSinceMillis = NEVER;
        while (!ended() && !link.full()) {
            String next = next();
            if (next != null) {
                link.write(next);
            } else if (eventsDropped) {
                eventsDropped = false;
                owner.resync();
                return;
            } else {
                return;
            }
        }
    }

    /// Gives the client up if it has not read for too long. To be called about once a second.
    void look(long nowMillis) {
        if (givenUp) {
            if (cutAtMillis == NEVER) {
                cutAtMillis = nowMillis + LAST_MILLIS;
            } else if (nowMillis >= cutAtMillis) {
                link.cut();
            }
        } else if (!waiting()) {
            stuckSinceMillis = NEVER;
        } else if (stuckSinceMillis == NEVER) {
            stuckSinceMillis = nowMillis;
        } else if (nowMillis - stuckSinceMillis >= MAX_STUCK_MILLIS) {
            giveUp();
        }
    }

    /// Whether something waits for the client to read.
    boolean behind() {
        return !ended() && waiting();
    }

    private boolean sentAtOnce(String frame) {
        if (waiting() || link.full()) {
            return false;
        }
        link.write(frame);
        return true;
    }

    private boolean ended() {
        return givenUp || !link.open();
    }

    private boolean waiting() {
        return eventsDropped
                || latest != null
                || (control != null && !control.isEmpty())
                || (events != null && !events.isEmpty());
    }

    private @Nullable String next() {
        String next = control == null ? null : control.poll();
        if (next == null && events != null) {
            next = events.poll();
        }
        if (next == null) {
            next = latest;
            latest = null;
        }
        return next;
    }

    private void giveUp() {
        givenUp = true;
        control = null;
        events = null;
        latest = null;
        owner.slow();
        link.close(CLOSE_SLOW, "does not read");
    }
}
