package dev.antar.server.engine;

import dev.antar.core.geo.LatLng;

/// A region that this server runs, and where it is.
///
/// @param center where its maps begin
/// @param radiusMeters how far around the centre it serves; infinite for everywhere
public record ServedRegion(Region region, LatLng center, double radiusMeters) {

    public String id() {
        return region.id();
    }
}
