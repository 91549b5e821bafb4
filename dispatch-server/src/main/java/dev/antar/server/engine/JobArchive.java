package dev.antar.server.engine;

import dev.antar.core.engine.Event;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Jobs as they were committed, open or ended. Implemented by the `store` package; may fail while
/// the database is away.
public interface JobArchive {

    /// The job with this id, or null. Fails with [Erased] where it was erased.
    Future<@Nullable ArchivedJob> find(JobId id);

    /// The job's events after the given version, in order.
    Future<List<ArchivedEvent>> events(JobId id, int afterVersion);

    /// An event as [#events] will give it once it is committed.
    ArchivedEvent archived(Event.OfJob event);

    /// A job's row.
    ///
    /// @param region that has the job
    /// @param driver who holds or did it, or null
    /// @param exact whether its places are as they were asked for, or coarse because of their age
    /// @param endedAtMillis epoch milliseconds, or null while it is open
    record ArchivedJob(
            String region,
            Job asked,
            JobState state,
            int version,
            @Nullable String driver,
            boolean exact,
            @Nullable Long endedAtMillis,
            @Nullable String endReason) {}

    /// One event of a job.
    ///
    /// @param body JSON with `at` in epoch milliseconds and the event's own fields
    record ArchivedEvent(int version, String type, String body) {}
}
