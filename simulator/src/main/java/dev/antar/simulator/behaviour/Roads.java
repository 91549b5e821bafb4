package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;

/// How one gets from a place to another. The seam behind which a road graph fits.
public interface Roads {

    Route route(LatLng from, LatLng to, long departsAtMillis);
}
