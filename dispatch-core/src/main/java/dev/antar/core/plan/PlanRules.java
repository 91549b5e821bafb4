package dev.antar.core.plan;

/// How stops are served and which jobs may be held together.
///
/// @param pickupBeforeMillis from arrival until a pickup can happen, milliseconds
/// @param pickupAfterMillis from the pickup until the driver leaves, milliseconds
/// @param dropoffBeforeMillis from arrival until a dropoff can happen, milliseconds
/// @param dropoffAfterMillis from the dropoff until the driver leaves, milliseconds
/// @param onePickupPlace whether jobs held together are all picked up in one visit to one place
///   (stacked deliveries) or anywhere on the way (pooled rides)
/// @param oneVisit whether everything that happens at one place, in a row, is one stop: its service
///   times are spent once. Pickups in a row at one place are one stop in any case.
public record PlanRules(
        int pickupBeforeMillis,
        int pickupAfterMillis,
        int dropoffBeforeMillis,
        int dropoffAfterMillis,
        boolean onePickupPlace,
        boolean oneVisit) {

    public PlanRules {
        require("pickupBeforeMillis", pickupBeforeMillis);
        require("pickupAfterMillis", pickupAfterMillis);
        require("dropoffBeforeMillis", dropoffBeforeMillis);
        require("dropoffAfterMillis", dropoffAfterMillis);
    }

    int beforeMillis(boolean pickup) {
        return pickup ? pickupBeforeMillis : dropoffBeforeMillis;
    }

    int afterMillis(boolean pickup) {
        return pickup ? pickupAfterMillis : dropoffAfterMillis;
    }

    private static void require(String field, int value) {
        if (value < 0 || value > 3_600_000) {
            throw new IllegalArgumentException(field + "=" + value + ": must be from 0 to 3600000");
        }
    }
}
