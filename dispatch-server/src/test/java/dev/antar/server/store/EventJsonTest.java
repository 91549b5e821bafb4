package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.OfflineReason;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.UnqueuedReason;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.offer.Offer;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.pricing.Money;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class EventJsonTest {

    private static final JobId JOB = new JobId("j-1");
    private static final DriverId DRIVER = new DriverId("d_1");

    static Stream<Event> everyKind() {
        Job job =
                new Job(
                        JOB,
                        JobKind.DELIVERY,
                        new LatLng(-6.2, 106.8),
                        new LatLng(57.7, 180),
                        Requirements.of(Set.of(Vehicle.VAN), List.of("cash", "pets"), 3)
                                .withCash(55_000),
                        new Terms(99_000, 98_000, 400_000, true),
                        1_000);
        Offer offer =
                new Offer(7, JOB, DRIVER, 5, 15_005, new Money(1_250, "IDR"), 60_000, 400, 1, 2);
        return Stream.of(
                new Event.DriverRegistered(
                        1, 5, DriverProfile.of(DRIVER, Vehicle.MOTORCYCLE, Set.of("helmet"), 1, 3)),
                new Event.DriverWentOnline(2, 5, DRIVER, Availability.open()),
                new Event.DriverWentOnline(2, 5, DRIVER, Availability.silent()),
                new Event.DriverWentOnline(
                        2, 5, DRIVER, new Availability.GoHome(new LatLng(1.5, 2.5))),
                new Event.DriverWentOnline(
                        2,
                        5,
                        DRIVER,
                        new Availability.Break(77_000),
                        new Limits(5_000, 20_000, 9_999_999, 100)),
                new Event.DriverQueued(2, 5, DRIVER, "airport"),
                new Event.PolicyChanged(
                        2,
                        5,
                        new Policy(
                                "p",
                                3,
                                "Why # not?",
                                "minimum-cost",
                                Map.of(PolicyParameter.SWAPS, 0)),
                        "ops",
                        "\"quoted\" ü"),
                new Event.PolicyChanged(
                        2,
                        5,
                        Policy.of("nearest-first"),
                        "ops",
                        "rain",
                        new Grounds.WithoutReport("the bridge is closed")),
                new Event.PolicyChanged(
                        2,
                        5,
                        Policy.of("nearest-first"),
                        "ops",
                        "fairer",
                        new Grounds.Report(
                                "ab".repeat(32),
                                1_700_000_000_000L,
                                List.of(
                                        new Grounds.Figure("wait_s.mean", 1, 2.5, 1.5, 1.25, 1.75),
                                        new Grounds.Figure(
                                                "jobs.completed",
                                                10,
                                                11,
                                                1,
                                                Double.NaN,
                                                Double.NaN)))),
                new Event.DriverPaused(2, 5, DRIVER, "ops", "\"quoted\" ü"),
                new Event.DriverResumed(2, 5, DRIVER, "ops", "cleared up"),
                new Event.DriverUnqueued(2, 5, DRIVER, "airport", UnqueuedReason.LEFT),
                new Event.DriverWentOffline(3, 5, DRIVER, OfflineReason.UNREACHABLE),
                new Event.JobSubmitted(4, 5, 1, job, 9_000),
                new Event.JobBecameDue(5, 5, 2, JOB),
                new Event.OfferMade(6, 5, 3, offer),
                new Event.OfferMade(
                        6,
                        5,
                        3,
                        new Offer(
                                7,
                                JOB,
                                DRIVER,
                                5,
                                15_005,
                                new Money(1_250, "IDR"),
                                60_000,
                                400,
                                1,
                                2,
                                List.of(
                                        Stop.dropoff(new JobId("before")),
                                        Stop.pickup(JOB),
                                        Stop.dropoff(JOB)))),
                new Event.OfferAccepted(7, 5, 4, JOB, 7, DRIVER),
                new Event.OfferDeclined(7, 5, 4, JOB, 7, DRIVER),
                new Event.OfferExpired(7, 5, 4, JOB, 7, DRIVER),
                new Event.OfferWithdrawn(7, 5, 4, JOB, 7, DRIVER, WithdrawalReason.DRIVER_GONE),
                new Event.DriverArrived(8, 5, 5, JOB, DRIVER),
                new Event.JobPickedUp(8, 5, 5, JOB, DRIVER),
                new Event.JobReleased(8, 5, 5, JOB, DRIVER, ReleaseReason.DRIVER, null),
                new Event.JobReleased(
                        8,
                        5,
                        5,
                        JOB,
                        DRIVER,
                        ReleaseReason.BETTER_MATCH,
                        new Event.WayDriven(1_200, 240_000, new Money(148, "EUR"))),
                new Event.SwapOffered(8, 5, 5, offer, new DriverId("d2")),
                new Event.SwapEnded(
                        8, 5, 5, JOB, 6, DRIVER, new DriverId("d2"), OfferOutcome.DECLINED),
                new Event.JobCompleted(8, 5, 5, JOB, DRIVER),
                new Event.JobCancelled(8, 5, 5, JOB, CancelledBy.OPERATOR, "\"quoted\" ü"),
                new Event.JobUnfulfilled(8, 5, 5, JOB, UnmatchedReason.ALL_DECLINED));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void eventIsReadBackAsItWas(Event event) {
        String type = EventJson.typeOf(event);
        String body = EventJson.bodyOf(event);

        Event read =
                switch (event) {
                    case Event.OfJob job ->
                            EventJson.ofJob(type, job.seq(), job.job(), job.version(), body);
                    case Event.PolicyChanged changed ->
                            EventJson.policyChanged(changed.seq(), body);
                    default -> EventJson.ofDriver(type, event.seq(), body);
                };

        assertEquals(event, read);
    }

    @Test
    void everyKindOfEventIsTried() {
        long kinds = everyKind().map(Event::getClass).distinct().count();

        assertEquals(23, kinds);
    }
}
