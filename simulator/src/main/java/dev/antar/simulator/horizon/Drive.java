package dev.antar.simulator.horizon;

/// One way that a driver drove, between places of the case.
///
/// @param load what was aboard
public record Drive(int driver, int from, int to, long departedAt, long arrivedAt, int load) {}
