package dev.antar.core.zone;

/// What a zone means for jobs and drivers.
public enum ZoneRule {
    /// The region serves this area. Where a region has such zones, a job begins and ends in one.
    SERVICE,
    /// No job may begin here.
    NO_PICKUP,
    /// No job may end here.
    NO_DROPOFF,
    /// Free drivers inside stand in line, and jobs that begin here are offered along the line:
    /// first in, first out, as at airports.
    QUEUE
}
