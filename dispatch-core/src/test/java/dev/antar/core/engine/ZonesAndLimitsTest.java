package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Limits;
import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.ZoneRule;
import dev.antar.core.zone.Zones;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Set;

final class ZonesAndLimitsTest {

    //  metres   0        1000      2000      3000  ...  9000     12000
    //           |---- airport -----|                    |- park -|
    private static final Zones ZONES =
            new Zones(
                    List.of(
                            zone("city", -1_000, 20_000, ZoneRule.SERVICE),
                            zone("airport", 0, 2_000, ZoneRule.QUEUE),
                            zone("park", 9_000, 12_000, ZoneRule.NO_PICKUP)));

    private final Region region = new Region(DispatchConfig.defaults().withZones(ZONES));

    @Test
    void jobOutsideTheServiceAreaOrInAForbiddenPlaceIsRejected() {
        assertEquals(Result.rejected(Rejection.PICKUP_NOT_SERVED), region.job("far", 21_000));
        assertEquals(Result.rejected(Rejection.DROPOFF_NOT_SERVED), region.job("out", 18_000));
        assertEquals(Result.rejected(Rejection.PICKUP_NOT_ALLOWED), region.job("park", 10_000));
        assertTrue(region.job("into", 7_000).isDone());
    }

    @Test
    void jobsOfTheAirportGoAlongTheLineAndNotToTheNearest() {
        region.driver("first", 100);
        region.driver("second", 1_500);
        region.driver("third", 700);
        region.driver("outside", 2_100);

        region.job("a", 1_500);
        region.job("b", 1_500);
        region.pass(1, "first", "second", "third", "outside");

        assertEquals(Set.of("first", "second"), Set.of(region.driverOf("a"), region.driverOf("b")));
        assertEquals(2, before("third"));
    }

    @Test
    void whoDeclinesKeepsHisPlaceAndWhoAcceptsLosesIt() {
        region.driver("first", 100);
        region.driver("second", 200);
        region.job("a", 500);
        region.pass(1, "first", "second");
        region.decline("first", region.offerOf("a"));
        assertEquals(0, before("first"));

        region.pass(1, "first", "second");
        assertEquals("second", region.driverOf("a"));
        region.accept("second", region.offerOf("a"));

        assertNull(region.dispatcher.lines().zoneOf(driver("second").slot()));
        assertEquals(0, before("first"));
    }

    @Test
    void placeIsLostAfterSomeTimeOutsideAndOffDuty() {
        region.driver("first", 100);
        region.driver("second", 200);

        region.now += 300_000;
        region.fix("first", 2_500);
        region.now += 60_000;
        region.fix("first", 2_500);
        assertEquals(1, before("second"));
        region.now += 61_000;
        region.fix("first", 2_500);
        assertEquals(0, before("second"));

        region.handle(new Command.GoOffline(region.now, new DriverId("second")));
        assertEquals(-1, before("second"));
    }

    @Test
    void lineIsTheSameAfterARestart() {
        region.driver("first", 100);
        region.driver("second", 200);
        region.driver("third", 300);
        region.handle(new Command.GoOffline(region.now, new DriverId("second")));
        region.driver("second", 200);

        region.restart();

        assertEquals(0, before("first"));
        assertEquals(1, before("third"));
        assertEquals(2, before("second"));
    }

    @Test
    void driverIsNotAskedBeyondHisLimits() {
        limited("near", 3_000, new Limits(500, 1_000_000, Long.MAX_VALUE, Long.MAX_VALUE));
        limited("short", 3_000, new Limits(9_000, 2_000, Long.MAX_VALUE, Long.MAX_VALUE));
        limited("leaving", 3_000, new Limits(9_000, 9_000, region.now + 300_000, Long.MAX_VALUE));
        limited("nocash", 3_000, new Limits(9_000, 9_000, Long.MAX_VALUE, 99));

        region.job("cash", 5_000, Requirements.NONE.withCash(100));
        region.pass(1, "near", "short", "leaving", "nocash");

        assertEquals("nobody", region.driverOf("cash"));
        assertEquals(
                UnmatchedReason.DRIVERS_NOT_AVAILABLE, region.reasonOf("cash"), "they do not want");

        region.job("free", 5_000);
        region.pass(1, "near", "short", "leaving", "nocash");
        assertEquals("nocash", region.driverOf("free"));
    }

    @Test
    void breakEndsByItself() {
        region.driver("a", 3_000);
        region.handle(
                new Command.GoOnline(
                        region.now,
                        new DriverId("a"),
                        new Availability.Break(region.now + 60_000)));
        region.job("j", 4_000);

        region.pass(59, "a");
        assertEquals(UnmatchedReason.DRIVERS_NOT_AVAILABLE, region.reasonOf("j"));
        region.fix("a", 3_000);
        region.pass(2, "a");

        assertEquals("a", region.driverOf("j"));
    }

    private void limited(String name, int metersEast, Limits limits) {
        DriverProfile profile = DriverProfile.car(new DriverId(name));
        region.handle(new Command.RegisterDriver(region.now, profile));
        region.handle(new Command.GoOnline(region.now, profile.id(), Availability.open(), limits));
        region.fix(name, metersEast);
    }

    private int before(String name) {
        return region.dispatcher.lines().before(driver(name).slot());
    }

    private Driver driver(String name) {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId(name)));
    }

    private static Zone zone(String name, int fromMeters, int toMeters, ZoneRule rule) {
        double west = Region.at(fromMeters).lng();
        double east = Region.at(toMeters).lng();
        return new Zone(
                name,
                Area.of(
                        List.of(
                                new LatLng(-0.1, west),
                                new LatLng(-0.1, east),
                                new LatLng(0.1, east),
                                new LatLng(0.1, west))),
                Set.of(rule));
    }
}
