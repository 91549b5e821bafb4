package dev.antar.server.webhooks;

import dev.antar.server.engine.webhook.Delivery;
import dev.antar.server.engine.webhook.DeliveryQueue;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the tables and their function do, said a second time and simply; with an answer that may be
/// late or lost, before or after it was done.
final class ModelQueue {

    /// What may be planted in it.
    enum Fault {
        NONE,
        /// The place in the log moves past an event that never begins to wait.
        EVENT_SKIPPED,
        /// A later event of a job does not wait for an earlier one.
        ORDER_IGNORED
    }

    /// An event of a job.
    record Row(long seq, String job, int version) {}

    private static final class Waiting {
        final Row row;
        int attempts;
        long sinceMillis;
        long dueMillis;
        boolean dead;

        Waiting(Row row, long now) {
            this.row = row;
            this.sinceMillis = now;
            this.dueMillis = now;
        }
    }

    private final VirtualClock clock;
    private final Random random;
    private final Fault fault;
    private final List<Row> log = new ArrayList<>();
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private int place;
    private boolean healed;

    ModelQueue(VirtualClock clock, Random random, Fault fault) {
        this.clock = clock;
        this.random = random;
        this.fault = fault;
    }

    void commit(String job, int version) {
        log.add(new Row(log.size() + 1, job, version));
    }

    void heal() {
        healed = true;
    }

    int waiting() {
        return waiting.size();
    }

    /// The latest version of every job.
    Map<String, Integer> committed() {
        Map<String, Integer> latest = new HashMap<>();
        log.forEach(row -> latest.put(row.job, row.version));
        return latest;
    }

    /// As a process sees it; once that is dead nothing reaches it, and nothing of it is done.
    DeliveryQueue of(BooleanSupplier alive) {
        return new DeliveryQueue() {
            @Override
            public Future<Integer> take(Lane lane, int most, int mostWaiting) {
                return answer(alive, () -> ModelQueue.this.take(most, mostWaiting));
            }

            @Override
            public Future<List<Delivery>> due(Lane lane, List<String> busyJobs, int most) {
                return answer(alive, () -> ModelQueue.this.due(busyJobs, most));
            }

            @Override
            public Future<Void> settle(Lane lane, List<Settled> outcomes) {
                return answer(
                                alive,
                                () -> {
                                    outcomes.forEach(ModelQueue.this::settle);
                                    return 0;
                                })
                        .mapEmpty();
            }

            @Override
            public Future<Integer> giveUpOlder(Lane lane, long ageMillis) {
                return answer(alive, () -> 0);
            }

            @Override
            public Future<Void> hurry(Lane lane) {
                return answer(
                                alive,
                                () -> {
                                    waiting.values()
                                            .forEach(each -> each.dueMillis = clock.millis());
                                    return 0;
                                })
                        .mapEmpty();
            }

            @Override
            public Future<Void> gone(String webhook) {
                return Future.succeededFuture();
            }
        };
    }

    private <T> Future<T> answer(BooleanSupplier alive, Supplier<T> work) {
        Promise<T> promise = Promise.promise();
        boolean lostBefore = !healed && random.nextInt(12) == 0;
        boolean lostAfter = !healed && random.nextInt(12) == 0;
        clock.after(
                random.nextInt(20),
                () -> {
                    if (!alive.getAsBoolean()) {
                        return;
                    }
                    T done = lostBefore ? null : work.get();
                    clock.after(
                            random.nextInt(20),
                            () -> {
                                if (!alive.getAsBoolean()) {
                                    return;
                                }
                                if (done == null || lostAfter) {
                                    promise.fail("the database does not answer");
                                } else {
                                    promise.complete(done);
                                }
                            });
                });
        return promise.future();
    }

    private int take(int most, int mostWaiting) {
        if (waiting.size() >= mostWaiting) {
            return 0;
        }
        int passed = 0;
        for (; place < log.size() && passed < most; passed++) {
            Row row = log.get(place++);
            if (fault != Fault.EVENT_SKIPPED || row.seq != 30) {
                waiting.put(row.seq, new Waiting(row, clock.millis()));
            }
        }
        return passed;
    }

    private List<Delivery> due(List<String> busyJobs, int most) {
        List<Delivery> due = new ArrayList<>();
        List<String> passed = new ArrayList<>(busyJobs);
        for (Waiting each : waiting.values()) {
            Row row = each.row;
            boolean first = fault == Fault.ORDER_IGNORED || !passed.contains(row.job);
            if (first && !each.dead && each.dueMillis <= clock.millis() && due.size() < most) {
                due.add(
                        new Delivery(
                                row.seq,
                                row.job,
                                row.version,
                                "OfferMade",
                                "{\"at\":1,\"seq\":" + row.seq + "}",
                                each.attempts,
                                clock.millis() - each.sinceMillis));
            }
            if (!each.dead) {
                passed.add(row.job);
            }
        }
        return due;
    }

    private void settle(DeliveryQueue.Settled settled) {
        Waiting row = waiting.get(settled.seq());
        if (row == null) {
            return;
        }
        if (settled.fate() == DeliveryQueue.Fate.DELIVERED) {
            waiting.remove(settled.seq());
            return;
        }
        row.attempts = settled.attempts();
        row.dead = settled.fate() == DeliveryQueue.Fate.DEAD;
        row.dueMillis = clock.millis() + settled.retryMillis();
    }
}
