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
/// @param cash how much cash the driver will have to handle, in minor units, 0 or more
public record Requirements(
        SortedSet<Vehicle> vehicles, SortedSet<String> skills, int seats, long cash) {

    /// Anyone may do it.
    public static final Requirements NONE = of(Collections.emptySet(), Collections.emptySet(), 0);

    public Requirements {
        if (seats < 0 || seats > 100) {
            throw new IllegalArgumentException("seats=" + seats + ": must be from 0 to 100");
        }
        if (cash < 0) {
            throw new IllegalArgumentException("cash=" + cash + ": must not be negative");
        }
        // Sorted, so that whoever walks through them does so in the same order everywhere.
        vehicles = Collections.unmodifiableSortedSet(new TreeSet<>(vehicles));
        skills = Collections.unmodifiableSortedSet(new TreeSet<>(skills));
    }

    public static Requirements of(
            Collection<Vehicle> vehicles, Collection<String> skills, int seats) {
        return new Requirements(new TreeSet<>(vehicles), new TreeSet<>(skills), seats, 0);
    }

    /// The same, with cash to be handled.
    public Requirements withCash(long amount) {
        return new Requirements(vehicles, skills, seats, amount);
    }
}
