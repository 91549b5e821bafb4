package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Roster;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;
import dev.antar.core.travel.Reach;

import org.jspecify.annotations.Nullable;

/// What the cost of a job's candidate consists of, and how likely he is to accept. The engine's
/// thread.
final class CandidateTerms {

    private final Roster roster;
    private final Approaches approaches;
    private final Cost cost;
    private final Refusals refusals;
    private final LineSearch line;
    private final @Nullable BusySearch busy;

    // The kind of the latest job's offers to free drivers: told of one candidate after the other.
    private @Nullable OpenJob kindOf;
    private @Nullable Reach kindBy;
    private int kind;

    /// @param busy who found those who hold another job, or null where nobody did
    CandidateTerms(
            Roster roster,
            Approaches approaches,
            Cost cost,
            Refusals refusals,
            LineSearch line,
            @Nullable BusySearch busy) {
        this.roster = roster;
        this.approaches = approaches;
        this.cost = cost;
        this.refusals = refusals;
        this.line = line;
        this.busy = busy;
    }

    /// What this driver costs for this job, taken apart; he must be one of its candidates.
    CostTerms of(OpenJob job, int slot, long nowMillis) {
        CostTerms inLine = line.terms(job, slot, nowMillis);
        if (inLine != null) {
            return inLine;
        }
        Approach approach = approaches.to(job, nowMillis);
        Driver driver = roster.at(slot);
        BusySearch also = busy;
        if (also != null && driver.state() == DriverState.ON_JOB) {
            return also.terms(job, driver, approach, nowMillis);
        }
        int pickupMillis = approach.millis(driver.lat(), driver.lng());
        return cost.candidateTerms(
                pickupMillis,
                refusals.millis(refusals.row(job, false), pickupMillis),
                driver.quality(),
                driver.incomeMillis());
    }

    /// The same of a candidate whose cost is known.
    CostTerms of(OpenJob job, int slot, int costMillis, long nowMillis) {
        Driver driver = roster.at(slot);
        if (driver.state() != DriverState.IDLE || line.rules(job)) {
            return of(job, slot, nowMillis);
        }
        int way = wayMillis(job, driver, costMillis, nowMillis);
        return cost.candidateTerms(
                way, refusalMillis(job, false, way), driver.quality(), driver.incomeMillis());
    }

    /// What refusals cost the job with a driver who would be at its pickup so much later.
    ///
    /// @param busy whether he holds another job
    int refusalMillis(OpenJob job, boolean busy, int pickupMillis) {
        int row = refusals.count(job) ? kindOf(job, busy) : Refusals.FREE_OF_COST;
        return refusals.millis(row, pickupMillis);
    }

    /// The share of drivers who accept an offer such as this one would be, in thousandths; he must
    /// be one of the job's candidates, at this cost.
    int acceptancePermille(OpenJob job, int slot, int costMillis, long nowMillis) {
        Driver driver = roster.at(slot);
        BusySearch also = busy;
        if (also != null && driver.state() == DriverState.ON_JOB) {
            Approach approach = approaches.to(job, nowMillis);
            int pickupMillis = also.pickupMillis(job, driver, approach, nowMillis);
            return refusals.acceptancePermille(job, true, pickupMillis);
        }
        return refusals.permille(kindOf(job, false), wayMillis(job, driver, costMillis, nowMillis));
    }

    /// The row of [Acceptance] for an offer of the job, looked up once for all who are told of.
    private int kindOf(OpenJob job, boolean busy) {
        if (busy) {
            return refusals.kindOf(job, true);
        }
        Reach reach = approaches.reachOf(job);
        if (job != kindOf || reach != kindBy) {
            kindOf = job;
            kindBy = reach;
            kind = refusals.kindOf(job, false);
        }
        return kind;
    }

    /// How long a candidate needs to the pickup, from his cost where it follows from that: a sine
    /// or two for each of the considered is half of what it costs to tell of them.
    private int wayMillis(OpenJob job, Driver driver, int costMillis, long nowMillis) {
        if (driver.state() == DriverState.IDLE && !line.rules(job) && !refusals.count(job)) {
            int way = cost.wayMillis(costMillis, driver.quality(), driver.incomeMillis());
            if (way != CandidateSearch.NOT_POSSIBLE) {
                return way;
            }
        }
        return approaches.to(job, nowMillis).millis(driver.lat(), driver.lng());
    }
}
