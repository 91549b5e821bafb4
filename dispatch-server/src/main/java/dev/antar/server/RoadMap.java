package dev.antar.server;

import dev.antar.core.travel.road.RoadGraph;

/// The roads of a server.
///
/// @param graph by which jobs are timed
/// @param pace how many times faster than the graph says one drives
/// @param attribution whom the map page thanks for the data
public record RoadMap(RoadGraph graph, double pace, String attribution) {

    public RoadMap {
        if (!(pace >= 0.1 && pace <= 10)) {
            throw new IllegalArgumentException("--road-pace=" + pace + ": must be from 0.1 to 10");
        }
    }
}
