package dev.antar.core.job;

import java.util.ArrayList;
import java.util.List;

/// What a driver does at one place of one job. A driver's stops ahead are a list of these; the
/// functions here are the only ways in which such a list changes, wherever it is kept.
public record Stop(JobId job, Kind kind) {

    /// The word in JSON.
    public enum Kind {
        PICKUP,
        DROPOFF
    }

    public static Stop pickup(JobId job) {
        return new Stop(job, Kind.PICKUP);
    }

    public static Stop dropoff(JobId job) {
        return new Stop(job, Kind.DROPOFF);
    }

    public boolean isPickup() {
        return kind == Kind.PICKUP;
    }

    /// The stops of a driver after he has accepted a job.
    ///
    /// @param ahead what was ahead of him
    /// @param offered the order that he was shown; stops of it that are behind him by now are left
    ///   out. Empty for one who held nothing
    public static List<Stop> accepted(List<Stop> ahead, List<Stop> offered, JobId job) {
        if (offered.isEmpty()) {
            List<Stop> all = new ArrayList<>(ahead);
            all.add(pickup(job));
            all.add(dropoff(job));
            return List.copyOf(all);
        }
        return offered.stream()
                .filter(stop -> stop.job.equals(job) || ahead.contains(stop))
                .toList();
    }

    /// The stops of a driver who has picked a job up.
    public static List<Stop> pickedUp(List<Stop> ahead, JobId job) {
        return ahead.stream().filter(stop -> !(stop.isPickup() && stop.job.equals(job))).toList();
    }

    /// The stops of a driver who holds a job no longer.
    public static List<Stop> without(List<Stop> ahead, JobId job) {
        return ahead.stream().filter(stop -> !stop.job.equals(job)).toList();
    }
}
