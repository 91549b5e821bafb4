package dev.antar.core.engine;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.pricing.Money;

import org.jspecify.annotations.Nullable;

/// What the region decided or took note of. The state of a [Dispatcher] is the fold of its events:
/// see [Dispatcher#restore].
///
/// `seq` counts the region's events from 1 without gaps, `atMillis` is the engine's time, epoch
/// milliseconds.
public sealed interface Event {

    long seq();

    long atMillis();

    /// An event of one job; `version` counts the job's events from 1 without gaps.
    sealed interface OfJob extends Event {

        JobId job();

        int version();
    }

    /// An event that ends a live offer.
    sealed interface OfferEnded extends OfJob {

        long offer();

        DriverId driver();
    }

    /// From now on this policy decides, in every round and for every offer that is made.
    ///
    /// @param by who changed it
    /// @param reason in his words
    /// @param grounds on what it rests; null for a change that needs none
    record PolicyChanged(
            long seq,
            long atMillis,
            Policy policy,
            String by,
            String reason,
            @Nullable Grounds grounds)
            implements Event {

        /// A change that needs no grounds.
        public PolicyChanged(long seq, long atMillis, Policy policy, String by, String reason) {
            this(seq, atMillis, policy, by, reason, null);
        }
    }

    record DriverRegistered(long seq, long atMillis, DriverProfile profile) implements Event {}

    record DriverWentOnline(
            long seq, long atMillis, DriverId driver, Availability availability, Limits limits)
            implements Event {

        /// Without limits.
        public DriverWentOnline(
                long seq, long atMillis, DriverId driver, Availability availability) {
            this(seq, atMillis, driver, availability, Limits.NONE);
        }
    }

    /// A free driver joined the line of a zone.
    record DriverQueued(long seq, long atMillis, DriverId driver, String zone) implements Event {}

    /// A driver stands in the line no longer.
    record DriverUnqueued(
            long seq, long atMillis, DriverId driver, String zone, UnqueuedReason reason)
            implements Event {}

    record DriverWentOffline(long seq, long atMillis, DriverId driver, OfflineReason reason)
            implements Event {}

    /// From now on the driver gets no offers, on duty or not; what he holds he finishes.
    ///
    /// @param by the human who paused him
    /// @param reason in that human's words
    record DriverPaused(long seq, long atMillis, DriverId driver, String by, String reason)
            implements Event {}

    /// The driver may get offers again.
    ///
    /// @param by the human who ended the pause
    /// @param reason in that human's words
    record DriverResumed(long seq, long atMillis, DriverId driver, String by, String reason)
            implements Event {}

    /// Somebody asked for a job.
    ///
    /// @param dueAtMillis when the search for a driver begins, epoch milliseconds
    record JobSubmitted(long seq, long atMillis, int version, Job asked, long dueAtMillis)
            implements OfJob {

        @Override
        public JobId job() {
            return asked.id();
        }
    }

    /// The search for a driver of a scheduled job begins.
    record JobBecameDue(long seq, long atMillis, int version, JobId job) implements OfJob {}

    record OfferMade(long seq, long atMillis, int version, Offer offer) implements OfJob {

        @Override
        public JobId job() {
            return offer.job();
        }
    }

    /// The job is the driver's.
    record OfferAccepted(
            long seq, long atMillis, int version, JobId job, long offer, DriverId driver)
            implements OfferEnded {}

    record OfferDeclined(
            long seq, long atMillis, int version, JobId job, long offer, DriverId driver)
            implements OfferEnded {}

    record OfferExpired(
            long seq, long atMillis, int version, JobId job, long offer, DriverId driver)
            implements OfferEnded {}

    record OfferWithdrawn(
            long seq,
            long atMillis,
            int version,
            JobId job,
            long offer,
            DriverId driver,
            WithdrawalReason reason)
            implements OfferEnded {}

    record DriverArrived(long seq, long atMillis, int version, JobId job, DriverId driver)
            implements OfJob {}

    record JobPickedUp(long seq, long atMillis, int version, JobId job, DriverId driver)
            implements OfJob {}

    record JobCompleted(long seq, long atMillis, int version, JobId job, DriverId driver)
            implements OfJob {}

    /// The driver who held the job does so no longer; it waits for another, or passes to the one
    /// who takes it over.
    ///
    /// @param way what he is paid for; null unless a better match took the job from him
    record JobReleased(
            long seq,
            long atMillis,
            int version,
            JobId job,
            DriverId driver,
            ReleaseReason reason,
            @Nullable WayDriven way)
            implements OfJob {}

    /// A way to a pickup that was driven in vain, through no fault of the driver.
    record WayDriven(int meters, int millis, Money pay) {}

    /// Another driver is asked to take over a job; until he accepts, its holder keeps it.
    record SwapOffered(long seq, long atMillis, int version, Offer offer, DriverId holder)
            implements OfJob {

        @Override
        public JobId job() {
            return offer.job();
        }
    }

    /// The driver who was asked to take over a job does not; its holder keeps it.
    ///
    /// @param how declined, expired, or withdrawn because it is no longer needed
    record SwapEnded(
            long seq,
            long atMillis,
            int version,
            JobId job,
            long offer,
            DriverId driver,
            DriverId holder,
            OfferOutcome how)
            implements OfferEnded {}

    record JobCancelled(
            long seq, long atMillis, int version, JobId job, CancelledBy by, String reason)
            implements OfJob {}

    /// Given up after the longest wait.
    ///
    /// @param reason why it was not being offered at the end
    record JobUnfulfilled(long seq, long atMillis, int version, JobId job, UnmatchedReason reason)
            implements OfJob {}
}
