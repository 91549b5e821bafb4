package dev.antar.server.engine;

/// An answer that is kept with its key.
///
/// @param status HTTP status
/// @param body JSON
public record StoredReply(int status, String body) {}
