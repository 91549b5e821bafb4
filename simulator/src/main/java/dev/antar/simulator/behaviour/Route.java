package dev.antar.simulator.behaviour;

import dev.antar.core.geo.LatLng;

/// A way through time: where somebody is at each moment between leaving and arriving. Before it he
/// is at its start, after it at its end.
public interface Route {

    /// Heading of somebody who stands still.
    double NO_HEADING = -1;

    /// Epoch milliseconds.
    long departsAtMillis();

    /// Epoch milliseconds, not before the departure.
    long arrivesAtMillis();

    /// Length of the way.
    double meters();

    LatLng at(long atMillis);

    /// Degrees clockwise from north, from 0 to below 360, or [#NO_HEADING].
    double headingDegreesAt(long atMillis);

    /// Whether he is on the move.
    default boolean movesAt(long atMillis) {
        return atMillis >= departsAtMillis() && atMillis < arrivesAtMillis();
    }

    /// Average speed while he moves, 0 while he does not.
    default double metersPerSecondAt(long atMillis) {
        return movesAt(atMillis) ? meters() * 1000 / (arrivesAtMillis() - departsAtMillis()) : 0;
    }
}
