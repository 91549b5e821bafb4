package dev.antar.simulator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.offer.Offer;
import dev.antar.core.pricing.Money;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The checker must find what is wrong, and nothing where all is right.
class InvariantCheckerTest {

    private static final DriverId A = new DriverId("a");
    private static final DriverId B = new DriverId("b");
    private static final JobId J = new JobId("j");

    @Test
    void honestHistoryIsClean() {
        assertEquals(0, check(events -> events));
    }

    @Test
    void eachForgeryIsFound() {
        List<UnaryOperator<List<Event>>> forgeries =
                List.of(
                        // Held by a second driver.
                        events -> with(events, 8, new Event.OfferAccepted(9, 9, 4, J, 5, B)),
                        // Accepted twice.
                        events -> with(events, 8, new Event.OfferAccepted(9, 9, 4, J, 5, A)),
                        // An offer that was never made.
                        events -> with(events, 7, new Event.OfferAccepted(8, 8, 3, J, 77, A)),
                        // Completed before pickup.
                        events -> with(events, 8, new Event.JobCompleted(9, 9, 4, J, A)),
                        // Picked up by one who does not hold it.
                        events -> with(events, 8, new Event.JobPickedUp(9, 9, 4, J, B)),
                        // A gap in the region's numbers, and one in the job's.
                        events -> with(events, 8, new Event.DriverArrived(10, 9, 4, J, A)),
                        events -> with(events, 8, new Event.DriverArrived(9, 9, 5, J, A)),
                        // Back in time.
                        events -> with(events, 8, new Event.DriverArrived(9, 1, 4, J, A)),
                        // Off duty with a job in hand.
                        events ->
                                with(
                                        events,
                                        8,
                                        new Event.DriverWentOffline(
                                                9,
                                                9,
                                                A,
                                                dev.antar.core.engine.OfflineReason.DRIVER)),
                        // Offered to one who has been silent for an hour.
                        events -> with(events, 6, offer(7, 3_700_000, 2, A)));

        for (int i = 0; i < forgeries.size(); i++) {
            assertTrue(check(forgeries.get(i)) > 0, "forgery " + i + " was not found");
        }
    }

    @Test
    void offerToOneWhoDeclinedIsFound() {
        List<Event> events = new ArrayList<>(honest().subList(0, 7));
        events.add(new Event.OfferDeclined(8, 8, 3, J, 5, A));
        events.add(offer(9, 9, 4, A));

        assertTrue(violations(events) > 0);
    }

    private static long check(UnaryOperator<List<Event>> forgery) {
        return violations(forgery.apply(honest()));
    }

    private static long violations(List<Event> events) {
        InvariantChecker checker = new InvariantChecker(10_000);
        for (Event event : events) {
            checker.event(event);
            if (event.atMillis() < 1_000) {
                checker.command(new Command.Heartbeat(event.atMillis(), A));
                checker.command(new Command.Heartbeat(event.atMillis(), B));
            }
        }
        return checker.violations();
    }

    private static List<Event> honest() {
        Job job =
                Job.now(J, JobKind.RIDE, new LatLng(1, 1), new LatLng(1, 2), Requirements.NONE, 5);
        return List.of(
                new Event.DriverRegistered(1, 1, DriverProfile.car(A)),
                new Event.DriverRegistered(2, 2, DriverProfile.car(B)),
                new Event.DriverWentOnline(3, 3, A, Availability.open()),
                new Event.DriverWentOnline(4, 4, B, Availability.open()),
                new Event.DriverWentOnline(5, 4, B, Availability.silent()),
                new Event.JobSubmitted(6, 5, 1, job, 5),
                offer(7, 7, 2, A),
                new Event.OfferAccepted(8, 8, 3, J, 5, A),
                new Event.DriverArrived(9, 9, 4, J, A),
                new Event.JobPickedUp(10, 10, 5, J, A),
                new Event.JobCompleted(11, 11, 6, J, A));
    }

    private static Event offer(long seq, long at, int version, DriverId driver) {
        return new Event.OfferMade(
                seq,
                at,
                version,
                new Offer(5, J, driver, at, at + 15_000, new Money(1, "EUR"), 1, 1, 1, 1));
    }

    private static List<Event> with(List<Event> events, int index, Event other) {
        List<Event> changed = new ArrayList<>(events);
        changed.set(index, other);
        return changed;
    }
}
