package dev.antar.core.engine;

import java.util.List;

/// How much incomes weigh now, and what customers have waited for it. Milliseconds.
///
/// @param weightMillis what the driver paid most costs on top now
/// @param rounds the latest that made offers, oldest first
/// @param days the latest, oldest first
public record Fairness(int weightMillis, List<Round> rounds, List<Day> days) {

    public Fairness {
        rounds = List.copyOf(rounds);
        days = List.copyOf(days);
    }

    /// A round, with what was offered at once since the one before.
    ///
    /// @param offers how many
    /// @param extraMillis what the same round, solved without regard to incomes, would have cost
    ///   less
    /// @param weightMillis see [Fairness]
    public record Round(long atMillis, int offers, long extraMillis, int weightMillis) {}

    /// A day of UTC.
    ///
    /// @param day days since 1970-01-01
    /// @param offers made while incomes counted
    /// @param extraMillis the sum of the rounds'
    /// @param pickups meanwhile
    /// @param waitMillis how long the customers of these had waited
    public record Day(long day, long offers, long extraMillis, long pickups, long waitMillis) {

        Day plus(long moreOffers, long moreExtra, long morePickups, long moreWait) {
            return new Day(
                    day,
                    offers + moreOffers,
                    extraMillis + moreExtra,
                    pickups + morePickups,
                    waitMillis + moreWait);
        }

        /// Extra waiting per job picked up, seconds; 0 where there is none.
        public double extraSecondsPerJob() {
            return pickups == 0 ? 0 : extraMillis / 1_000.0 / pickups;
        }

        /// Extra waiting as a share of all waiting, percent; 0 where there is none.
        public double percent() {
            return waitMillis == 0 ? 0 : 100.0 * extraMillis / waitMillis;
        }
    }
}
