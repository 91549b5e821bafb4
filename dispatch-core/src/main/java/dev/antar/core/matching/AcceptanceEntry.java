package dev.antar.core.matching;

/// What [Acceptance] has counted of one kind of offer; what of it is kept over a restart.
///
/// @param bucket which kind, 0 to [Acceptance#BUCKETS] less one
/// @param accepted offers that were accepted
/// @param refused offers that were declined, or not answered in time
/// @param refusedMillis how long the refused ones took until they were, together
public record AcceptanceEntry(int bucket, int accepted, int refused, long refusedMillis) {

    public AcceptanceEntry {
        if (bucket < 0 || bucket >= Acceptance.BUCKETS) {
            throw new IllegalArgumentException(
                    "bucket=" + bucket + ": must be from 0 to " + (Acceptance.BUCKETS - 1));
        }
        if (accepted < 0 || refused < 0 || accepted + (long) refused > Acceptance.MOST_COUNTED) {
            throw new IllegalArgumentException(
                    "accepted="
                            + accepted
                            + " refused="
                            + refused
                            + ": must not be negative, nor more than "
                            + Acceptance.MOST_COUNTED
                            + " together");
        }
        if (refusedMillis < 0 || refusedMillis > (long) refused * Acceptance.LONGEST_MILLIS) {
            throw new IllegalArgumentException(
                    "refusedMillis="
                            + refusedMillis
                            + ": must be from 0 to "
                            + Acceptance.LONGEST_MILLIS
                            + " for each that was refused");
        }
    }
}
