package dev.antar.server.torture;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One thing that somebody outside of the server saw, or that its database wrote. All that the
/// checks know. Times are true ones.
sealed interface Seen {

    long atMillis();

    /// A customer sent a request for a job.
    ///
    /// @param job that this request makes if it is the one that makes it
    record Asked(long atMillis, String key, String job) implements Seen {}

    /// And was answered.
    ///
    /// @param job that was made, or null
    record Created(long atMillis, String key, int status, String body, @Nullable String job)
            implements Seen {}

    /// Somebody called a job off, as its customer or as an operator.
    record CancelSent(long atMillis, String job, CancelledBy by) implements Seen {}

    record CancelAnswered(long atMillis, String job, int status) implements Seen {}

    /// On a customer's stream came an event of his job.
    ///
    /// @param after the version that he had before
    record Followed(long atMillis, String job, int after, int version) implements Seen {}

    /// Somebody asked that a driver be paused, or let back in.
    record PauseAsked(long atMillis, DriverId driver, boolean pauses, String reason)
            implements Seen {}

    /// And was answered.
    record PauseAnswered(long atMillis, DriverId driver, boolean pauses, String reason, int status)
            implements Seen {}

    /// Somebody asked that another policy be in force.
    record PolicyAsked(long atMillis, String policy) implements Seen {}

    /// And was answered.
    record PolicyAnswered(long atMillis, String policy, int status) implements Seen {}

    /// Somebody asked which policy is in force.
    record PolicyLooked(long atMillis, int look) implements Seen {}

    /// And was told.
    record PolicyShown(long atMillis, int look, String policy) implements Seen {}

    record OfferShown(long atMillis, int driver, long offer, String job) implements Seen {}

    record OfferEndShown(long atMillis, int driver, long offer, String outcome) implements Seen {}

    /// A driver's phone sent a command for the first time.
    ///
    /// @param about the offer or the job that the command is about; for `online` which offers he
    ///   wants; or nothing
    record CommandSent(long atMillis, int driver, String id, String type, String about)
            implements Seen {}

    /// A definitive answer.
    ///
    /// @param reason why it was refused, or nothing
    record CommandAnswered(
            long atMillis, int driver, String id, String type, String about, String reason)
            implements Seen {

        boolean done() {
            return reason.isEmpty();
        }
    }

    /// A driver was told that a job is no longer his.
    record JobLost(long atMillis, int driver, String job, String why) implements Seen {}

    /// A driver was told everything anew.
    ///
    /// @param onDuty whether he is shown as on duty
    record StateShown(long atMillis, int driver, boolean onDuty, long offer, List<String> jobs)
            implements Seen {}

    record Connected(long atMillis, int driver) implements Seen {}

    record Disconnected(long atMillis, int driver) implements Seen {}

    /// Something of a driver's phone arrived at a server's process, which may be a replaced one.
    record Heard(long atMillis, int process, int driver) implements Seen {}

    /// The map shows a driver at this of his fixes.
    record Moved(long atMillis, int process, int driver, int fix) implements Seen {}

    /// A batch was written.
    record Written(long atMillis, long epoch, List<Event> events) implements Seen {}

    /// The database answered that it does not know what became of a batch, or said nothing.
    record OutcomeLost(long atMillis, boolean written) implements Seen {}

    /// The database's constraints refused a batch.
    record Refused(long atMillis, String why) implements Seen {}

    /// A writer with an older epoch was refused.
    record Fenced(long atMillis, long epoch) implements Seen {}

    /// A process began to serve.
    ///
    /// @param aheadMillis how far its clock is ahead of the true time
    record Began(long atMillis, int process, long epoch, long aheadMillis) implements Seen {}

    record Died(long atMillis, int process) implements Seen {}

    /// Something that must never happen, seen on the spot.
    record Broken(long atMillis, Rule rule, String what) implements Seen {}
}
