package dev.antar.server.engine.webhook;

/// An event that waits to be sent to a webhook.
///
/// @param seq the event's number in its region
/// @param version of the job after the event
/// @param body the event as it is stored, JSON
/// @param attempts made before
/// @param ageMillis since it began to wait
public record Delivery(
        long seq,
        String job,
        int version,
        String kind,
        String body,
        int attempts,
        long ageMillis) {}
