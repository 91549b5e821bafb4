package dev.antar.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.Turn;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

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
    private static final class OneRegion extends RegionAtOnce {

        boolean away;
        int refused;
        Runnable afterRead = () -> {};

        OneRegion() {
            super(A, 1_790_000_000_000L - 1_790_000_000_000L % 120_000);
        }

        @Override
        public Future<Result> handle(Command command) {
            if (away) {
                refused++;
                return Future.failedFuture(new RegionUnavailable("away", 1));
            }
            return super.handle(command);
        }

        @Override
        public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
            Future<T> answer = super.read(priority, question);
            afterRead.run();
            return answer;
        }
    }
}
