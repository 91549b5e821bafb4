package dev.antar.core.fleet;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a driver brings along.
///
/// @param skills names from the region's configuration
/// @param seats seats or parcel places, 0 to 100
/// @param capacity jobs the driver may hold at once, 1 to 20
public record DriverProfile(
        DriverId id, Vehicle vehicle, SortedSet<String> skills, int seats, int capacity) {

    public DriverProfile {
        if (seats < 0 || seats > 100) {
            throw new IllegalArgumentException("seats=" + seats + ": must be from 0 to 100");
        }
        if (capacity < 1 || capacity > 20) {
            throw new IllegalArgumentException("capacity=" + capacity + ": must be from 1 to 20");
        }
        // Most drivers have none: a tree for each of a million costs more than all else of him.
        skills =
                skills.isEmpty()
                        ? Collections.emptySortedSet()
                        : Collections.unmodifiableSortedSet(new TreeSet<>(skills));
    }

    public static DriverProfile of(
            DriverId id, Vehicle vehicle, Collection<String> skills, int seats, int capacity) {
        return new DriverProfile(id, vehicle, new TreeSet<>(skills), seats, capacity);
    }

    /// The same with room for at least so many jobs at once.
    public DriverProfile withCapacityOfAtLeast(int jobs) {
        return jobs <= capacity ? this : new DriverProfile(id, vehicle, skills, seats, jobs);
    }

    /// A car with four seats, no particular skill, one job at a time.
    public static DriverProfile car(DriverId id) {
        return of(id, Vehicle.CAR, Collections.emptySet(), 4, 1);
    }
}
