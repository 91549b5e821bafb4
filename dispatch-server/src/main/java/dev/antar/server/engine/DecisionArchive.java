package dev.antar.server.engine;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.CostTerm;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;

/// Records of decisions as far as they are kept. Implemented by the `store` package; may fail while
/// the database is away. A record may tell of an offer that was never committed: only events tell
/// what happened.
public interface DecisionArchive {

    /// A job's latest records, the earliest first, a few hundred at most.
    Future<List<DecisionRecord>> ofJob(JobId job);

    /// Records that tell of a driver, the earliest first, some thousands at most.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<List<DecisionRecord>> ofDriver(DriverId driver, long fromMillis, long toMillis);

    /// What the terms of the costs of those who were offered a job add up to, milliseconds, over a
    /// region's latest offers, some ten thousands at most.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    Future<Map<CostTerm, Long>> terms(String region, long fromMillis);
}
