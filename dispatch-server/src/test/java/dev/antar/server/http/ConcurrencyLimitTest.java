package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.Priority;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

final class ConcurrencyLimitTest {

    private static final long MILLI = 1_000_000;
    private static final long WINDOW = ConcurrencyLimit.WINDOW_NANOS;

    @Test
    void storeThatGetsSlowLowersTheLimitAndOneThatIsFastAgainRaisesIt() {
        ConcurrencyLimit limit = new ConcurrencyLimit();
        GroupingStore store = new GroupingStore(limit);

        store.run(10_000, 1);
        assertEquals(ConcurrencyLimit.CEILING, limit.get(), "a fast store takes all");

        store.run(10_000, 3);
        int slow = limit.get();
        assertTrue(slow < 200, "a group of 200 took too long, but the limit is " + slow);
        store.forget();
        store.run(10_000, 3);
        assertTrue(store.slowShare() < 30, store.slowShare() + " % took too long");

        store.run(5_000, 1);
        assertEquals(ConcurrencyLimit.CEILING, limit.get(), "five seconds later");
    }

    @Test
    void oneCauseShrinksTheLimitOnceHoweverManyWaitedForIt() {
        ConcurrencyLimit limit = new ConcurrencyLimit();

        for (int i = 0; i < 10_000; i++) {
            limit.sample(0, 5 * WINDOW + i * MILLI, 256);
        }

        assertEquals(ConcurrencyLimit.START * 80 / 100, limit.get());
    }

    @Test
    void fewSlowOnesAmongManyDoNotShrinkIt() {
        ConcurrencyLimit limit = new ConcurrencyLimit();

        for (int i = 1; i <= 10_000; i++) {
            long took = i % 20 == 0 ? 900 : 20;
            limit.sample(i * MILLI, (i + took) * MILLI, 1);
        }

        assertEquals(ConcurrencyLimit.START, limit.get());
    }

    @Test
    void limitThatNobodyReachesDoesNotGrow() {
        ConcurrencyLimit limit = new ConcurrencyLimit();

        for (int i = 0; i < 10_000; i++) {
            limit.sample(i * MILLI, (i + 5) * MILLI, ConcurrencyLimit.START - 1);
        }

        assertEquals(ConcurrencyLimit.START, limit.get());
    }

    @Property
    void limitKeepsItsBounds(
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 5_000) Integer> tookMillis,
            @ForAll @IntRange(min = 1, max = 100_000) int underWay) {
        ConcurrencyLimit limit = new ConcurrencyLimit();
        long start = 0;

        for (int took : tookMillis) {
            start += 7 * MILLI;
            for (int i = 0; i < ConcurrencyLimit.LEAST_SAMPLES; i++) {
                limit.sample(start, start + took * MILLI, underWay);
            }
            assertTrue(limit.get() >= ConcurrencyLimit.FLOOR, "limit " + limit.get());
            assertTrue(limit.get() <= ConcurrencyLimit.CEILING, "limit " + limit.get());
        }
    }

    @Test
    void storeThatIsSlowForMinutesStillGetsTheFewest() {
        ConcurrencyLimit limit = new ConcurrencyLimit();

        new GroupingStore(limit).run(120_000, 100);

        assertEquals(ConcurrencyLimit.FLOOR, limit.get());
    }

    /// Commits all that waits in one go, as the region does: 5 ms and an eighth of a millisecond
    /// for each, times how slow it is. Far more is asked for than it can do. Time is virtual.
    private static final class GroupingStore {

        private final Admission admission;
        private final Deque<Long> waiting = new ArrayDeque<>();
        private final List<Long> committing = new ArrayList<>();
        private long now;
        private long committedAt;
        private long done;
        private long slow;

        GroupingStore(ConcurrencyLimit limit) {
            this.admission = new Admission(limit);
        }

        void run(int millis, int slowness) {
            for (int i = 0; i < millis; i++) {
                now += MILLI;
                while (admission.enter(Priority.CHANGE, 1)) {
                    waiting.add(now);
                }
                if (now >= committedAt) {
                    committing.forEach(this::answer);
                    committing.clear();
                    committing.addAll(waiting);
                    waiting.clear();
                    committedAt = now + (5L + committing.size() / 8) * slowness * MILLI;
                }
            }
            assertTrue(admission.underWay() <= ConcurrencyLimit.CEILING, "under way");
        }

        private void answer(long start) {
            admission.took(start, now);
            admission.leave(Priority.CHANGE);
            done++;
            if (now - start > ConcurrencyLimit.TARGET_NANOS) {
                slow++;
            }
        }

        void forget() {
            done = 0;
            slow = 0;
        }

        long slowShare() {
            return slow * 100 / Math.max(1, done);
        }
    }
}
