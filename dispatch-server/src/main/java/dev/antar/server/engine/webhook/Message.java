package dev.antar.server.engine.webhook;

/// What a receiver is sent.
///
/// @param id the same at every attempt, without a full stop
/// @param body JSON; the same at every attempt
public record Message(String id, String body) {}
