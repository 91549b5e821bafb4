package dev.antar.simulator.judge;

/// One way that a car drove, in milliseconds of the case.
public record DriveRow(int car, int from, int to, long departedAt, long arrivedAt, int aboard) {}
