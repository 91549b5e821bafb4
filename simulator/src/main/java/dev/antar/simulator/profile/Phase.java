package dev.antar.simulator.profile;

/// A stretch of a run, in which demand and supply stay or climb.
///
/// @param jobs how many times the run's jobs per minute are asked for, from 0 up
/// @param drivers share of the run's drivers who are on duty, 0 to 1
/// @param ramp whether both climb in a straight line from where the phase before ended, instead of
///   jumping; the first phase climbs from nothing
public record Phase(String name, long millis, double jobs, double drivers, boolean ramp) {}
