package dev.antar.simulator.report;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

/// How one job went. Seconds from the start of the run, null for what did not happen.
///
/// @param assignedS when the driver who did it, or held it last, accepted
/// @param arrivedS when he was at the pickup
/// @param outcome `COMPLETED`, `CANCELLED`, `UNFULFILLED`, `REJECTED`, or `OPEN` where the run left
///   it
public record JobRow(
        String job,
        double requestedS,
        LatLng pickup,
        @Nullable String driver,
        @Nullable Double assignedS,
        @Nullable Double arrivedS,
        @Nullable Double pickupS,
        @Nullable Double dropoffS,
        String outcome,
        String reason) {

    public boolean completed() {
        return outcome.equals("COMPLETED");
    }
}
