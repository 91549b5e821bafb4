package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.fleet.FixVerdict;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.matching.MinimumCost;
import dev.antar.core.matching.NearestFirst;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class FixesInTheEngineTest {

    private final Region region = new Region();

    @Property(tries = 60)
    void batchesAndSingleFixesGiveTheSameVerdictsAndDecisions(@ForAll long seed) {
        Region singly = new Region();
        Region batched = new Region();
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            singly.driver("d" + i, i * 700);
            batched.driver("d" + i, i * 700);
        }
        for (int step = 0; step < 60; step++) {
            singly.now += random.nextInt(4_000);
            batched.now = singly.now;
            FixBatch batch = new FixBatch();
            List<Result> results = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                int slot = random.nextInt(6);
                long fixedAt = singly.now - 5_000 + random.nextInt(20_000);
                Fix fix =
                        new Fix(
                                Region.at(random.nextInt(20) * 500),
                                fixedAt,
                                random.nextInt(1_200),
                                random.nextInt(12),
                                Fix.UNKNOWN,
                                random.nextInt(10) == 0);
                DriverId driver = new DriverId("d" + slot);
                results.add(singly.handle(new Command.ReportFix(singly.now, driver, fix)));
                batch.add(slot, fix);
            }
            batched.handle(new Command.ReportFixes(batched.now, batch));
            for (int row = 0; row < batch.size(); row++) {
                assertEquals(results.get(row).isDone(), batch.verdict(row).accepted());
            }
            int pickup = random.nextInt(8_000);
            singly.job("j" + step, pickup);
            batched.job("j" + step, pickup);
            singly.handle(new Command.Tick(singly.now));
            batched.handle(new Command.Tick(batched.now));
        }

        assertEquals(singly.dispatcher.decisionHash(), batched.dispatcher.decisionHash());
    }

    @Test
    void batchNamesDriversBySlotAndCountsAsASignOfLife() {
        region.driver("a", 0);
        region.pass(15);
        assertEquals(Liveness.STALE, driver("a").liveness());

        FixBatch batch = new FixBatch();
        batch.add(driver("a").slot(), Fix.at(Region.at(50), region.now));
        batch.add(77, Fix.at(Region.at(50), region.now));
        batch.add(-1, Fix.at(Region.at(50), region.now));
        region.handle(new Command.ReportFixes(region.now, batch));

        assertEquals(FixVerdict.ACCEPTED, batch.verdict(0));
        assertEquals(FixVerdict.UNKNOWN_DRIVER, batch.verdict(1));
        assertEquals(FixVerdict.UNKNOWN_DRIVER, batch.verdict(2));
        assertEquals(Liveness.LIVE, driver("a").liveness());
        assertEquals(Region.at(50), driver("a").position());
    }

    @Test
    void batchIsRefilledWithoutOldVerdicts() {
        FixBatch batch = new FixBatch();
        batch.add(0, Fix.at(Region.at(0), 1));
        batch.judge(0, FixVerdict.JUMP, FixQuality.SUSPECT_HOPPING);
        batch.clear();
        batch.add(0, Fix.at(Region.at(0), 2));

        assertThrows(IllegalStateException.class, () -> batch.verdict(0));
        assertEquals(FixQuality.GOOD, batch.quality(0));
        assertThrows(IndexOutOfBoundsException.class, () -> batch.lat(1));
    }

    @Test
    void badRowIsRefusedByNameAndNothingIsAdded() {
        FixBatch batch = new FixBatch();

        assertRefused("lat=NaN", () -> batch.add(0, Double.NaN, 0, 1, -1, -1, -1, -1, false));
        assertRefused("lng=180.1", () -> batch.add(0, 0, 180.1, 1, -1, -1, -1, -1, false));
        assertRefused("at=-1", () -> batch.add(0, 0, 0, -1, -1, -1, -1, -1, false));
        assertRefused("at=9223", () -> batch.add(0, 0, 0, Long.MAX_VALUE, -1, -1, -1, -1, false));
        assertRefused("accuracy=-2.0", () -> batch.add(0, 0, 0, 1, -2, -1, -1, -1, false));
        assertRefused("sequence=65536", () -> batch.add(0, 0, 0, 1, -1, -1, -1, 65_536, false));
        assertEquals(0, batch.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-cost", "nearest-first"})
    void suspectDriverComesAfterOneWhoIsALittleFarther(String policy) {
        Region city = region(policy);
        mocked(city, "near", 0);
        mocked(city, "near2", 10);
        mocked(city, "near3", 20);
        mocked(city, "near4", 30);
        mocked(city, "near5", 40);
        city.driver("far", 400);
        city.job("j", 0);

        city.pass(1, "near", "far");

        assertEquals("far", city.driverOf("j"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-cost", "nearest-first"})
    void suspectDriverStillGetsTheOfferWhenNobodyBetterIsNear(String policy) {
        Region city = region(policy);
        mocked(city, "suspect", 4_400);
        city.job("j", 0);

        city.pass(1, "suspect");

        assertEquals("suspect", city.driverOf("j"));
    }

    @Test
    void watcherHearsOfEachChangeOfQuality() {
        List<String> heard = new ArrayList<>();
        Region city = new Region();
        city.dispatcher =
                new Dispatcher(
                        city.config,
                        new MinimumCost(),
                        new Watcher() {
                            @Override
                            public void qualityChanged(Driver driver, FixQuality before) {
                                heard.add(driver.id() + " " + before + " " + driver.quality());
                            }
                        });
        city.driver("a", 0);
        mocked(city, "a", 5);
        mocked(city, "a", 6);

        assertEquals(List.of("a GOOD SUSPECT_MOCK"), heard);
    }

    @Test
    void wrongPhoneClockCostsNoOffer() {
        region.driver("a", 0);
        long phone = region.now - 3_600_000;
        DriverId a = new DriverId("a");
        region.handle(new Command.GoOffline(region.now, a));
        region.handle(new Command.CompareClocks(region.now, a, phone));
        region.handle(
                new Command.GoOnline(region.now, a, dev.antar.core.fleet.Availability.open()));
        region.handle(new Command.ReportFix(region.now, a, Fix.at(Region.at(0), phone)));
        region.job("j", 300);

        region.pass(1, "a");

        assertEquals("a", region.driverOf("j"));
    }

    @Test
    void goneDriverFreesHisOfferWithinTheTickThatSeesIt() {
        Region city = new Region(DispatchConfig.defaults().withTimes(1_000, 60_000, 1_800_000));
        city.driver("a", 0);
        city.job("j", 300);
        city.pass(1, "a");
        long heard = city.now;

        city.now = heard + 30_000;
        city.handle(new Command.Tick(city.now));
        assertEquals(JobState.OFFERED, city.stateOf("j"));
        city.now = heard + 30_001;
        city.handle(new Command.Tick(city.now));

        assertEquals(JobState.PENDING, city.stateOf("j"));
        assertEquals(Liveness.GONE, driver(city, "a").liveness());
    }

    @Test
    void commandsWhoseTimeGoesBackMakeNobodyStaleEarlyOrLate() {
        region.driver("a", 0);
        long start = region.now;

        tick(start + 9_000);
        tick(start - 3_600_000);
        tick(start + 10_000);
        assertEquals(Liveness.LIVE, driver("a").liveness());
        tick(start + 10_001);

        assertEquals(Liveness.STALE, driver("a").liveness());
    }

    @Test
    void leapOfTimeHasEveryConsequenceOnce() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");

        tick(region.now + 5 * 3_600_000L);
        tick(region.now + 5 * 3_600_000L + 100);

        assertEquals(Liveness.GONE, driver("a").liveness());
        assertEquals(DriverState.OFFLINE, driver("a").state());
        assertEquals(1, region.events.stream().filter(Event.OfferEnded.class::isInstance).count());
    }

    @Test
    void restoredRegionFindsPhonesSilentInTheSameOrder() {
        for (int i = 0; i < 20; i++) {
            region.driver("d" + (i * 7) % 20, i * 100);
        }
        region.restart();
        Region twin = new Region();
        twin.now = region.now;
        twin.dispatcher =
                Dispatcher.restore(
                        region.config,
                        new MinimumCost(),
                        Watcher.NONE,
                        Snapshot.of(region.events),
                        region.now);

        tick(region.now + 700_000);
        twin.handle(new Command.Tick(region.now + 700_000));

        assertEquals(region.dispatcher.decisionHash(), twin.dispatcher.decisionHash());
        assertEquals(20, twin.events.size());
    }

    @Test
    void jobsOfADriverAreThoseHeHolds() {
        region.driver("a", 0);
        region.job("j", 300);
        region.pass(1, "a");
        assertEquals(List.of(), region.dispatcher.jobsOf(driver("a")));

        region.accept("a", region.offerOf("j"));
        assertEquals(List.of(region.open("j")), region.dispatcher.jobsOf(driver("a")));

        region.pickUp("a", "j");
        region.complete("a", "j");
        assertEquals(List.of(), region.dispatcher.jobsOf(driver("a")));
    }

    private static Region region(String policy) {
        Region city = new Region();
        MatchingPolicy chosen =
                policy.equals("minimum-cost") ? new MinimumCost() : new NearestFirst();
        city.dispatcher = new Dispatcher(city.config, chosen, Watcher.NONE);
        return city;
    }

    private static void mocked(Region city, String name, int metersEast) {
        if (city.dispatcher.roster().find(new DriverId(name)) == null) {
            city.driver(name, metersEast);
        }
        city.now += 1;
        LatLng place = Region.at(metersEast);
        city.handle(
                new Command.ReportFix(
                        city.now, new DriverId(name), new Fix(place, city.now, 5, 0, 0, true)));
    }

    private void tick(long millis) {
        region.handle(new Command.Tick(millis));
    }

    private Driver driver(String name) {
        return driver(region, name);
    }

    private static Driver driver(Region city, String name) {
        return Objects.requireNonNull(city.dispatcher.roster().find(new DriverId(name)));
    }

    private static void assertRefused(String fault, Runnable add) {
        String message =
                Objects.requireNonNull(
                        assertThrows(IllegalArgumentException.class, add::run).getMessage());
        assertEquals(fault, message.substring(0, Math.min(message.length(), fault.length())));
    }
}
