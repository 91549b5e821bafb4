package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.offer.OfferOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Every way in which a live offer ends without the driver's answer, and the hand-over after one
/// that took a job from another.
final class OfferEnds {

    private final RegionState state;
    private final Journal journal;
    private final Outlook outlook;
    private final OfferWriter writer;

    OfferEnds(RegionState state, Journal journal, Outlook outlook, OfferWriter writer) {
        this.state = state;
        this.journal = journal;
        this.outlook = outlook;
        this.writer = writer;
    }

    /// Ends the offers whose deadline has passed.
    void expireLate() {
        for (Offer late = state.offers().nextExpired(journal.nowMillis());
                late != null;
                late = state.offers().nextExpired(journal.nowMillis())) {
            expire(late);
        }
    }

    void expire(Offer offer) {
        OpenJob job = openJobOf(offer);
        if (job.swapOfferId() == offer.id()) {
            endSwap(job, OfferOutcome.EXPIRED);
            return;
        }
        journal.write(
                new Event.OfferExpired(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        offer.id(),
                        offer.driver()));
    }

    void withdrawOfferTo(Driver driver, WithdrawalReason reason) {
        Offer offer = state.offers().liveTo(driver.slot());
        if (offer != null) {
            OpenJob job = openJobOf(offer);
            if (job.swapOfferId() == offer.id()) {
                endSwap(job, OfferOutcome.WITHDRAWN);
                return;
            }
            journal.write(
                    new Event.OfferWithdrawn(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            job.version() + 1,
                            job.id(),
                            offer.id(),
                            driver.id(),
                            reason));
        }
    }

    /// The driver of a job gives way to the one who has just accepted to take it over.
    void giveWay(OpenJob job) {
        OfferBook.Ended accepted = state.offers().ended(job.offerId());
        journal.write(
                new Event.JobReleased(
                        journal.nextSeq(),
                        journal.nowMillis(),
                        job.version() + 1,
                        job.id(),
                        state.roster().at(job.driverSlot()).id(),
                        ReleaseReason.BETTER_MATCH,
                        writer.wayDriven(
                                job,
                                accepted == null ? null : accepted.offer(),
                                journal.nowMillis())));
    }

    /// Ends a live offer to take this job over, if there is one.
    void endSwap(OpenJob job, OfferOutcome how) {
        if (job.swapOfferId() != 0) {
            journal.write(
                    new Event.SwapEnded(
                            journal.nextSeq(),
                            journal.nowMillis(),
                            job.version() + 1,
                            job.id(),
                            job.swapOfferId(),
                            state.roster().at(job.swapSlot()).id(),
                            state.roster().at(job.driverSlot()).id(),
                            how));
        }
    }

    /// Who has come near his pickup keeps the job.
    void endLateSwaps() {
        List<OpenJob> late = new ArrayList<>();
        for (OpenJob job : state.jobs().assigned()) {
            if (job.swapOfferId() != 0 && outlook.near(job, journal.nowMillis())) {
                late.add(job);
            }
        }
        for (OpenJob job : late) {
            endSwap(job, OfferOutcome.WITHDRAWN);
        }
    }

    OpenJob openJobOf(Offer offer) {
        return Objects.requireNonNull(state.open(offer.job()), "the job of a live offer is open");
    }
}
