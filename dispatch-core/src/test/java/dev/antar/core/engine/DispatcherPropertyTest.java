package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.matching.Cost;
import dev.antar.core.offer.Offer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whole markets of random people who say anything at any time.
class DispatcherPropertyTest {

    /// Every other one weighs what it learns of refusals.
    private static Region region(long seed) {
        Cost cost = DispatchConfig.defaults().cost().withRefusals(200);
        return seed % 2 == 0 ? new Region() : new Region(DispatchConfig.defaults().withCost(cost));
    }

    @Property(tries = 150)
    void rulesHoldAfterEveryStepWhateverHappens(@ForAll long seed) {
        Region region = region(seed);
        Random random = new Random(seed);
        for (int step = 0; step < 600; step++) {
            step(region, random);
            assertRules(region);
        }
    }

    @Property(tries = 50)
    void sameCommandsGiveSameDecisions(@ForAll long seed) {
        Region one = region(seed);
        Region other = region(seed);
        Random random = new Random(seed);
        Random again = new Random(seed);
        for (int step = 0; step < 400; step++) {
            step(one, random);
            step(other, again);
        }

        assertEquals(one.dispatcher.decisionHash(), other.dispatcher.decisionHash());
        assertEquals(one.events, other.events);
    }

    @Property(tries = 100)
    void stateIsTheFoldOfTheEvents(@ForAll long seed) {
        Region region = region(seed);
        Random random = new Random(seed);
        for (int step = 0; step < 400; step++) {
            step(region, random);
        }
        Map<String, String> before = picture(region.dispatcher);

        region.restart();

        assertEquals(before, picture(region.dispatcher));
        assertEquals(region.events.size(), region.dispatcher.lastSeq());
    }

    /// People who mostly do what they should, so that jobs pass on and wait behind others; now and
    /// then the process dies.
    @Test
    void jobsThatPassOnAndWaitBehindOthersAreNeverLostOrHeldTwice() {
        int passedOn = 0;
        int next = 0;
        for (long seed = 0; seed < 30; seed++) {
            Region region = region(seed);
            Random random = new Random(seed);
            for (int step = 0; step < 500; step++) {
                liveStep(region, random, step);
                assertRules(region);
                if (random.nextInt(100) == 0) {
                    Map<String, String> before = picture(region.dispatcher);
                    region.restart();
                    assertEquals(before, picture(region.dispatcher));
                }
            }
            Set<JobId> ended = new HashSet<>();
            Set<JobId> submitted = new HashSet<>();
            for (Event event : region.events) {
                if (event instanceof Event.JobSubmitted asked) {
                    submitted.add(asked.job());
                } else if (event instanceof Event.OfJob ofJob && Snapshot.ends(ofJob)) {
                    assertTrue(ended.add(ofJob.job()), "ends once");
                } else if (event instanceof Event.JobReleased(_, _, _, _, _, var why, _)
                        && why == ReleaseReason.BETTER_MATCH) {
                    passedOn++;
                } else if (event instanceof Event.OfferAccepted accepted
                        && wasNext(region.events, accepted.offer())) {
                    next++;
                }
            }
            submitted.removeAll(ended);
            assertEquals(
                    submitted,
                    region.dispatcher.openJobs().stream()
                            .map(OpenJob::id)
                            .collect(Collectors.toSet()));
        }
        assertTrue(passedOn > 20, "jobs passed on: " + passedOn);
        assertTrue(next > 20, "jobs accepted beside or behind others: " + next);
    }

    private static boolean wasNext(List<Event> events, long offer) {
        return events.stream()
                .anyMatch(
                        event ->
                                event instanceof Event.OfferMade made
                                        && made.offer().id() == offer
                                        && !made.offer().stops().isEmpty());
    }

