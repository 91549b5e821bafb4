/// Positions, distances and H3 cells. Start at [dev.antar.core.geo.LatLng], the one validated way
/// in for a coordinate; [dev.antar.core.geo.CellGrid] is the only class that talks to H3.
@NullMarked
package dev.antar.core.geo;

import org.jspecify.annotations.NullMarked;
