package dev.antar.simulator.races;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.wire.Ack;
import dev.antar.simulator.wire.JobEvent;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

/// What a race must call a lie.
class RaceTest {

    @Test
    void oneEndThatEverybodyWasToldIsNoLie() {
        Race won = race(Kind.ACCEPT_CANCEL, new Ack.Done(), 200, "ACCEPTED", "OfferAccepted");
        Race lost =
                race(Kind.ALL, new Ack.Rejected("OFFER_EXPIRED"), 200, "EXPIRED", "OfferExpired");

        assertEquals("", won.lie());
        assertEquals("", lost.lie());
        assertEquals("OfferExpired", lost.winner());
        assertEquals(2, lost.waitsMillis().size());
    }

    @Test
    void offerWithTwoEndsOrNoneIsALie() {
        assertTrue(
                race(Kind.ALL, new Ack.Done(), 200, "ACCEPTED", "OfferAccepted", "OfferWithdrawn")
                        .lie()
                        .startsWith("the offer ended 2 times"));
        assertTrue(
                race(Kind.ALL, new Ack.Done(), 200, "ACCEPTED")
                        .lie()
                        .startsWith("the offer ended 0 times"));
    }

    @Test
    void whoeverWasToldOtherwiseWasLiedTo() {
        assertEquals(
                "the acceptance was answered by OfferAccepted, committed is OfferWithdrawn",
                race(Kind.ALL, new Ack.Done(), 200, "WITHDRAWN", "OfferWithdrawn").lie());
        assertEquals(
                "the driver was told EXPIRED, committed is OfferAccepted",
                race(Kind.ALL, new Ack.Done(), 200, "EXPIRED", "OfferAccepted").lie());
        assertEquals(
                "cancelling was answered 409, committed 1 times",
                race(Kind.ALL, new Ack.Done(), 409, "ACCEPTED", "OfferAccepted").lie());
    }

    @Test
    void raceIsDecidedWhenAllWhoAskedAreAnswered() {
        Race race = new Race(Kind.ACCEPT_CANCEL, "j", "7", 0);
        race.acknowledged(new Ack.Done());
        race.ended("ACCEPTED");
        assertFalse(race.decided());
        race.cancelled(200);

        assertTrue(race.decided());
        assertFalse(race.over());
        race.taken();
        assertTrue(race.over());
    }

    private static Race race(Kind kind, Ack ack, int cancel, String outcome, String... ends) {
        Race race = new Race(kind, "j", "7", System.currentTimeMillis());
        race.accepting();
        race.acknowledged(ack);
        race.cancelled(cancel);
        race.ended(outcome);
        int version = 2;
        race.happened(event(version, "OfferMade"));
        for (String end : ends) {
            race.happened(event(++version, end));
        }
        race.happened(new JobEvent(version + 1, "JobCancelled", at("by", "CUSTOMER")));
        return race;
    }

    private static JobEvent event(int version, String kind) {
        return new JobEvent(version, kind, at("offer", 7L));
    }

    private static JsonObject at(String field, Object value) {
        return new JsonObject().put(field, value).put("at", "2026-11-24T17:02:11.204Z");
    }
}
