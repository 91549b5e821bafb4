package dev.antar.core.matching;

import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;

/// What a pair costs because the driver may not accept: nothing where the policy does not ask for
/// it, or where the job has a driver who keeps it until another accepts. The engine's thread.
record Refusals(Acceptance acceptance, Approaches approaches, Cost cost) {

    /// In place of a row of [Acceptance]: refusals cost this job nothing.
    static final int FREE_OF_COST = -1;

    /// Looked up once for all candidates of a job.
    ///
    /// @param busy whether for those who hold another job
    int row(OpenJob job, boolean busy) {
        return count(job) ? kindOf(job, busy) : FREE_OF_COST;
    }

    /// Whether refusals cost this job anything.
    boolean count(OpenJob job) {
        return cost.refusalPercent() != 0 && job.state() == JobState.PENDING;
    }

    /// What refusals by a driver cost who would be at the pickup so much later, milliseconds; never
    /// falls with that time.
    int millis(int row, int pickupMillis) {
        return row == FREE_OF_COST
                ? 0
                : cost.refusalMillis(acceptance.refusalMillis(row, pickupMillis));
    }

    /// The share of such offers that drivers accept, in thousandths.
    int acceptancePermille(OpenJob job, boolean busy, int pickupMillis) {
        return acceptance.permille(kindOf(job, busy), pickupMillis);
    }

    /// The same where the kind of the offer is at hand.
    int permille(int kind, int pickupMillis) {
        return acceptance.permille(kind, pickupMillis);
    }

    /// The row of [Acceptance] for an offer of this job.
    int kindOf(OpenJob job, boolean busy) {
        return Acceptance.row(job.job().kind(), busy, approaches.tripMeters(job));
    }
}
