package dev.antar.simulator.wire;

import dev.antar.core.job.JobState;

/// What the driver's app is told by its [DriverSocket], on the socket's event loop.
public interface DriverApp {

    /// The socket is up, for the first time or again. What was not answered is being repeated.
    void welcomed(DriverView view);

    /// All that counts now, in place of offers and changes that were missed.
    void restated(DriverView view);

    void offered(OfferView offer);

    /// An offer is over.
    ///
    /// @param outcome `ACCEPTED`, `DECLINED`, `EXPIRED` or `WITHDRAWN`
    void offerEnded(String offer, String outcome);

    /// A job that the driver holds or held changed without him.
    void jobChanged(String job, JobState state);

    /// Something was not accepted, such as a fix that jumped.
    ///
    /// @param reason a word, or empty
    void refused(String problem, String reason);

    /// A command was not decided; the socket repeats it after the time that the server asked for.
    default void putOff() {}
}
