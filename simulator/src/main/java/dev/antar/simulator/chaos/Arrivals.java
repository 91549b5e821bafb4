package dev.antar.simulator.chaos;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/// Who comes when, fixed before anybody comes: what a slow server does cannot change it. Times are
/// nanoseconds from the beginning, gaps are by chance (a Poisson process). Not changed once made.
final class Arrivals {

    private final long[] atNanos;
    private final RequestKind[] kinds;

    private Arrivals(long[] atNanos, RequestKind[] kinds) {
        this.atNanos = atNanos;
        this.kinds = kinds;
    }

    /// Draws them.
    ///
    /// @param perSecond how many of each kind on average, 0 or more
    /// @param seconds until the last may come
    static Arrivals draw(Map<RequestKind, Double> perSecond, double seconds, long seed) {
        double all = perSecond.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!(all > 0)) {
            throw new IllegalArgumentException("perSecond=" + perSecond + ": nobody would come");
        }
        SplittableRandom random = new SplittableRandom(seed);
        // Far more than chance will ever bring.
        int most = (int) (all * seconds + 10 * Math.sqrt(all * seconds) + 10);
        long[] at = new long[most];
        RequestKind[] kinds = new RequestKind[most];
        int count = 0;
        double when = 0;
        while (count < most) {
            when -= Math.log(1 - random.nextDouble()) / all;
            if (when >= seconds) {
                break;
            }
            at[count] = (long) (when * 1e9);
            kinds[count++] = kind(perSecond, random.nextDouble() * all);
        }
        return new Arrivals(Arrays.copyOf(at, count), Arrays.copyOf(kinds, count));
    }

    int count() {
        return atNanos.length;
    }

    /// When one comes, after the beginning; never before the one before it.
    long atNanos(int index) {
        return atNanos[index];
    }

    RequestKind kind(int index) {
        return kinds[index];
    }

    private static RequestKind kind(Map<RequestKind, Double> perSecond, double drawn) {
        double left = drawn;
        RequestKind last = RequestKind.CREATE;
        for (RequestKind kind : RequestKind.values()) {
            double share = perSecond.getOrDefault(kind, 0.0);
            if (share > 0) {
                last = kind;
                if (left < share) {
                    break;
                }
                left -= share;
            }
        }
        return last;
    }
}
