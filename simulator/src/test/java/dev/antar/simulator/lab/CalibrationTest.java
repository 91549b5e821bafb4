package dev.antar.simulator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.pricing.Money;
import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.report.Foretold;

import org.junit.jupiter.api.Test;

/// What was expected of offers, beside what came of them; and drivers who mind the way.
final class CalibrationTest {

    private static final JobId JOB = new JobId("j");
    private static final DriverId DRIVER = new DriverId("d");

    private final Calibration calibration =
            new Calibration(offer -> offer.pickupMillis() < 60_000 ? 900 : 420);

    private long ids;

    private long made(int pickupMillis) {
        Offer offer =
                new Offer(
                        ++ids, JOB, DRIVER, 0, 15_000, new Money(0, "EUR"), pickupMillis, 0, 0, 0);
        calibration.event(new Event.OfferMade(ids, 0, 1, offer));
        return ids;
    }

    @Test
    void answersAreHeldAgainstWhatWasExpectedOfTheirKind() {
        calibration.event(new Event.OfferAccepted(1, 0, 2, JOB, made(10_000), DRIVER));
        calibration.event(new Event.OfferDeclined(1, 0, 2, JOB, made(20_000), DRIVER));
        calibration.event(new Event.OfferExpired(1, 0, 2, JOB, made(400_000), DRIVER));
        calibration.event(
                new Event.OfferWithdrawn(
                        1, 0, 2, JOB, made(10_000), DRIVER, WithdrawalReason.JOB_CANCELLED));
        calibration.event(
                new Event.SwapEnded(
                        1, 0, 2, JOB, made(10_000), DRIVER, DRIVER, OfferOutcome.WITHDRAWN));

        Foretold foretold = calibration.result();

        assertEquals(2, foretold.byPickup().size());
        Foretold.Band near = foretold.byPickup().getFirst();
        assertEquals("pickup in 0 to 60 s", near.name());
        assertEquals(2, near.offers());
        assertEquals(0.9, near.expected(), 1e-9);
        assertEquals(0.5, near.accepted(), 1e-9);
        assertEquals("40 to 45 %", foretold.byEstimate().getFirst().name());
        assertEquals((0.01 + 0.81 + 0.1764) / 3, foretold.brier(), 1e-9);
        assertEquals(2.0 / 9, foretold.brierOfMean(), 1e-9);
    }

    @Test
    void driversWhoMindTheWayAcceptLessOftenTheFartherItIs() {
        DriverBehaviour behaviour =
                DriverBehaviour.usual(new StraightRoads(new StraightLine(6, 1.3)))
                        .withDistaste(0.3);

        assertEquals(0.9, behaviour.acceptanceAt(0), 1e-9);
        // Odds of 9, divided by e for 200 s.
        assertEquals(9 / Math.E / (9 / Math.E + 1), behaviour.acceptanceAt(200_000), 1e-9);
        assertTrue(behaviour.acceptanceAt(86_400_000) < 1e-9);
        assertEquals(1, behaviour.withAcceptance(1).acceptanceAt(86_400_000));
    }
}
