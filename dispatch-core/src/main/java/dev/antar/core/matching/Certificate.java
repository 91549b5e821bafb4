package dev.antar.core.matching;

/// What a round's prices prove about its matches. Costs in milliseconds.
///
/// @param jobs how many were to be matched
/// @param matched how many were
/// @param drivers how many different drivers were anybody's candidate
/// @param candidates how many pairs were priced
/// @param widened how often a job was given more candidates because the optimum might need them
/// @param costMillis what the matches and the unmatched jobs cost
/// @param boundMillis what no matching over all eligible drivers can cost less than
/// @param cut how many jobs were matched to the cheapest driver left, because the work allowed to a
///   round was used up
/// @param steps the work done, in candidates looked at
public record Certificate(
        int jobs,
        int matched,
        int drivers,
        long candidates,
        int widened,
        long costMillis,
        long boundMillis,
        int cut,
        long steps) {

    /// Of no round.
    public static final Certificate NONE = new Certificate(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Whether no other matching, over all eligible drivers, costs less.
    public boolean optimal() {
        return costMillis == boundMillis;
    }
}
