package dev.antar.server.engine.webhook;

/// Where a message goes.
///
/// @param host a name, or an address without brackets
/// @param path with the query
public record Target(boolean tls, String host, int port, String path) {}
