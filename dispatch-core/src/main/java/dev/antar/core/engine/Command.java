package dev.antar.core.engine;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.Limits;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.travel.Reach;

import org.jspecify.annotations.Nullable;

/// What happens to a region. `atMillis` is when it arrived, epoch milliseconds by the region's own
/// clock; the engine never goes back in time, an earlier one counts as the latest seen.
public sealed interface Command {

    /// Of whoever gives a reason.
    int LONGEST_BY = 64;

    int LONGEST_REASON = 200;

    long atMillis();

    /// Makes a driver known, or replaces what is known of him.
    record RegisterDriver(long atMillis, DriverProfile profile) implements Command {}

    /// A driver begins to work, or changes which offers he wants.
    ///
    /// @param limits what he does not want
    record GoOnline(long atMillis, DriverId driver, Availability availability, Limits limits)
            implements Command {

        /// Without limits.
        public GoOnline(long atMillis, DriverId driver, Availability availability) {
            this(atMillis, driver, availability, Limits.NONE);
        }
    }

    /// A driver stops working. Not while he holds a job; a live offer to him is withdrawn.
    record GoOffline(long atMillis, DriverId driver) implements Command {}

    /// A GPS report arrived. Also a sign of life.
    record ReportFix(long atMillis, DriverId driver, Fix fix) implements Command {}

    /// GPS reports of any drivers arrived together: as one [ReportFix] after the other, without an
    /// object for each. What became of each is written into the batch; the command itself is done.
    ///
    /// @param fixes may be refilled once the command has been carried out
    record ReportFixes(long atMillis, FixBatch fixes) implements Command {}

    /// A phone said what time it has, as it does in `hello`. Fixes are judged by the region's time,
    /// so the engine keeps how far the phone's clock is ahead. Also a sign of life.
    ///
    /// @param phoneMillis by the phone's clock, epoch milliseconds
    record CompareClocks(long atMillis, DriverId driver, long phoneMillis) implements Command {}

    /// Something arrived from the driver's phone.
    record Heartbeat(long atMillis, DriverId driver) implements Command {}

    /// Somebody asks for a job.
    ///
    /// @param reach what the roads say about it, or null to time it by the region's travel times
    record SubmitJob(long atMillis, Job job, @Nullable Reach reach) implements Command {

        public SubmitJob(long atMillis, Job job) {
            this(atMillis, job, null);
        }
    }

    /// Tells what the roads say about an open job, in place of what was said before: after a
    /// restart, or when times have changed.
    record GiveReach(long atMillis, JobId job, Reach reach) implements Command {}

    /// Somebody no longer wants the job. Not once it has been picked up.
    ///
    /// @param by who asks for it
    /// @param reason in their words, at most 200 characters
    record CancelJob(long atMillis, JobId job, CancelledBy by, String reason) implements Command {}

    record AcceptOffer(long atMillis, DriverId driver, long offer) implements Command {}

    record DeclineOffer(long atMillis, DriverId driver, long offer) implements Command {}

    record ArriveAtPickup(long atMillis, DriverId driver, JobId job) implements Command {}

    record PickUpJob(long atMillis, DriverId driver, JobId job) implements Command {}

    record CompleteJob(long atMillis, DriverId driver, JobId job) implements Command {}

    /// A driver gives up a job that he has not picked up; somebody else shall do it.
    record ReleaseJob(long atMillis, DriverId driver, JobId job) implements Command {}

    /// A human takes a driver out of dispatch: he gets no more offers, and finishes what he holds.
    /// Only ever asked for by a human; nothing in Antar pauses anybody by itself.
    ///
    /// @param by who pauses him, 1 to 64 characters
    /// @param reason in that human's words, 1 to 200 characters
    record PauseDriver(long atMillis, DriverId driver, String by, String reason)
            implements Command {

        public PauseDriver {
            require("by", by, LONGEST_BY);
            require("reason", reason, LONGEST_REASON);
        }
    }

    /// A human lets a paused driver work again.
    ///
    /// @param by who does so, 1 to 64 characters
    /// @param reason in that human's words, 1 to 200 characters
    record ResumeDriver(long atMillis, DriverId driver, String by, String reason)
            implements Command {

        public ResumeDriver {
            require("by", by, LONGEST_BY);
            require("reason", reason, LONGEST_REASON);
        }
    }

    /// Puts another policy in force, or the same with other words. The same command again, as a
    /// retry, changes nothing.
    ///
    /// @param by who changes it, 1 to 64 characters
    /// @param reason in his words, 1 to 200 characters
    /// @param grounds on what it rests, or null for a change that needs none
    /// @param replaces the change that it must come next after, 0 for the policy that the region
    ///   began with; null for whichever was last
    record ChangePolicy(
            long atMillis,
            Policy policy,
            String by,
            String reason,
            @Nullable Grounds grounds,
            @Nullable Long replaces)
            implements Command {

        public ChangePolicy {
            require("by", by, LONGEST_BY);
            require("reason", reason, LONGEST_REASON);
        }

        /// After whatever was last, for a change that needs no grounds.
        public ChangePolicy(long atMillis, Policy policy, String by, String reason) {
            this(atMillis, policy, by, reason, null, null);
        }
    }

    /// From now on nobody is offered anything, and no job is given up for having waited too long:
    /// the region is about to stop, and whoever runs it lets offers that were made be answered
    /// first. The same region begun anew offers again.
    record StopOffering(long atMillis) implements Command {}

    /// Time passes: deadlines fall, silent phones are noticed, a round is held when one is due.
    record Tick(long atMillis) implements Command {}

    private static void require(String field, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must have 1 to " + longest + " characters");
        }
    }
}
