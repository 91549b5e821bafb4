package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

final class OfferWriterTest {

    private final Region region = new Region();

    private Offer offerOf(String job) {
        return Objects.requireNonNull(region.dispatcher.liveOffer(region.offerOf(job)));
    }

    //  metres    0   1000             4000
    //            a    P                 D     streets are 1.3 times as long; 6.5 m/s
    @Test
    void offerTellsWayAndTripAndPaysForBoth() {
        region.driver("a", 0);
        region.job("j", 1_000);

        region.pass(1, "a");

        Offer offer = offerOf("j");
        assertEquals(new JobId("j"), offer.job());
        assertEquals(1_300, offer.pickupMeters());
        assertEquals(200_000, offer.pickupMillis(), 10);
        assertEquals(3_900, offer.tripMeters());
        assertEquals(600_000, offer.tripMillis(), 10);
        assertEquals(250 + 351 + 250 + 52, offer.pay().amount());
        assertEquals(List.of(), offer.stops());
    }

    @Test
    void offerEndsAfterTheTimeThatThePolicyGivesForIt() {
        region.driver("a", 0);
        region.job("j", 1_000);

        region.pass(1, "a");

        Event made = region.events.getLast();
        Offer offer = offerOf("j");
        assertEquals(made.atMillis() + 15_000, offer.expiresAtMillis());
        assertEquals(made.seq(), offer.id());
    }
}
