package dev.antar.simulator.trace;

import java.util.List;

/// A pooled-rides case of FleetPy: a directed road network, requests between its stops, cars.
///
/// @param nodes of the network, numbered from 0
/// @param stop by node: only there may people get on and off, and no way leads through
public record RideCase(
        int nodes,
        List<Boolean> stop,
        List<Edge> edges,
        List<Request> requests,
        List<Integer> cars,
        int seats) {

    public RideCase {
        stop = List.copyOf(stop);
        edges = List.copyOf(edges);
        requests = List.copyOf(requests);
        cars = List.copyOf(cars);
    }

    /// A one-way street.
    public record Edge(int from, int to, int millis, double meters) {}

    /// Somebody who wants to ride.
    ///
    /// @param atSecond of the case
    public record Request(String name, int atSecond, int from, int to) {}
}
