package dev.antar.simulator.judge;

import dev.antar.simulator.trace.RideCase;

/// A pooled-rides case and its rules, as its judge knows them.
///
/// @param stepMillis requests count from the beginning of their step
/// @param mostWaitMillis from then until the pickup
/// @param mostRidePercent of the direct way and boarding, in percent
public record RideDay(
        RideCase problem,
        int stepMillis,
        int boardingMillis,
        long mostWaitMillis,
        int mostRidePercent) {

    long countsFrom(RideCase.Request request) {
        long at = request.atSecond() * 1_000L;
        return at - at % stepMillis;
    }
}
