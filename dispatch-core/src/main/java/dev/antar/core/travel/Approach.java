package dev.antar.core.travel;

import dev.antar.core.geo.LatLng;

/// Times of travel to one place at one moment, from anywhere. Made for a round that asks about many
/// drivers: an answer costs some ten nanoseconds. Any thread.
public interface Approach {

    /// No way leads there, or none within the longest time that was looked for.
    int UNREACHABLE = -1;

    /// Milliseconds from a position (valid WGS84 degrees), or [#UNREACHABLE].
    int millis(double lat, double lng);

    /// Milliseconds that [#millis] does not go below for any position at least this great-circle
    /// distance away: never falls with the distance; [TravelTimes#MAX_MILLIS] where nobody there
    /// can reach the place.
    int lowerBoundMillis(double meters);

    /// Great-circle metres beyond which [#millis] is above this time, or unreachable.
    double reachMeters(int millis);

    /// Length in metres of the way from a place, given how long it takes.
    double meters(LatLng from, int millis);
}
