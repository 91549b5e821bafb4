package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.behaviour.GraphRoads;
import dev.antar.simulator.behaviour.Roads;
import dev.antar.simulator.behaviour.StraightRoads;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// How people get about in an evaluated city.
final class TravelOptions {

    @Option(
            names = "--speed",
            defaultValue = "4.4",
            paramLabel = "M/S",
            description = "Average speed of travel (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--circuity",
            defaultValue = "1.3",
            paramLabel = "X",
            description =
                    "How much longer streets are than straight lines (default: ${DEFAULT-VALUE}).")
    private double circuity;

    @Option(
            names = "--roads",
            paramLabel = "FILE",
            description =
                    "Drive on these roads: an OpenStreetMap extract (.osm.pbf), a table of links"
                            + " (.csv, .csv.gz) or a folder with points.csv, edges.csv and"
                            + " week.csv; without it straight lines at --speed.")
    private @Nullable Path roads;

    private @Nullable RoadGraph graph;

    /// Reads the roads, once; before anything else is asked.
    void read() {
        graph = roads == null ? null : Options.roads(roads);
    }

    StraightLine times() {
        return new StraightLine(speed, circuity);
    }

    /// Null where people travel in straight lines.
    @Nullable RoadGraph graph() {
        return graph;
    }

    Roads streets() {
        Roads straight = new StraightRoads(times());
        RoadGraph city = graph;
        return city == null ? straight : new GraphRoads(city, straight);
    }

    void describe(ObjectNode parameters) {
        parameters.put("speed_mps", speed);
        parameters.put("circuity", circuity);
        RoadGraph city = graph;
        if (city != null) {
            parameters.put("roads", String.valueOf(roads));
            parameters.put("road_nodes", city.nodes());
            parameters.put("road_edges", city.edges());
        }
    }
}
