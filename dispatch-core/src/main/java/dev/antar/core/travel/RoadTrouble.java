package dev.antar.core.travel;

/// Why a job cannot be driven on the roads as they are known. The name is the word in reports.
public enum RoadTrouble {
    /// No road is near the pickup: it lies in the sea, or the map is not of this city.
    PICKUP_OFF_ROAD,
    /// No road is near the dropoff.
    DROPOFF_OFF_ROAD,
    /// No road leads from the pickup to the dropoff: one of them is on an island.
    NO_WAY_TO_DROPOFF
}