    static void liveStep(Region region, Random random, int step) {
        region.now += 1_000 + random.nextInt(4_000);
        if (step % 60 < 8) {
            int number = step % 60;
            region.driver(
                    DriverProfile.of(
                            new DriverId("d" + number), Vehicle.CAR, List.of(), 4, 1 + number % 3),
                    random.nextInt(6_000));
        }
        for (int slot = 0; slot < region.dispatcher.roster().size(); slot++) {
            Driver driver = region.dispatcher.roster().at(slot);
            String name = driver.id().value();
            LatLng at = driver.position();
            double meters = at == null ? random.nextInt(6_000) : at.lng() * 111_195;
            region.fix(name, (int) meters + random.nextInt(60) - 30);
            Offer offer = region.dispatcher.liveOfferTo(driver);
            if (offer != null && random.nextInt(3) == 0) {
                if (random.nextInt(8) == 0) {
                    region.decline(name, offer.id());
                } else {
                    region.accept(name, offer.id());
                }
            }
            List<Stop> stops = region.dispatcher.stopsOf(driver);
            if (!stops.isEmpty() && random.nextInt(12) == 0) {
                String job = stops.getFirst().job().value();
                if (stops.getFirst().isPickup()) {
                    region.arrive(name, job);
                    region.pickUp(name, job);
                } else {
                    region.complete(name, job);
                }
            }
        }
        if (random.nextInt(3) == 0) {
            int from = random.nextInt(6_000);
            if (random.nextBoolean()) {
                region.job("j" + step, from);
            } else {
                region.shared("j" + step, from, from + 500 + random.nextInt(4_000), 1 + step % 2);
            }
        }
        if (random.nextInt(15) == 0) {
            region.cancel("j" + random.nextInt(step + 1));
        }
        if (random.nextInt(15) == 0) {
            region.handle(
                    new Command.ReleaseJob(
                            region.now,
                            new DriverId("d" + random.nextInt(8)),
                            new JobId("j" + random.nextInt(step + 1))));
        }
        if (random.nextInt(60) == 0) {
            region.pause("d" + random.nextInt(8), "complaint");
        } else if (random.nextInt(20) == 0) {
            region.resume("d" + random.nextInt(8), "talked");
        }
        region.handle(new Command.Tick(region.now));
    }

    static void step(Region region, Random random) {
        String driver = "d" + random.nextInt(8);
        String job = "j" + random.nextInt(30);
        long offer = random.nextInt(Math.max(1, region.events.size() + 3));
        region.now += random.nextInt(3) == 0 ? random.nextInt(5_000) : 0;
        int place = random.nextInt(6_000);
        switch (random.nextInt(16)) {
            case 0 -> region.driver(driver, place);
            case 1, 2 -> region.job(job, place);
            case 3 -> region.accept(driver, offer);
            case 4 -> region.decline(driver, offer);
            case 5 -> acceptLive(region, random);
            case 6 -> region.arrive(driver, job);
            case 7 -> region.pickUp(driver, job);
            case 8 -> region.complete(driver, job);
            case 9 -> region.cancel(job);
            case 10 -> region.handle(new Command.GoOffline(region.now, new DriverId(driver)));
            case 11 ->
                    region.handle(
                            new Command.ReleaseJob(
                                    region.now, new DriverId(driver), new JobId(job)));
            case 12 -> region.fix(driver, place);
            case 13 -> region.pause(driver, "complaint " + random.nextInt(3));
            case 14 -> region.resume(driver, "talked");
            default -> region.handle(new Command.Tick(region.now));
        }
    }

    private static void acceptLive(Region region, Random random) {
        if (region.dispatcher.roster().size() > 0) {
            Driver driver =
                    region.dispatcher
                            .roster()
                            .at(random.nextInt(region.dispatcher.roster().size()));
            Offer offer = region.dispatcher.liveOfferTo(driver);
            if (offer != null) {
                region.accept(driver.id().value(), offer.id());
            }
        }
    }

