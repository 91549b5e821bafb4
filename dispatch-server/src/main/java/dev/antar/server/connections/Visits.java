package dev.antar.server.connections;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The HTTP connections of one event loop, and how long each has kept it waiting. Whoever sends a
/// request's head drop by drop, or nothing at all, is waited for no longer than the deadlines,
/// however often he sends a byte. Websockets leave it: they are looked after by their sessions.
final class Visits {

    /// From the connection until the first request's head is there.
    static final long FIRST_REQUEST_NANOS = 10_000_000_000L;

    /// From an answer until the next request's head is there.
    static final long NEXT_REQUEST_NANOS = 60_000_000_000L;

    /// In which whoever has connected in order to ask has begun to.
    static final long FIRST_WORD_NANOS = 250_000_000L;

    private final Set<Visit> all = new HashSet<>();

    /// One connection. Its loop's thread.
    static final class Visit {

        private final Runnable close;
        private long waitsSinceNanos;
        private long deadlineNanos = FIRST_REQUEST_NANOS;
        private BooleanSupplier answered = () -> true;
        private boolean over;

        private Visit(Runnable close, long nowNanos) {
            this.close = close;
            this.waitsSinceNanos = nowNanos;
        }

        /// A request's head is there. The connection is not kept waiting until it was answered.
        ///
        /// @param ended whether it was
        /// @return whether it is to be answered at all
        boolean asked(BooleanSupplier ended) {
            if (over) {
                return false;
            }
            answered = ended;
            deadlineNanos = NEXT_REQUEST_NANOS;
            waitsSinceNanos = BUSY;
            return true;
        }

        /// Nothing that comes after the present request is to be answered.
        void last() {
            over = true;
        }

        private static final long BUSY = Long.MIN_VALUE;

        private boolean mayBeAbout(long nowNanos) {
            return deadlineNanos == FIRST_REQUEST_NANOS
                    && nowNanos - waitsSinceNanos < FIRST_WORD_NANOS;
        }

        private boolean overdue(long nowNanos) {
            if (waitsSinceNanos == BUSY) {
                if (answered.getAsBoolean()) {
                    // Lets the answer go, which would else be kept as long as the connection.
                    answered = () -> true;
                    waitsSinceNanos = nowNanos;
                }
                return false;
            }
            return nowNanos - waitsSinceNanos > deadlineNanos;
        }
    }

    /// A connection was made.
    ///
    /// @param close ends it
    Visit begin(Runnable close, long nowNanos) {
        Visit visit = new Visit(close, nowNanos);
        all.add(visit);
        return visit;
    }

    /// It is no HTTP connection any more, or none at all.
    void end(Visit visit) {
        all.remove(visit);
    }

    /// Ends those that are overdue.
    ///
    /// @return how many
    int look(long nowNanos) {
        List<Visit> overdue = new ArrayList<>();
        for (Visit each : all) {
            if (each.overdue(nowNanos)) {
                overdue.add(each);
            }
        }
        for (Visit each : overdue) {
            all.remove(each);
            each.close.run();
        }
        return overdue.size();
    }

    /// Connections so young that their first request may be on its way.
    int newcomers(long nowNanos) {
        return (int) all.stream().filter(each -> each.mayBeAbout(nowNanos)).count();
    }

    int size() {
        return all.size();
    }
}
