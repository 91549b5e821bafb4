package dev.antar.server.webhooks;

import java.util.PriorityQueue;

/// Time that passes when nothing is left to be done in it.
final class VirtualClock {

    private record Due(long atMillis, long order, Runnable task) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Due> tasks = new PriorityQueue<>();
    private long now;
    private long order;

    long millis() {
        return now;
    }

    void after(long millis, Runnable task) {
        tasks.add(new Due(now + millis, order++, task));
    }

    void run(long millis) {
        long until = now + millis;
        while (!tasks.isEmpty() && tasks.peek().atMillis <= until) {
            Due next = tasks.remove();
            now = next.atMillis;
            next.task.run();
        }
        now = until;
    }
}
