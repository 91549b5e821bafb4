package dev.antar.simulator.chaos;

/// A committed event that a webhook wants.
///
/// @param id under which it is sent, such as `default-812`
record WantedEvent(String id, String job, int version, String type) {}