    private static void assertRules(Region region) {
        Map<Integer, Integer> held = new HashMap<>();
        Map<Integer, Integer> aboard = new HashMap<>();
        for (OpenJob job : region.dispatcher.openJobs()) {
            boolean waits = job.state() == JobState.PENDING || job.state() == JobState.SCHEDULED;
            assertEquals(waits, job.unmatchedReason() != null);
            assertEquals(waits, job.driverSlot() == OpenJob.NOBODY);
            if (job.state().held()) {
                held.merge(job.driverSlot(), 1, Integer::sum);
            }
            if (job.state() == JobState.PICKED_UP) {
                aboard.merge(job.driverSlot(), 1, Integer::sum);
            }
            if (job.state() == JobState.OFFERED) {
                assertTrue(region.dispatcher.liveOffer(job.offerId()) != null);
            }
        }
        for (int slot = 0; slot < region.dispatcher.roster().size(); slot++) {
            Driver driver = region.dispatcher.roster().at(slot);
            int jobs = held.getOrDefault(slot, 0);
            assertTrue(jobs <= driver.profile().capacity() + 1, "one job may wait as the next");
            assertTrue(aboard.getOrDefault(slot, 0) <= driver.profile().capacity());
            assertAboard(region, driver);
            assertStops(region, driver);
            assertEquals(driver.state() == DriverState.ON_JOB, jobs > 0);
            Offer offer = region.dispatcher.liveOfferTo(driver);
            assertEquals(driver.state() == DriverState.OFFERED, offer != null && jobs == 0);
            if (!driver.onDuty()) {
                LatLng none = driver.position();
                assertNull(none, "positions of drivers off duty are not kept");
            }
            assertTrue(!driver.paused() || offer == null, "whoever is paused is offered nothing");
            if (offer != null && offer.madeAtMillis() == region.now) {
                assertEquals(Liveness.LIVE, driver.liveness());
            }
        }
    }

    /// Whoever rides with others said that he may be, and everybody has a seat.
    private static void assertAboard(Region region, Driver driver) {
        List<OpenJob> aboard =
                region.dispatcher.jobsOf(driver).stream()
                        .filter(job -> job.state() == JobState.PICKED_UP)
                        .toList();
        if (aboard.size() > 1) {
            assertTrue(aboard.stream().allMatch(job -> job.job().terms().shared()));
            assertTrue(
                    aboard.stream().mapToInt(job -> job.job().requirements().seats()).sum()
                            <= driver.profile().seats());
        }
    }

    /// What is ahead of a driver is what he holds: a pickup before its dropoff, each once.
    private static void assertStops(Region region, Driver driver) {
        List<Stop> stops = region.dispatcher.stopsOf(driver);
        Set<Stop> expected = new HashSet<>();
        for (OpenJob job : region.dispatcher.jobsOf(driver)) {
            expected.add(Stop.dropoff(job.id()));
            if (job.state() != JobState.PICKED_UP) {
                expected.add(Stop.pickup(job.id()));
                assertTrue(
                        stops.indexOf(Stop.pickup(job.id()))
                                < stops.indexOf(Stop.dropoff(job.id())));
            }
        }
        assertEquals(expected, new HashSet<>(stops));
        assertEquals(expected.size(), stops.size());
    }

    private static Map<String, String> picture(Dispatcher dispatcher) {
        Map<String, String> picture = new TreeMap<>();
        for (OpenJob job : dispatcher.openJobs()) {
            picture.put(
                    job.id().value(),
                    job.state()
                            + " v"
                            + job.version()
                            + " by "
                            + job.driverSlot()
                            + " offer "
                            + job.offerId()
                            + " since "
                            + job.pendingSinceMillis());
        }
        for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
            Driver driver = dispatcher.roster().at(slot);
            picture.put(
                    driver.id().value(),
                    driver.slot()
                            + " "
                            + driver.state()
                            + " "
                            + driver.availability()
                            + driver.pause()
                            + dispatcher.stopsOf(driver)
                            + dispatcher.liveOfferTo(driver));
        }
        picture.put("learned", dispatcher.learnedAcceptance().toString());
        return picture;
    }
}
