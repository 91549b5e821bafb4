package dev.antar.server.torture;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// How the database is, and what it does to a call that reaches it.
final class StoreWeather {

    private static final int SLOW_MILLIS = 800;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final Map<FaultKind, Long> until;

    StoreWeather(VirtualTime time, SplittableRandom random) {
        this(time, random, new EnumMap<>(FaultKind.class));
    }

    private StoreWeather(VirtualTime time, SplittableRandom random, Map<FaultKind, Long> until) {
        this.time = time;
        this.random = random;
        this.until = until;
    }

    /// The same weather for somebody whose draws must not change anybody else's.
    StoreWeather drawnFrom(SplittableRandom apart) {
        return new StoreWeather(time, apart, until);
    }

    void begin(FaultKind kind, long untilMillis) {
        until.merge(kind, untilMillis, Math::max);
    }

    boolean is(FaultKind kind) {
        return time.nowMillis() < end(kind);
    }

    long end(FaultKind kind) {
        return until.getOrDefault(kind, 0L);
    }

    /// What happens to a commit that is sent now; null for nothing.
    @Nullable FaultKind ofCommit() {
        if (is(FaultKind.STORE_AWAY)) {
            return FaultKind.STORE_AWAY;
        }
        for (FaultKind kind :
                new FaultKind[] {
                    FaultKind.COMMIT_LOST, FaultKind.COMMIT_UNKNOWN, FaultKind.COMMIT_LATE
                }) {
            if (is(kind) && random.nextInt(2) == 0) {
                return kind;
            }
        }
        return null;
    }

    /// One way to the database or back, milliseconds.
    long delay() {
        return 1L + random.nextInt(is(FaultKind.STORE_SLOW) ? SLOW_MILLIS : 5);
    }

    /// How long it takes to notice that a connection is lost.
    long failureDelay() {
        return 1L + random.nextInt(random.nextInt(4) == 0 ? 1_500 : 50);
    }

    /// When a call that has arrived is carried out.
    long turn() {
        return Math.max(time.nowMillis(), end(FaultKind.STORE_STALLS));
    }

    long late() {
        return 1L + random.nextInt(1_500);
    }
}
