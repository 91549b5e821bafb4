package dev.antar.server.engine;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.job.JobId;

import io.vertx.core.Future;

import java.util.List;

/// Records of decisions as far as they are kept. Implemented by the `store` package; may fail while
/// the database is away. A record may tell of an offer that was never committed: only events tell
/// what happened.
public interface DecisionArchive {

    /// A job's latest records, the earliest first, a few hundred at most.
    Future<List<DecisionRecord>> ofJob(JobId job);
}
