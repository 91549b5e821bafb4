package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

final class ExtentTest {

    private final SmallRegion region = new SmallRegion();

    @Test
    void nothingIsNowhere() {
        assertNull(extent(SmallRegion.CENTER));
    }

    @Test
    void fewOutliersDoNotCount() {
        for (int i = 0; i < 60; i++) {
            region.online("d" + i, new LatLng(57.7 + i * 0.0005, 11.97));
        }
        region.online("lost", new LatLng(-40, 150));

        Bounds extent = Objects.requireNonNull(extent(SmallRegion.CENTER));

        assertEquals(57.715, extent.middleLat(), 0.03);
        assertEquals(11.97, extent.west(), 0.06);
        assertEquals(11.97, extent.east(), 0.06);
    }

    @Test
    void cityOnTheDateLineIsNotTheWholeWorld() {
        for (int i = 0; i < 10; i++) {
            region.online("w" + i, new LatLng(-17.8, 179.9 + i * 0.01));
            region.online("e" + i, new LatLng(-17.8, -179.9 - i * 0.01));
        }

        Bounds extent = Objects.requireNonNull(extent(new LatLng(-17.8, 179.95)));

        assertEquals(179.9, extent.west(), 0.05);
        assertEquals(-179.9, extent.east(), 0.05);
    }

    private @Nullable Bounds extent(LatLng center) {
        region.picture.beat(region.dispatcher);
        region.picture.endBeat();
        return Extent.of(center, List.of(region.picture.drivers(), region.picture.jobs()));
    }
}
