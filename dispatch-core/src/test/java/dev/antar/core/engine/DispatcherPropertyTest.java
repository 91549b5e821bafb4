package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Whole markets of random people who say anything at any time.
class DispatcherPropertyTest {

    @Property(tries = 150)
    void rulesHoldAfterEveryStepWhateverHappens(@ForAll long seed) {
        Region region = new Region();
        Random random = new Random(seed);
        for (int step = 0; step < 600; step++) {
            step(region, random);
            assertRules(region);
        }
    }

    @Property(tries = 50)
    void sameCommandsGiveSameDecisions(@ForAll long seed) {
        Region one = new Region();
        Region other = new Region();
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
        Region region = new Region();
        Random random = new Random(seed);
        for (int step = 0; step < 400; step++) {
            step(region, random);
        }
        Map<String, String> before = picture(region.dispatcher);

        region.restart();

        assertEquals(before, picture(region.dispatcher));
        assertEquals(region.events.size(), region.dispatcher.lastSeq());
    }

    private static void step(Region region, Random random) {
        String driver = "d" + random.nextInt(8);
        String job = "j" + random.nextInt(30);
        long offer = random.nextInt(Math.max(1, region.events.size() + 3));
        region.now += random.nextInt(3) == 0 ? random.nextInt(5_000) : 0;
        int place = random.nextInt(6_000);
        switch (random.nextInt(14)) {
            case 0 -> region.driver(driver, place);
            case 1, 2 -> region.job(job, place);
            case 3 -> region.accept(driver, offer);
            case 4 -> region.decline(driver, offer);
            case 5 -> acceptLive(region, random);
            case 6 -> region.arrive(driver, job);
            case 7 -> region.pickUp(driver, job);
            case 8 -> region.complete(driver, job);
            case 9 -> region.cancel(job);
            case 10 ->
                    region.handle(
                            new Command.GoOffline(
                                    region.now, new dev.antar.core.fleet.DriverId(driver)));
            case 11 ->
                    region.handle(
                            new Command.ReleaseJob(
                                    region.now,
                                    new dev.antar.core.fleet.DriverId(driver),
                                    new dev.antar.core.job.JobId(job)));
            case 12 -> region.fix(driver, place);
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
        for (OpenJob job : region.dispatcher.openJobs()) {
            boolean waits = job.state() == JobState.PENDING || job.state() == JobState.SCHEDULED;
            assertEquals(waits, job.unmatchedReason() != null);
            assertEquals(waits, job.driverSlot() == OpenJob.NOBODY);
            if (job.state().held()) {
                held.merge(job.driverSlot(), 1, Integer::sum);
            }
            if (job.state() == JobState.OFFERED) {
                assertTrue(region.dispatcher.liveOffer(job.offerId()) != null);
            }
        }
        for (int slot = 0; slot < region.dispatcher.roster().size(); slot++) {
            Driver driver = region.dispatcher.roster().at(slot);
            int jobs = held.getOrDefault(slot, 0);
            assertTrue(jobs <= driver.profile().capacity());
            assertEquals(driver.state() == DriverState.ON_JOB, jobs > 0);
            Offer offer = region.dispatcher.liveOfferTo(driver);
            assertEquals(driver.state() == DriverState.OFFERED, offer != null);
            if (!driver.onDuty()) {
                LatLng none = driver.position();
                assertNull(none, "positions of drivers off duty are not kept");
            }
            if (offer != null && offer.madeAtMillis() == region.now) {
                assertEquals(Liveness.LIVE, driver.liveness());
            }
        }
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
                            + dispatcher.liveOfferTo(driver));
        }
        return picture;
    }
}
