package dev.antar.simulator.behaviour;

import java.time.Duration;
import java.util.SplittableRandom;

/// Where chance comes from: a generator of its own for each question, derived from the run's seed
/// and what the question is about. The same question has the same answer in every run, in whatever
/// order questions are asked.
public final class Dice {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Dice() {}

    /// A generator for one question.
    ///
    /// @param about what is asked, from the general to the particular: `"answer", driver, job`
    public static SplittableRandom of(long seed, String... about) {
        long hash = FNV_OFFSET;
        for (String part : about) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
            // A separator outside of char, so that ("ab", "c") is not ("a", "bc").
            hash = (hash ^ 0x10000) * FNV_PRIME;
        }
        return new SplittableRandom(mix(hash + mix(seed)));
    }

    /// A draw from the exponential distribution, in milliseconds. `StrictMath`, so that it has the
    /// same bits on every JVM.
    public static long exponentialMillis(SplittableRandom random, Duration mean) {
        return Math.round(-(double) mean.toMillis() * StrictMath.log(1 - random.nextDouble()));
    }

    /// Stafford's mix 13: each bit of the input changes about half of those that come out.
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
