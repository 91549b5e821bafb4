package dev.antar.core.travel;

import dev.antar.core.geo.LatLng;

/// How long it takes to drive somewhere. Deterministic: the same question has the same answer on
/// every JVM.
public interface TravelTimes {

    /// Longest travel time an answer may have: a day.
    int MAX_MILLIS = 24 * 3_600_000;

    /// Milliseconds from one place to another, leaving at `atMillis` (epoch); at most
    /// [#MAX_MILLIS].
    int millis(LatLng from, LatLng to, long atMillis);

    /// Milliseconds that no trip over this great-circle distance can beat, at any hour. Lets a
    /// search stop: grows with the distance.
    int lowerBoundMillis(double meters);

    /// Great-circle metres beyond which nothing can be reached in this time: the inverse of
    /// [#lowerBoundMillis].
    double reachMeters(int millis);

    /// Length in metres of the way that [#millis] times.
    double meters(LatLng from, LatLng to);

    /// The times to one place at one moment, for whoever asks about many drivers.
    default Approach toward(LatLng to, long atMillis) {
        return new AskedEachTime(this, to, atMillis);
    }

    /// What these travel times make of times that the roads gave: whoever has learned how fast one
    /// gets on there, corrects them.
    default Approach adjust(Approach byRoad, LatLng to, long atMillis) {
        return byRoad;
    }

    /// What these travel times make of a time from a place that the roads gave.
    default int adjust(int millisByRoad, LatLng place, long atMillis) {
        return millisByRoad;
    }
}
