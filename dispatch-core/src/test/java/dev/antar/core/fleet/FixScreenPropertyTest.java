package dev.antar.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.geo.LatLng;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;
import java.util.Random;

/// Phones with every fault there is, judged by the fast screen and by the obvious one.
class FixScreenPropertyTest {

    private static final int DRIVERS = 8;
    private static final List<Vehicle> VEHICLES = List.of(Vehicle.values());
    private static final long NOON = 1_000_000_000_000L;

    /// As large as those of the fleets, and empty in between.
    private static final Crowds CROWDS = new Crowds();

    /// Once two places shared both counters.
    @Example
    void everyFixIsJudgedAlsoWhereCrowdsMistakeAPlace() {
        everyFixIsJudgedAsThePlainRulesJudgeIt(-1_271_218);
    }

    @Property(tries = 400)
    void everyFixIsJudgedAsThePlainRulesJudgeIt(@ForAll long seed) {
        Random random = new Random(seed);
        FixLimits limits = FixLimits.defaults();
        ScreenedFleet fleet = new ScreenedFleet(limits);
        ObviousScreen obvious = new ObviousScreen(limits);
        long[] clockError = new long[DRIVERS];
        LatLng[] places = new LatLng[DRIVERS];
        for (int slot = 0; slot < DRIVERS; slot++) {
            Vehicle vehicle = VEHICLES.get(random.nextInt(VEHICLES.size()));
            obvious.enter(fleet.enter(vehicle).slot(), vehicle);
            clockError[slot] = random.nextInt(3) == 0 ? random.nextInt(8_000_000) - 4_000_000L : 0;
            places[slot] = ScreenedFleet.HERE;
        }
        long now = NOON;
        for (int step = 0; step < 500; step++) {
            now += random.nextInt(5) == 0 ? 0 : random.nextInt(2_000);
            int slot = random.nextInt(random.nextBoolean() ? 2 : DRIVERS);
            Driver driver = fleet.roster.at(slot);
            switch (random.nextInt(40)) {
                case 0 -> clockError[slot] = random.nextInt(200_000_000) - 100_000_000L;
                case 1 -> {
                    long said = now + clockError[slot] - random.nextInt(1_500);
                    fleet.screen.compareClocks(driver, said, now);
                    obvious.compareClocks(slot, said, now);
                }
                case 2 -> {
                    boolean onDuty = !driver.onDuty();
                    if (onDuty) {
                        driver.become(DriverState.IDLE, now);
                    } else {
                        fleet.leave(driver);
                    }
                    obvious.duty(slot, onDuty);
                }
                default -> {
                    do {
                        places[slot] = step(random, places[slot]);
                    } while (mistakable(places[slot], obvious));
                    long fixedAt = now + clockError[slot] - delay(random);
                    Fix fix = fix(random, places[slot], fixedAt);
                    assertEquals(obvious.judge(slot, fix, now), fleet.report(driver, fix, now));
                }
            }
            assertEquals(obvious.phone(slot).quality, driver.quality());
            assertEquals(obvious.phone(slot).offset, driver.clockOffsetMillis());
        }
    }

    /// Whether crowds take this place for another where somebody is, as they do of one pair in a
    /// million: all that they promise is not to count too few.
    private static boolean mistakable(LatLng place, ObviousScreen obvious) {
        return obvious.places()
                .anyMatch(other -> !other.equals(place) && sameToCrowds(other, place));
    }

    private static boolean sameToCrowds(LatLng one, LatLng other) {
        CROWDS.enter(one.lat(), one.lng());
        CROWDS.enter(other.lat(), other.lng());
        boolean same =
                CROWDS.at(one.lat(), one.lng()) > 1 || CROWDS.at(other.lat(), other.lng()) > 1;
        CROWDS.leave(one.lat(), one.lng());
        CROWDS.leave(other.lat(), other.lng());
        return same;
    }

    private static LatLng step(Random random, LatLng from) {
        return switch (random.nextInt(12)) {
            case 0 -> ScreenedFleet.north(random.nextInt(3) * 80_000);
            case 1, 2, 3 -> ScreenedFleet.HERE;
            case 4, 5, 6 -> from;
            case 7 -> new LatLng(57.70123, 11.97123);
            case 8 -> new LatLng(from.lat(), random.nextBoolean() ? 180 : -179.999);
            default ->
                    new LatLng(
                            from.lat() + random.nextGaussian() * 1e-3,
                            Math.clamp(from.lng() + random.nextGaussian() * 1e-3, -180, 180));
        };
    }

    private static long delay(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(60_000);
            case 1 -> -random.nextInt(15_000);
            default -> random.nextInt(300);
        };
    }

    private static Fix fix(Random random, LatLng place, long fixedAt) {
        double accuracy = random.nextInt(6) == 0 ? random.nextInt(1_500) : 8;
        double speed = random.nextBoolean() ? 9 : Fix.UNKNOWN;
        return new Fix(place, fixedAt, accuracy, speed, Fix.UNKNOWN, random.nextInt(30) == 0);
    }
}
