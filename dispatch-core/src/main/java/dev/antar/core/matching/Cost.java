package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.OpenJob;

import java.util.Map;

/// What a round minimises, in milliseconds of waiting: whole numbers, so that sums have the same
/// value in any order.
///
/// @param maxPickupMillis the longest way to a pickup that is ever proposed; also what leaving a
///   job unmatched costs at first
/// @param agePercent how much each millisecond that a job has waited adds to the cost of leaving it
///   unmatched, in percent; higher serves old jobs first, lower serves near ones first
/// @param suspectMillis how much a driver whose reports are suspect costs on top, a fourth of it
///   where they are only inaccurate, 0 to 3,600,000; never so much that nobody is better than he
/// @param incomeMillis how much a driver costs on top who has been paid most per hour on duty; the
///   most that fair incomes may cost one customer, 0 to 600,000
/// @param incomeBudgetPercent to how much of customers' waiting what fair incomes cost them is
///   held, by weighing them less, 1 to 100; 0 to weigh them in full whatever it costs
public record Cost(
        int maxPickupMillis,
        int agePercent,
        int suspectMillis,
        int incomeMillis,
        int incomeBudgetPercent) {

    /// Without a budget for incomes.
    public Cost(int maxPickupMillis, int agePercent, int suspectMillis, int incomeMillis) {
        this(maxPickupMillis, agePercent, suspectMillis, incomeMillis, 0);
    }

    /// Without regard to incomes.
    public Cost(int maxPickupMillis, int agePercent, int suspectMillis) {
        this(maxPickupMillis, agePercent, suspectMillis, 0);
    }

    public Cost {
        if (maxPickupMillis < 1_000 || maxPickupMillis > 4 * 3_600_000) {
            throw new IllegalArgumentException(
                    "maxPickupMillis=" + maxPickupMillis + ": must be from 1000 to 14400000");
        }
        if (agePercent < 0 || agePercent > 1_000) {
            throw new IllegalArgumentException(
                    "agePercent=" + agePercent + ": must be from 0 to 1000");
        }
        if (suspectMillis < 0 || suspectMillis > 3_600_000) {
            throw new IllegalArgumentException(
                    "suspectMillis=" + suspectMillis + ": must be from 0 to 3600000");
        }
        if (incomeMillis < 0 || incomeMillis > 600_000) {
            throw new IllegalArgumentException(
                    "incomeMillis=" + incomeMillis + ": must be from 0 to 600000");
        }
        if (incomeBudgetPercent < 0 || incomeBudgetPercent > 100) {
            throw new IllegalArgumentException(
                    "incomeBudgetPercent=" + incomeBudgetPercent + ": must be from 0 to 100");
        }
    }

    /// The same, blind to incomes.
    public Cost withoutIncomes() {
        return new Cost(maxPickupMillis, agePercent, suspectMillis);
    }

    /// The least that a driver costs who needs this long to the pickup.
    int candidateMillis(int pickupMillis) {
        return pickupMillis;
    }

    /// Cost of a driver who needs this long to the pickup.
    ///
    /// @param income what his income adds, see [Driver#incomeMillis]
    int candidateMillis(int pickupMillis, FixQuality quality, int income) {
        // Below the cost of leaving a job: nobody at all is never better than a suspect driver.
        int most = Math.max(pickupMillis, maxPickupMillis - 1);
        return Math.min(
                candidateMillis(pickupMillis) + qualityMillis(quality) + counted(income), most);
    }

    private int counted(int income) {
        return incomeMillis == 0 ? 0 : income;
    }

    /// The term for how far the driver's reports can be relied on.
    int qualityMillis(FixQuality quality) {
        return switch (quality) {
            case GOOD -> 0;
            case POOR_ACCURACY -> suspectMillis / 4;
            case SUSPECT_MOCK, SUSPECT_HOPPING, SUSPECT_FROZEN, SUSPECT_CROWD -> suspectMillis;
        };
    }

    /// The same, taken apart.
    CostTerms candidateTerms(int pickupMillis, FixQuality quality, int income) {
        int rest = candidateMillis(pickupMillis, quality, income) - pickupMillis;
        int ofIncome = Math.min(counted(income), rest);
        return new CostTerms(
                Map.of(
                        CostTerm.APPROACH,
                        (long) pickupMillis,
                        CostTerm.INCOME,
                        (long) ofIncome,
                        CostTerm.QUALITY,
                        (long) (rest - ofIncome)));
    }

    /// Cost of a driver who would carry the job beside others, taken apart.
    CostTerms sharedTerms(int sharedMillis, FixQuality quality, int income) {
        int rest = candidateMillis(sharedMillis, quality, income) - sharedMillis;
        int ofIncome = Math.min(counted(income), rest);
        return new CostTerms(
                Map.of(
                        CostTerm.SHARED,
                        (long) sharedMillis,
                        CostTerm.INCOME,
                        (long) ofIncome,
                        CostTerm.QUALITY,
                        (long) (rest - ofIncome)));
    }

    /// Cost of a driver who is busy still, taken apart.
    CostTerms soonFreeTerms(
            int freeInMillis, int wayMillis, int marginMillis, FixQuality quality, int income) {
        int pickup = freeInMillis + wayMillis + marginMillis;
        int rest = candidateMillis(pickup, quality, income) - pickup;
        int ofIncome = Math.min(counted(income), rest);
        return new CostTerms(
                Map.of(
                        CostTerm.FREE_IN,
                        (long) freeInMillis,
                        CostTerm.APPROACH,
                        (long) wayMillis,
                        CostTerm.MARGIN,
                        (long) marginMillis,
                        CostTerm.INCOME,
                        (long) ofIncome,
                        CostTerm.QUALITY,
                        (long) (rest - ofIncome)));
    }

    /// Cost of leaving the job for a later round, taken apart.
    CostTerms unmatchedTerms(OpenJob job, long nowMillis) {
        long age = unmatchedMillis(job, nowMillis) - maxPickupMillis;
        return CostTerms.of(CostTerm.LONGEST, maxPickupMillis, CostTerm.AGE, age);
    }

    /// Cost of leaving the job for a later round.
    long unmatchedMillis(OpenJob job, long nowMillis) {
        long age = Math.max(0, nowMillis - job.waitsSinceMillis());
        return maxPickupMillis + age * agePercent / 100;
    }
}
