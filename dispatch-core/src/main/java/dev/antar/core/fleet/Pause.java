package dev.antar.core.fleet;

/// A driver is out of dispatch because a human said so.
///
/// @param atMillis since when, epoch milliseconds
/// @param by who paused him
/// @param reason in that human's words
public record Pause(long atMillis, String by, String reason) {}
