package dev.antar.core.policy;

/// Which of two policies is in force when: slot by slot, drawn by dice that everybody can throw
/// again. Of two slots that follow each other one gets each policy, so that both see the same
/// hours; which comes first is drawn per pair (Bojinov, Simchi-Levi, Zhao 2023).
///
/// @param region so that regions differ
/// @param slotMillis length of a slot, 10 seconds to a day, milliseconds
public record Switchback(String region, int slotMillis, long seed) {

    /// The policy of a slot.
    public enum Arm {
        A,
        B
    }

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Switchback {
        if (slotMillis < 10_000 || slotMillis > 86_400_000) {
            throw new IllegalArgumentException(
                    "slotMillis=" + slotMillis + ": must be from 10000 to 86400000");
        }
    }

    /// The number of the slot that holds this moment, epoch milliseconds.
    public long slotAt(long millis) {
        return Math.floorDiv(millis, slotMillis);
    }

    public Arm armOf(long slot) {
        long pair = Math.floorDiv(slot, 2);
        boolean first = Math.floorMod(slot, 2L) == 0;
        boolean swapped = (mixed(seed ^ mixed(pair ^ hashed(region))) & 1) == 1;
        return first == swapped ? Arm.B : Arm.A;
    }

    public Arm armAt(long millis) {
        return armOf(slotAt(millis));
    }

    /// When this slot begins, epoch milliseconds.
    public long beginOf(long slot) {
        return slot * slotMillis;
    }

    private static long hashed(String text) {
        long value = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            value = (value ^ text.charAt(i)) * FNV_PRIME;
        }
        return value;
    }

    /// SplitMix64's finaliser (Steele, Lea, Flood 2014).
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
