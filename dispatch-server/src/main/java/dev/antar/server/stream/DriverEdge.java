package dev.antar.server.stream;

import dev.antar.server.engine.Region;
import dev.antar.server.metrics.Meters;

/// What all drivers' sockets share.
///
/// @param frames of `limits`
/// @param fixes of `limits`
record DriverEdge(
        Region region,
        DriverSessions sessions,
        Meters meters,
        DriverLimits limits,
        TokenBucket frames,
        TokenBucket fixes) {

    DriverEdge(Region region, DriverSessions sessions, Meters meters, DriverLimits limits) {
        this(region, sessions, meters, limits, limits.frames().bucket(), limits.fixes().bucket());
    }
}
