package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.Turn;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

final class PolicyTurnsTest {

    private static final Policy A = Policy.of("nearest-first");
    private static final Policy B = Policy.of("minimum-cost");
    private static final Switchback DESIGN = new Switchback("r", 60_000, 3);

    private final OneRegion region = new OneRegion();
    private final PolicyTurns turns = new PolicyTurns(region, DESIGN, A, B);

    @Test
    void everySlotBeginsOnceWithItsArm() {
        pass(600);

        assertEquals(11, region.events.size());
        for (Event event : region.events) {
            Event.PolicyChanged change = (Event.PolicyChanged) event;
            Turn turn = Turn.of(change.by(), change.reason());
            boolean first = DESIGN.armAt(change.atMillis()) == Switchback.Arm.A;
            assertEquals(first ? A : B, change.policy());
            assertEquals(DESIGN.slotAt(change.atMillis()), turn == null ? -1 : turn.slot());
        }
    }

    @Test
    void operatorsWordEndsTheTrial() {
        pass(90);
        region.handle(new Command.ChangePolicy(region.now, A, "ops", "stop it"));
        int before = region.events.size();

        pass(600);

        assertEquals(before, region.events.size());
        assertEquals("ops", ((Event.PolicyChanged) region.events.getLast()).by());
    }

    @Test
    void operatorsWordBetweenALookAndItsChangeStands() {
        pass(30);
        region.afterRead =
                () -> {
                    if (region.now >= 1_790_000_040_000L) {
                        region.afterRead = () -> {};
                        region.handle(new Command.ChangePolicy(region.now, A, "ops", "stop it"));
                    }
                };

        pass(600);

        assertEquals("ops", ((Event.PolicyChanged) region.events.getLast()).by());
    }

    @Test
    void slotThatCouldNotBeginIsTriedAgain() {
        region.away = true;
        pass(5);
        region.away = false;
        pass(1);

        assertEquals(1, region.events.size());
        assertNotEquals(0, region.refused);
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            turns.look();
            region.now += 1_000;
        }
        turns.look();
    }

    /// A region whose database may be away.
    private static final class OneRegion implements Region {

        final List<Event> events = new ArrayList<>();
        final Dispatcher dispatcher = new Dispatcher(DispatchConfig.defaults(), A, Watcher.NONE);
        long now = 1_790_000_000_000L - 1_790_000_000_000L % 120_000;
        boolean away;
        int refused;
        Runnable afterRead = () -> {};

        @Override
        public String id() {
            return "r";
        }

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public Future<Result> handle(Command command) {
            if (away) {
                refused++;
                return Future.failedFuture(new RegionUnavailable("away", 1));
            }
            return Future.succeededFuture(dispatcher.handle(command, events::add));
        }

        @Override
        public Future<StoredReply> handleOnce(
                Command command,
                IdempotencyKey key,
                @Nullable JobId claim,
                BiFunction<Result, Dispatcher, StoredReply> reply) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Result> report(Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
            T answer = question.apply(dispatcher);
            afterRead.run();
            return Future.succeededFuture(answer);
        }

        @Override
        public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
            return Future.succeededFuture(question.apply(dispatcher));
        }

        @Override
        public Future<Void> subscribe(RegionListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegionHealth health() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int mailbox() {
            return 0;
        }
    }
}
