package dev.antar.simulator.actor;

import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;

/// What a customer does on his phone.
public sealed interface CustomerIntent {

    record Submit(Job job) implements CustomerIntent {}

    /// He no longer wants it.
    ///
    /// @param reason in his words
    record Cancel(JobId job, String reason) implements CustomerIntent {}
}
