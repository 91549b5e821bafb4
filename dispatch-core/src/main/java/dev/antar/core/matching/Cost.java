package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.OpenJob;

import java.util.EnumMap;
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
///   most that fair incomes may cost all whom one exchange of drivers concerns, 0 to 600,000
/// @param incomeBudgetPercent to how much of customers' waiting what fair incomes cost them is
///   held, by weighing them less, 1 to 100; 0 to weigh them in full whatever it costs
/// @param refusalPercent how much of the time counts that refusals are expected to cost, in
///   percent; higher prefers offers that are likely to be accepted, 0 to 1000
public record Cost(
        int maxPickupMillis,
        int agePercent,
        int suspectMillis,
        int incomeMillis,
        int incomeBudgetPercent,
        int refusalPercent) {

    /// Without a budget for incomes, and without regard to refusals.
    public Cost(int maxPickupMillis, int agePercent, int suspectMillis, int incomeMillis) {
        this(maxPickupMillis, agePercent, suspectMillis, incomeMillis, 0, 0);
    }

    /// Without regard to incomes and refusals.
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
        if (refusalPercent < 0 || refusalPercent > 1_000) {
            throw new IllegalArgumentException(
                    "refusalPercent=" + refusalPercent + ": must be from 0 to 1000");
        }
    }

    /// The same, blind to incomes.
    public Cost withoutIncomes() {
        return new Cost(maxPickupMillis, agePercent, suspectMillis, 0, 0, refusalPercent);
    }

    /// The same, weighing expected refusals by so much.
    public Cost withRefusals(int percent) {
        return new Cost(
                maxPickupMillis,
                agePercent,
                suspectMillis,
                incomeMillis,
                incomeBudgetPercent,
                percent);
    }

    /// The least that a driver costs who needs this long to the pickup.
    ///
    /// @param refusal what refusals cost then at least, see [Refusals]
    int candidateMillis(int pickupMillis, int refusal) {
        return (int) Math.min((long) pickupMillis + refusal, most(pickupMillis));
    }

    /// Cost of a driver who needs this long to the pickup.
    ///
    /// @param refusal what refusals cost, see [Refusals]
    /// @param income what his income adds, see [Driver#incomeMillis]
    int candidateMillis(int pickupMillis, int refusal, FixQuality quality, int income) {
        long sum = (long) pickupMillis + refusal + qualityMillis(quality) + counted(income);
        return (int) Math.min(sum, most(pickupMillis));
    }

    private int counted(int income) {
        return incomeMillis == 0 ? 0 : income;
    }

    /// Below the cost of leaving a job: nobody at all is never better than a suspect driver, or one
    /// who may decline.
    private int most(int pickupMillis) {
        return Math.max(pickupMillis, maxPickupMillis - 1);
    }

    /// How much of the time counts that refusals are expected to cost.
    int refusalMillis(int expectedMillis) {
        return (int) Math.min((long) expectedMillis * refusalPercent / 100, maxPickupMillis);
    }

    /// The term for how far the driver's reports can be relied on.
    int qualityMillis(FixQuality quality) {
        return switch (quality) {
            case GOOD -> 0;
            case POOR_ACCURACY -> suspectMillis / 4;
            case SUSPECT_MOCK, SUSPECT_HOPPING, SUSPECT_FROZEN, SUSPECT_CROWD -> suspectMillis;
        };
    }

    /// Cost of a free driver, taken apart.
    CostTerms candidateTerms(int pickupMillis, int refusal, FixQuality quality, int income) {
        return refusal + qualityMillis(quality) + counted(income) == 0
                ? CostTerms.of(CostTerm.APPROACH, pickupMillis)
                : terms(Map.of(CostTerm.APPROACH, (long) pickupMillis), refusal, quality, income);
    }

    /// The way that a free driver's cost tells where refusals cost nothing;
    /// [CandidateSearch#NOT_POSSIBLE] where it does not, because it may have been cut off.
    int wayMillis(int costMillis, FixQuality quality, int income) {
        int above = qualityMillis(quality) + counted(income);
        return above == 0 || costMillis < maxPickupMillis - 1
                ? costMillis - above
                : CandidateSearch.NOT_POSSIBLE;
    }

    /// Cost of a driver who would carry the job beside others, taken apart.
    CostTerms sharedTerms(int sharedMillis, int refusal, FixQuality quality, int income) {
        return terms(Map.of(CostTerm.SHARED, (long) sharedMillis), refusal, quality, income);
    }

    /// Cost of a driver who is busy still, taken apart.
    CostTerms soonFreeTerms(
            int freeInMillis,
            int wayMillis,
            int marginMillis,
            int refusal,
            FixQuality quality,
            int income) {
        Map<CostTerm, Long> way =
                Map.of(
                        CostTerm.FREE_IN,
                        (long) freeInMillis,
                        CostTerm.APPROACH,
                        (long) wayMillis,
                        CostTerm.MARGIN,
                        (long) marginMillis);
        return terms(way, refusal, quality, income);
    }

    /// What is on top of the way; where the sum is cut off, the last of these by what is missing.
    private CostTerms terms(Map<CostTerm, Long> way, int refusal, FixQuality quality, int income) {
        long base = way.values().stream().mapToLong(Long::longValue).sum();
        long rest = candidateMillis((int) base, refusal, quality, income) - base;
        long ofRefusal = Math.min(refusal, rest);
        long ofIncome = Math.min(counted(income), rest - ofRefusal);
        Map<CostTerm, Long> all = new EnumMap<>(way);
        all.put(CostTerm.REFUSAL, ofRefusal);
        all.put(CostTerm.INCOME, ofIncome);
        all.put(CostTerm.QUALITY, rest - ofRefusal - ofIncome);
        return new CostTerms(all);
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
