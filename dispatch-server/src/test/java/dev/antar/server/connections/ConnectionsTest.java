package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.metrics.Meters;

import org.junit.jupiter.api.Test;

final class ConnectionsTest {

    private final Meters meters = new Meters();
    private final Connections connections =
            new Connections(new ConnectionLimits(5, 2, 4), meters.connections());

    @Test
    void oneAddressMayNotTakeAll() {
        Connections.Origin one = Connections.originOf("203.0.113.7");
        assertTrue(connections.enter(one));
        assertTrue(connections.enter(one));

        assertFalse(connections.enter(one));
        assertTrue(connections.enter(Connections.originOf("203.0.113.8")));

        assertEquals(3, connections.open());
        assertTrue(
                meters.scrape().contains("antar_connections_refused_total{reason=\"ADDRESS\"} 1.0"),
                meters.scrape());
    }

    @Test
    void whoGoesMakesRoom() {
        Connections.Origin one = Connections.originOf("203.0.113.7");
        connections.enter(one);
        connections.enter(one);

        connections.leave(one);

        assertTrue(connections.enter(one));
        assertFalse(connections.enter(one));
    }

    @Test
    void thisMachineMayHaveMoreYetNeverMoreThanAll() {
        Connections.Origin here = Connections.originOf("127.0.0.1");
        for (int i = 0; i < 4; i++) {
            assertTrue(connections.enter(here));
        }

        assertFalse(connections.enter(here));
        assertTrue(connections.enter(Connections.originOf("203.0.113.7")));
        assertFalse(connections.enter(Connections.originOf("203.0.113.8")));
        assertEquals(5, connections.open());
    }

    @Test
    void addressesOfOneNetworkOfIpv6AreOneOrigin() {
        assertEquals(
                Connections.originOf("2001:db8:1:2::7"), Connections.originOf("2001:db8:1:2:9::1"));
        assertNotEquals(
                Connections.originOf("2001:db8:1:2::7"), Connections.originOf("2001:db8:1:3::7"));
        assertTrue(Connections.originOf("::1").local());
    }

    @Test
    void oneAddressMayNotTakeThePlacesOfAllMaps() {
        Connections few =
                new Connections(new ConnectionLimits(100, 100, 100, 2, 3), meters.connections());
        Connections.Origin one = Connections.originOf("203.0.113.7");
        assertTrue(few.enterMap(one));
        assertTrue(few.mayOpenMap(one));
        assertTrue(few.enterMap(one));

        assertFalse(few.mayOpenMap(one));
        assertFalse(few.enterMap(one));
        assertTrue(few.enterMap(Connections.originOf("203.0.113.8")));
        few.leaveMap(one);

        assertTrue(few.enterMap(one));
        assertTrue(
                meters.scrape().contains("antar_connections_refused_total{reason=\"MAPS\"} 2.0"),
                meters.scrape());
    }

    @Test
    void filesForEverythingElseAreLeftOver() {
        assertEquals(19_600, ConnectionLimits.leftOf(20_000));
        assertEquals(624, ConnectionLimits.leftOf(1_024));
        assertEquals(128, ConnectionLimits.leftOf(256));
        assertEquals(60_000, ConnectionLimits.leftOf(1_048_576));
    }

    @Test
    void numberPerAddressThatWasAskedForHoldsForThisMachineToo() {
        ConnectionLimits limits = ConnectionLimits.usual().inAll(100).perAnyAddress(10);

        assertEquals(new ConnectionLimits(100, 10, 10), limits);
        assertEquals(
                new ConnectionLimits(100, 10, 10, 3, 3), limits.mapsPerAnyAddress(3).inAll(100));
        assertEquals(100, ConnectionLimits.usual().inAll(100).perLocalAddress());
        assertThrows(IllegalArgumentException.class, () -> limits.inAll(0));
    }
}
