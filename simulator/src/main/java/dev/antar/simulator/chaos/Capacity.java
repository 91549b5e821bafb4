package dev.antar.simulator.chaos;

/// What a server could do when everybody waited for his answer.
///
/// @param perSecond creates and cancellations
/// @param perProcessorSecond the same, for each second of processor of server and PostgreSQL
/// @param use of processors, in words
record Capacity(double perSecond, double perProcessorSecond, String use) {}
