package dev.antar.core.engine;

import dev.antar.core.job.JobState;
import dev.antar.core.offer.OfferOutcome;

/// What a driver's command comes to that is about an offer or a job that has ended: the same
/// whether the engine still knows it or whoever runs it has looked it up.
public final class Endings {

    private Endings() {}

    /// An answer to an offer.
    ///
    /// @param his whether the offer was made to him
    /// @param wanted how it would end by his answer
    /// @param how it ended
    public static Result ofOffer(boolean his, OfferOutcome wanted, OfferOutcome how) {
        if (!his) {
            return Result.rejected(Rejection.OFFER_NOT_YOURS);
        }
        if (how == wanted) {
            return Result.done();
        }
        return Result.rejected(
                switch (how) {
                    case ACCEPTED -> Rejection.OFFER_ACCEPTED;
                    case DECLINED -> Rejection.OFFER_DECLINED;
                    case EXPIRED -> Rejection.OFFER_EXPIRED;
                    case WITHDRAWN -> Rejection.OFFER_WITHDRAWN;
                });
    }

    /// A step along a job. Whoever has completed it took them all.
    ///
    /// @param his whether he held it when it ended
    /// @param how it ended
    public static Result ofJob(boolean his, JobState how) {
        return his && how == JobState.COMPLETED ? Result.done() : Result.rejected(whyNotOpen(how));
    }

    /// Why a command about a job is refused that ended so.
    static Rejection whyNotOpen(JobState how) {
        return switch (how) {
            case COMPLETED -> Rejection.JOB_COMPLETED;
            case CANCELLED -> Rejection.JOB_CANCELLED;
            default -> Rejection.JOB_UNFULFILLED;
        };
    }
}
