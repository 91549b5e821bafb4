package dev.antar.simulator.report;

/// The city at one moment.
///
/// @param waiting jobs without a driver
/// @param underWay jobs that a driver holds
public record Sample(double atS, int idle, int busy, int waiting, int underWay) {}
