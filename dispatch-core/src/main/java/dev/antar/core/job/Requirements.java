package dev.antar.core.job;

import dev.antar.core.fleet.Vehicle;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a driver must have to be offered the job.
///
/// @param vehicles acceptable vehicles; empty means any
/// @param skills skills the driver must all have, by the names in the region's configuration
/// @param seats seats or parcel places needed, 0 to 100
public record Requirements(SortedSet<Vehicle> vehicles, SortedSet<String> skills, int seats) {

    /// Anyone may do it.
    public static final Requirements NONE = of(Collections.emptySet(), Collections.emptySet(), 0);

    public Requirements {
        if (seats < 0 || seats > 100) {
            throw new IllegalArgumentException("seats=" + seats + ": must be from 0 to 100");
        }
        // Sorted, so that whoever walks through them does so in the same order everywhere.
        vehicles = Collections.unmodifiableSortedSet(new TreeSet<>(vehicles));
        skills = Collections.unmodifiableSortedSet(new TreeSet<>(skills));
    }

    public static Requirements of(
            Collection<Vehicle> vehicles, Collection<String> skills, int seats) {
        return new Requirements(new TreeSet<>(vehicles), new TreeSet<>(skills), seats);
    }
}
