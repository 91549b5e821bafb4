package dev.antar.simulator.judge;

/// One ride of a schedule, in milliseconds of the case.
///
/// @param car counts from 0
/// @param pickupAt when boarding began
/// @param dropoffAt when alighting began
public record RideRow(String request, int car, long decidedAt, long pickupAt, long dropoffAt) {}
