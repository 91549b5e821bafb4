package dev.antar.simulator.audit;

import dev.antar.core.job.JobState;

/// What the server says of a job when all is over.
public sealed interface LastWord {

    /// It is there.
    ///
    /// @param driver who holds or held it, or empty
    record Found(JobState state, int version, String driver) implements LastWord {}

    /// 404.
    record Unknown() implements LastWord {}

    /// No answer that says anything, in the time there was.
    record NoAnswer() implements LastWord {}
}
