package dev.antar.simulator.audit;

import dev.antar.core.job.JobState;

/// Something that a client was told about a job.
public sealed interface Seen {

    String job();

    /// The customer: the job exists.
    record Acknowledged(String job) implements Seen {}

    /// The customer: the job is cancelled.
    record CancelAcknowledged(String job) implements Seen {}

    /// The customer, from a `GET`.
    record Read(String job, JobState state, int version) implements Seen {}

    /// The customer, from the job's stream.
    ///
    /// @param kind the event's name, such as `OfferAccepted`
    /// @param driver whom it names, or empty
    record Streamed(String job, int version, String kind, String driver) implements Seen {}

    /// A driver: DONE to his `accept`.
    ///
    /// @param late he was told before that the job is gone, or the socket broke in between and the
    ///   `welcome` did not list the job: the answer may be the repeated one to an acceptance that
    ///   is over by now
    record AcceptDone(String job, String driver, boolean late) implements Seen {}

    /// A driver: an offer of the job on his phone.
    record Offered(String job, String driver) implements Seen {}

    /// A driver: DONE to his `decline`.
    record DeclineDone(String job, String driver) implements Seen {}

    /// A driver: DONE to a step of a job that he holds.
    ///
    /// @param state `AT_PICKUP`, `PICKED_UP` or `COMPLETED`
    record StepDone(String job, String driver, JobState state) implements Seen {}

    /// A driver: DONE to his `release`.
    record ReleaseDone(String job, String driver) implements Seen {}

    /// A driver: the job is in another state now, and no longer his.
    record TakenAway(String job, String driver, JobState state) implements Seen {}

    /// A driver: the `welcome` after a reconnect lists the job as his.
    record Shown(String job, String driver) implements Seen {}

    /// A driver: the `welcome` after a reconnect does not list the job. No reason is given, so this
    /// excuses nothing.
    record NotShown(String job, String driver) implements Seen {}
}
