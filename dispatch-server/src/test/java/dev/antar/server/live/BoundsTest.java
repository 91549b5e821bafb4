package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

final class BoundsTest {

    @ParameterizedTest
    @CsvSource({
        "true, 0, 10, 5, 15",
        "false, 0, 10, 11, 15",
        "true, 170, -170, 175, 178",
        "true, 170, -170, -179, -178",
        "false, 170, -170, 0, 10",
        "true, 170, -170, -175, 100",
        "true, -180, 180, 12, 13",
        "true, 5, 5, 0, 10",
        "true, 0, 10, 2, 3",
    })
    void meridiansOverlapAlsoAcrossTheDateLine(
            boolean overlap, double west, double east, double otherWest, double otherEast) {
        Bounds one = Bounds.between(west, 0, east, 10);
        Bounds other = Bounds.between(otherWest, 0, otherEast, 10);

        assertEquals(overlap, one.overlaps(other));
        assertEquals(overlap, other.overlaps(one));
    }

    @Test
    void parallelsMustOverlapToo() {
        assertEquals(false, Bounds.between(0, 0, 10, 10).overlaps(Bounds.between(0, 11, 10, 12)));
    }

    /// A driver is counted in the ancestor of his finest cell, which need not hold his position.
    @Property(tries = 20_000)
    void placeIsWithinTheBoundsOfTheTileThatItIsIn(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int resolution) {
        Random random = new Random(seed);
        double lat = Math.toDegrees(Math.asin(random.nextDouble() * 2 - 1));
        if (random.nextInt(4) == 0) {
            lat = Math.copySign(90 - random.nextDouble() * 3, lat);
        }
        LatLng place = new LatLng(lat, random.nextDouble() * 360 - 180);
        CellGrid finest = new CellGrid(CellCounts.FINEST);
        CellGrid tiles = new CellGrid(resolution);
        long tile = CellGrid.parentOf(finest.cellOf(place.lat(), place.lng()), resolution);
        boolean pole = tile == tiles.cellOf(90, 0) || tile == tiles.cellOf(-90, 0);

        Bounds bounds = Bounds.around(tiles.centerOf(tile), tiles.boundaryOf(tile), pole);

        Bounds point = Bounds.between(place.lng(), place.lat(), place.lng(), place.lat());
        assertTrue(bounds.overlaps(point), () -> place + " is not in " + bounds);
    }
}
