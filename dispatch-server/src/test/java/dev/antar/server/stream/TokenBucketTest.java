package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.List;

final class TokenBucketTest {

    /// The obvious bucket: counts in thousandths, so that with rates that divide a million nothing
    /// is rounded.
    private static final class Counted {

        private final int perSecond;
        private final long full;
        private long thousandths;
        private long countedAtMillis;

        Counted(int perSecond, int burst) {
            this.perSecond = perSecond;
            this.full = burst * 1_000L;
            this.thousandths = full;
        }

        boolean take(int tokens, long nowMillis) {
            thousandths = Math.min(full, thousandths + (nowMillis - countedAtMillis) * perSecond);
            countedAtMillis = nowMillis;
            if (thousandths < tokens * 1_000L) {
                return false;
            }
            thousandths -= tokens * 1_000L;
            return true;
        }
    }

    @Property(tries = 500)
    void takesAndRefusesLikeABucketThatIsCounted(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 2_000) Integer> waits,
            @ForAll @IntRange(min = 1, max = 40) int most) {
        for (int perSecond : new int[] {1, 10, 50, 1_000}) {
            TokenBucket bucket = new TokenBucket(perSecond, 30);
            Counted counted = new Counted(perSecond, 30);
            long level = TokenBucket.FULL;
            long now = 0;
            for (int wait : waits) {
                now += wait / perSecond;
                int tokens = 1 + wait % most;
                long next = bucket.take(level, tokens, now);

                assertEquals(
                        counted.take(tokens, now),
                        next != TokenBucket.REFUSED,
                        () -> "tokens " + tokens + " at " + perSecond + "/s");
                level = next == TokenBucket.REFUSED ? level : next;
            }
        }
    }
}
