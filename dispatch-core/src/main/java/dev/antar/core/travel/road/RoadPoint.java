package dev.antar.core.travel.road;

import dev.antar.core.geo.LatLng;

/// A place on a road.
///
/// @param edge the directed edge it lies on
/// @param fraction how far along the edge, 0 at its tail to 1 at its head
/// @param place the point of the road
/// @param offMeters how far from it the position was for which this road was found
public record RoadPoint(int edge, double fraction, LatLng place, double offMeters) {}
