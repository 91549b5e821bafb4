package dev.antar.server.torture;

import java.util.PriorityQueue;

/// Time that passes only because something is planned for later. What is planned for the same
/// moment happens in the order in which it was planned.
final class VirtualTime {

    /// When every run begins, epoch milliseconds.
    static final long START = 1_790_000_000_000L;

    private record Planned(long atMillis, long order, Runnable task)
            implements Comparable<Planned> {

        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> agenda = new PriorityQueue<>();
    private long nowMillis = START;
    private long planned;

    /// The true time, epoch milliseconds. What a machine or a phone believes is another matter.
    long nowMillis() {
        return nowMillis;
    }

    /// Since the run began, milliseconds.
    long passedMillis() {
        return nowMillis - START;
    }

    void at(long millis, Runnable task) {
        agenda.add(new Planned(Math.max(millis, nowMillis), planned++, task));
    }

    void after(long millis, Runnable task) {
        at(nowMillis + millis, task);
    }

    /// Lets the next planned thing happen, if it is due by then.
    ///
    /// @return whether there was one
    boolean step(long untilMillis) {
        Planned next = agenda.peek();
        if (next == null || next.atMillis > untilMillis) {
            nowMillis = Math.max(nowMillis, untilMillis);
            return false;
        }
        agenda.remove();
        nowMillis = next.atMillis;
        next.task.run();
        return true;
    }
}
