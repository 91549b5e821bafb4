package dev.antar.core.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

final class ZonesTest {

    private static final Zone CITY = zone("city", 0, 0, 10, ZoneRule.SERVICE);
    private static final Zone PARK = zone("park", 2, 2, 1, ZoneRule.NO_PICKUP);
    private static final Zone BRIDGE =
            zone("bridge", 4, 4, 1, ZoneRule.NO_PICKUP, ZoneRule.NO_DROPOFF);
    private static final Zone AIRPORT = zone("airport", 8, 8, 1, ZoneRule.QUEUE);

    private final Zones zones = new Zones(List.of(CITY, PARK, BRIDGE, AIRPORT));

    @Test
    void withoutZonesEverythingIsAllowed() {
        assertTrue(Zones.NONE.pickupAllowed(new LatLng(50, 50)));
        assertTrue(Zones.NONE.dropoffAllowed(new LatLng(50, 50)));
        assertEquals(-1, Zones.NONE.queueAt(50, 50));
    }

    @Test
    void jobBeginsAndEndsWhereTheRegionServes() {
        assertTrue(zones.pickupAllowed(new LatLng(1, 1)));
        assertTrue(zones.dropoffAllowed(new LatLng(9.9, 1)));
        assertFalse(zones.pickupAllowed(new LatLng(11, 1)));
        assertFalse(zones.dropoffAllowed(new LatLng(1, 11)));
    }

    @Test
    void forbiddenPlacesAreForbiddenForWhatTheySay() {
        assertFalse(zones.pickupAllowed(new LatLng(2.5, 2.5)));
        assertTrue(zones.dropoffAllowed(new LatLng(2.5, 2.5)));
        assertFalse(zones.pickupAllowed(new LatLng(4.5, 4.5)));
        assertFalse(zones.dropoffAllowed(new LatLng(4.5, 4.5)));
    }

    @Test
    void lineIsFoundByPlace() {
        assertEquals(List.of(AIRPORT), zones.queues());
        assertEquals(0, zones.queueAt(8.5, 8.5));
        assertEquals(-1, zones.queueAt(7.5, 8.5));
    }

    @Test
    void zonesWithoutRuleOrWithTheSameNameAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> zone("none", 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> zone("a b", 0, 0, 1, ZoneRule.QUEUE));
        assertThrows(IllegalArgumentException.class, () -> new Zones(List.of(CITY, CITY)));
    }

    private static Zone zone(String name, double lat, double lng, double size, ZoneRule... rules) {
        return new Zone(
                name,
                Area.of(
                        List.of(
                                new LatLng(lat, lng),
                                new LatLng(lat, lng + size),
                                new LatLng(lat + size, lng + size),
                                new LatLng(lat + size, lng))),
                Set.of(rules));
    }
}
