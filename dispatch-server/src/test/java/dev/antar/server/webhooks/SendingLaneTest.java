package dev.antar.server.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.engine.webhook.SigningSecret;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.webhooks.ModelQueue.Fault;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A lane in virtual time: its receiver fails, its queue answers late or not at all, and its
/// process dies at any moment and is followed by another.
class SendingLaneTest {

    private static final int RUNS = 100;
    private static final int JOBS = 6;
    private static final int EVENTS = 60;
    private static final long HEALING_MILLIS = 300_000;

    private static final SendingLimits LIMITS =
            new SendingLimits(3, 1_000, 5_000, 1_000, 500, 20, 3_600_000L, 30);

    /// What a receiver got, and which process sent it.
    private record Arrived(ModelQueue.Row row, int process) {}

    /// One seed's world.
    private static final class World {
        final Random random;
        final VirtualClock clock = new VirtualClock();
        final ModelQueue queue;
        final List<Arrived> arrived = new ArrayList<>();
        final Webhook webhook =
                new Webhook(
                        "w",
                        "https://example.com",
                        "",
                        List.of(),
                        Webhook.State.ENABLED,
                        SigningSecret.random(),
                        null,
                        0,
                        0);
        double failing;
        int generation;

        World(long seed, Fault fault) {
            random = new Random(seed);
            queue = new ModelQueue(clock, random, fault);
            failing = random.nextInt(3) * 0.3;
        }

        void run() {
            Map<Integer, Integer> versions = new HashMap<>();
            begin();
            for (int i = 0; i < EVENTS; i++) {
                int job = random.nextInt(JOBS);
                queue.commit("j" + job, versions.merge(job, 1, Integer::sum));
                clock.run(random.nextInt(400));
                if (random.nextInt(10) == 0) {
                    begin();
                }
            }
            failing = 0;
            queue.heal();
            begin();
            clock.run(HEALING_MILLIS);
        }

        /// A process begins; if there was one before, it is gone, whatever it was doing.
        void begin() {
            int own = ++generation;
            SendingLane lane =
                    new SendingLane(
                            new SendingLane.Desk(
                                    queue.of(() -> own == generation),
                                    (_, message) -> send(message, own),
                                    (millis, task) ->
                                            clock.after(
                                                    millis,
                                                    () -> {
                                                        if (own == generation) {
                                                            task.run();
                                                        }
                                                    }),
                                    clock::millis,
                                    random::nextDouble,
                                    LIMITS,
                                    new LaneListener() {}),
                            webhook,
                            "r",
                            own);
            look(lane, own);
        }

        private void look(SendingLane lane, int own) {
            if (own == generation) {
                lane.look();
                clock.after(1_000, () -> look(lane, own));
            }
        }

        /// Arrives or not, whatever the sender hears of it, if he still lives.
        private Future<Attempt> send(Message message, int own) {
            Promise<Attempt> answer = Promise.promise();
            JsonObject data = new JsonObject(message.body()).getJsonObject("data");
            ModelQueue.Row row =
                    new ModelQueue.Row(
                            data.getLong("seq"), data.getString("job"), data.getInteger("version"));
            boolean arrives = random.nextDouble() >= failing;
            boolean told = random.nextDouble() >= failing / 2;
            clock.after(
                    random.nextInt(300),
                    () -> {
                        if (arrives) {
                            arrived.add(new Arrived(row, own));
                        }
                        if (own == generation) {
                            answer.complete(
                                    new Attempt(
                                            arrives && told
                                                    ? Attempt.Outcome.DELIVERED
                                                    : Attempt.Outcome.TIMED_OUT,
                                            arrives && told ? 200 : 0,
                                            0,
                                            1));
                        }
                    });
            return answer.future();
        }

        /// Each event follows the one before it. What a process still had under way when it died
        /// may arrive behind what the next one sent; nothing else comes again once its job has gone
        /// on.
        void check() {
            Map<String, Integer> latest = new HashMap<>();
            for (Arrived each : arrived) {
                ModelQueue.Row row = each.row;
                int before = latest.getOrDefault(row.job(), 0);
                boolean follows = row.version() == before || row.version() == before + 1;
                boolean ofTheDead = row.version() < before && each.process < generation;
                assertTrue(follows || ofTheDead, row + " came after version " + before);
                latest.merge(row.job(), row.version(), Math::max);
            }
            assertEquals(queue.committed(), latest);
            assertEquals(0, queue.waiting());
        }
    }

    @Test
    void everyEventArrivesInTheOrderOfItsJobWhateverFailsAndDies() {
        int repeated = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            World world = new World(seed, Fault.NONE);
            world.run();
            try {
                world.check();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            repeated += world.arrived.size() - EVENTS;
        }
        assertTrue(repeated > RUNS, "nothing ever came twice: nothing was tried");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void plantedFaultIsSeen(Fault fault) {
        assertThrows(
                AssertionError.class,
                () -> {
                    for (int seed = 0; seed < RUNS; seed++) {
                        World world = new World(seed, fault);
                        world.run();
                        world.check();
                    }
                });
    }
}
