package dev.antar.core.engine;

import dev.antar.core.job.Job;
import dev.antar.core.job.JobKind;
import dev.antar.core.matching.Acceptance;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferBook;
import dev.antar.core.offer.OfferOutcome;

import org.agrona.collections.Long2ObjectHashMap;

import java.util.List;

/// Follows offers from event to event, and lets the region learn how likely drivers are to accept:
/// from what an offer said and how it ended. Offers that were withdrawn teach nothing.
final class Responses {

    private final Acceptance acceptance = new Acceptance();
    private final Long2ObjectHashMap<Offer> live = new Long2ObjectHashMap<>();
    private boolean learns = true;

    Acceptance acceptance() {
        return acceptance;
    }

    /// The kind of an offer as it is learned by.
    static int row(JobKind kind, Offer offer) {
        return Acceptance.row(kind, !offer.stops().isEmpty(), offer.tripMeters());
    }

    /// Goes on from what was learned before, and follows without learning until [#learn]: what is
    /// folded next has taught already.
    void restore(List<AcceptanceEntry> kept) {
        learns = false;
        acceptance.restore(kept);
    }

    /// Goes on from an image.
    ///
    /// @param offers live ones
    void restore(List<AcceptanceEntry> counted, List<OfferBook.Live> offers) {
        acceptance.restore(counted);
        offers.forEach(each -> live.put(each.offer().id(), each.offer()));
    }

    void learn() {
        learns = true;
    }

    void follow(Job asked, Event.OfJob event) {
        switch (event) {
            case Event.OfferMade made -> live.put(made.offer().id(), made.offer());
            case Event.SwapOffered swap -> live.put(swap.offer().id(), swap.offer());
            case Event.OfferEnded end -> ended(asked.kind(), end);
            default -> {
                // Nothing else is an answer.
            }
        }
    }

    private void ended(JobKind kind, Event.OfferEnded end) {
        Offer offer = live.remove(end.offer());
        if (offer == null || !learns) {
            return;
        }
        OfferOutcome how =
                switch (end) {
                    case Event.OfferAccepted _ -> OfferOutcome.ACCEPTED;
                    case Event.OfferDeclined _ -> OfferOutcome.DECLINED;
                    case Event.OfferExpired _ -> OfferOutcome.EXPIRED;
                    case Event.OfferWithdrawn _ -> OfferOutcome.WITHDRAWN;
                    case Event.SwapEnded swap -> swap.how();
                };
        if (how != OfferOutcome.WITHDRAWN) {
            acceptance.observe(
                    row(kind, offer),
                    offer.pickupMillis(),
                    how == OfferOutcome.ACCEPTED,
                    end.atMillis() - offer.madeAtMillis());
        }
    }
}
