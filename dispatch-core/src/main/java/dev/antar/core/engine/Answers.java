package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.offer.OfferOutcome;

/// What drivers answer to offers. Every answer is settled here and now: counted, repeated, or too
/// late and why.
final class Answers {

    private final RegionState state;
    private final Journal journal;
    private final PhoneReports reports;
    private final OfferEnds ends;
    private final Queueing queueing;

    Answers(
            RegionState state,
            Journal journal,
            PhoneReports reports,
            OfferEnds ends,
            Queueing queueing) {
        this.state = state;
        this.journal = journal;
        this.reports = reports;
        this.ends = ends;
        this.queueing = queueing;
    }

    Result accept(DriverId id, long offerId) {
        return answer(id, offerId, OfferOutcome.ACCEPTED, this::accepted);
    }

    Result decline(DriverId id, long offerId) {
        return answer(id, offerId, OfferOutcome.DECLINED, this::declined);
    }

    private interface AnswerToLive {

        void take(Driver driver, Offer offer, OpenJob job);
    }

    /// @param wanted how the offer ended if this answer was given before; then it is repeated
    private Result answer(DriverId id, long offerId, OfferOutcome wanted, AnswerToLive answer) {
        Driver driver = reports.hear(id, journal.nowMillis());
        if (driver == null) {
            return Result.rejected(Rejection.UNKNOWN_DRIVER);
        }
        Offer offer = state.offers().live(offerId);
        if (offer == null) {
            return answerToEnded(driver, offerId, wanted);
        }
        if (!offer.driver().equals(id)) {
            return Result.rejected(Rejection.OFFER_NOT_YOURS);
        }
        if (journal.nowMillis() > offer.expiresAtMillis()) {
            ends.expire(offer);
            return Result.rejected(Rejection.OFFER_EXPIRED);
        }
        answer.take(driver, offer, ends.openJobOf(offer));
        return Result.done();
    }

    private void accepted(Driver driver, Offer offer, OpenJob job) {
        if (job.swapOfferId() == offer.id()) {
            ends.giveWay(job);
        }
        journal.write(
                new Event.OfferAccepted(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        offer.id(),
                        driver.id()));
        queueing.unqueue(driver, UnqueuedReason.JOB);
    }

    private void declined(Driver driver, Offer offer, OpenJob job) {
        if (job.swapOfferId() == offer.id()) {
            ends.endSwap(job, OfferOutcome.DECLINED);
            return;
        }
        journal.write(
                new Event.OfferDeclined(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        offer.id(),
                        driver.id()));
    }

    private Result answerToEnded(Driver driver, long offerId, OfferOutcome wanted) {
        OfferBook.Ended ended = state.offers().ended(offerId);
        return ended == null
                ? Result.rejected(Rejection.UNKNOWN_OFFER)
                : Endings.ofOffer(ended.slot() == driver.slot(), wanted, ended.outcome());
    }
}
