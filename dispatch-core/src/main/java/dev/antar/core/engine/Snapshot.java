package dev.antar.core.engine;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.job.JobId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What must be kept of a region's history to go on: its drivers as they are, and the whole history
/// of every job that has not ended. Ended jobs leave nothing behind that a decision needs.
///
/// @param lastSeq the latest event's number; new ones continue from it
/// @param drivers in order of registration
/// @param openJobs the events of open jobs, in order of `seq`
public record Snapshot(long lastSeq, List<KnownDriver> drivers, List<Event.OfJob> openJobs) {

    /// A driver as the history left him.
    public record KnownDriver(DriverProfile profile, boolean onDuty, Availability availability) {}

    public Snapshot {
        drivers = List.copyOf(drivers);
        openJobs = List.copyOf(openJobs);
    }

    /// A region where nothing has happened.
    public static Snapshot empty() {
        return new Snapshot(0, List.of(), List.of());
    }

    /// The snapshot after a whole history, in order of `seq`.
    public static Snapshot of(List<Event> history) {
        Map<DriverId, KnownDriver> drivers = new LinkedHashMap<>();
        List<Event.OfJob> ofJobs = new ArrayList<>();
        Set<JobId> ended = new LinkedHashSet<>();
        long lastSeq = 0;
        for (Event event : history) {
            lastSeq = event.seq();
            switch (event) {
                case Event.DriverRegistered(_, _, DriverProfile profile) ->
                        drivers.merge(
                                profile.id(),
                                new KnownDriver(profile, false, Availability.open()),
                                (known, _) ->
                                        new KnownDriver(
                                                profile, known.onDuty(), known.availability()));
                case Event.DriverWentOnline(_, _, DriverId driver, Availability availability) ->
                        drivers.computeIfPresent(
                                driver,
                                (_, known) -> new KnownDriver(known.profile(), true, availability));
                case Event.DriverWentOffline(_, _, DriverId driver, _) ->
                        drivers.computeIfPresent(
                                driver,
                                (_, known) ->
                                        new KnownDriver(
                                                known.profile(), false, known.availability()));
                case Event.OfJob ofJob -> {
                    ofJobs.add(ofJob);
                    if (ends(ofJob)) {
                        ended.add(ofJob.job());
                    }
                }
            }
        }
        ofJobs.removeIf(event -> ended.contains(event.job()));
        return new Snapshot(lastSeq, new ArrayList<>(drivers.values()), ofJobs);
    }

    /// Whether this event is the last of its job.
    public static boolean ends(Event.OfJob event) {
        return event instanceof Event.JobCompleted
                || event instanceof Event.JobCancelled
                || event instanceof Event.JobUnfulfilled;
    }
}
