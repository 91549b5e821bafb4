package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.Stop;
import dev.antar.core.job.Terms;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Jobs that may share their driver. A metre takes 0.2 s.
class SharingTest {

    private static final Terms SHARED = new Terms(Terms.NOW, Terms.NOW, Terms.NOW, true);

    private final Region region = new Region();

    @BeforeEach
    void roomyDriver() {
        region.driver(DriverProfile.of(new DriverId("a"), Vehicle.VAN, List.of(), 4, 3), 0);
    }

    private void ask(String name, int from, int to, int seats, Terms terms, JobKind kind) {
        region.handle(
                new Command.SubmitJob(
                        region.now,
                        new Job(
                                new JobId(name),
                                kind,
                                Region.at(from),
                                Region.at(to),
                                Requirements.of(Set.of(), Set.of(), seats),
                                terms,
                                region.now)));
    }

    private void ask(String name, int from, int to) {
        ask(name, from, to, 1, SHARED, JobKind.RIDE);
    }

    private void accepted(String name) {
        region.pass(1, "a");
        assertEquals("a", region.driverOf(name));
        assertTrue(region.accept("a", region.offerOf(name)).isDone());
    }

    private Driver driver() {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId("a")));
    }

    private List<Stop> stops() {
        return region.dispatcher.stopsOf(driver());
    }

    private static Stop pickup(String job) {
        return Stop.pickup(new JobId(job));
    }

    private static Stop dropoff(String job) {
        return Stop.dropoff(new JobId(job));
    }

    @Test
    void rideOnTheWayIsPutBetweenTheStops() {
        ask("long", 100, 5_000);
        accepted("long");
        ask("within", 1_000, 3_000);
        accepted("within");

        assertEquals(
                List.of(pickup("long"), pickup("within"), dropoff("within"), dropoff("long")),
                stops());
        region.pickUp("a", "long");
        assertTrue(region.pickUp("a", "within").isDone(), "both may be aboard");
        assertTrue(region.complete("a", "within").isDone());
        assertTrue(region.complete("a", "long").isDone());
        assertEquals(DriverState.IDLE, driver().state());
    }

    @Test
    void deliveriesOfOneShopAreStackedAndTheOfferShowsTheOrder() {
        ask("one", 500, 2_000, 1, SHARED, JobKind.DELIVERY);
        accepted("one");
        ask("two", 500, 2_500, 1, SHARED, JobKind.DELIVERY);
        region.pass(1, "a");
        var offer = Objects.requireNonNull(region.dispatcher.liveOfferTo(driver()));

        assertEquals(Set.of(pickup("one"), pickup("two")), Set.copyOf(offer.stops().subList(0, 2)));
        assertEquals(List.of(dropoff("one"), dropoff("two")), offer.stops().subList(2, 4));
        assertTrue(offer.pickupMeters() < 50, "no way of its own to the pickup: " + offer);
    }

    @Test
    void nobodySharesWhoDidNotSaySo() {
        ask("alone", 100, 5_000, 1, Terms.ASAP, JobKind.RIDE);
        accepted("alone");
        ask("within", 1_000, 3_000);
        region.pass(5, "a");
        assertEquals(JobState.PENDING, region.stateOf("within"));
    }

    @Test
    void ridesAndDeliveriesAreNotMixed() {
        ask("ride", 100, 5_000);
        accepted("ride");
        ask("meal", 1_000, 3_000, 1, SHARED, JobKind.DELIVERY);
        region.pass(5, "a");
        assertEquals(JobState.PENDING, region.stateOf("meal"));
    }

    @Test
    void seatsAreNotExceededAtAnyStop() {
        ask("three", 100, 5_000, 3, SHARED, JobKind.RIDE);
        accepted("three");
        ask("two", 1_000, 3_000, 2, SHARED, JobKind.RIDE);
        region.pass(5, "a");
        assertEquals(JobState.PENDING, region.stateOf("two"));

        ask("one", 1_000, 3_000, 1, SHARED, JobKind.RIDE);
        accepted("one");
    }

    @Test
    void nobodyRidesMuchLongerThanAlone() {
        ask("short", 100, 1_000);
        accepted("short");
        region.pickUp("a", "short");
        // Fetching somebody behind him would take the first passenger six times as long.
        region.pass(20, "a");
        region.fix("a", 200);
        ask("back", -2_000, 1_200);
        region.pass(1, "a");
        if (region.stateOf("back") == JobState.OFFERED) {
            accepted("back");
            assertEquals(dropoff("short"), stops().getFirst());
        }
    }

    @Test
    void promisedDropoffIsKeptWhenOthersJoin() {
        long by = region.now + 1_070_000;
        ask("urgent", 100, 5_000, 1, new Terms(Terms.NOW, Terms.NOW, by, true), JobKind.RIDE);
        accepted("urgent");
        ask("aside", 1_000, 1_200, 1, SHARED, JobKind.RIDE);
        region.pass(5, "a");

        // Two more stops of 30 s would be too late for it.
        assertEquals(JobState.PENDING, region.stateOf("aside"));
    }

    @Test
    void cancelledJobLeavesTheOthersInTheirOrder() {
        ask("long", 100, 5_000);
        accepted("long");
        ask("within", 1_000, 3_000);
        accepted("within");
        region.cancel("long");

        assertEquals(List.of(pickup("within"), dropoff("within")), stops());
    }

    @Test
    void planSurvivesARestart() {
        ask("long", 100, 5_000);
        accepted("long");
        ask("within", 1_000, 3_000);
        accepted("within");
        region.pickUp("a", "long");
        List<Stop> before = stops();

        region.restart();

        assertEquals(before, stops());
    }

    @Test
    void capacityIsTheMostJobsAtOnce() {
        for (String name : List.of("one", "two", "three")) {
            ask(name, 100, 4_000);
            accepted(name);
        }
        ask("four", 100, 4_000);
        region.pass(5, "a");

        assertEquals(JobState.PENDING, region.stateOf("four"));
    }
}
