package dev.antar.simulator.actor;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.Stop;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The jobs in a driver's hand, in his own eyes, and their stops ahead, next first.
final class Errands {

    private final Map<JobId, JobSeen> jobs = new HashMap<>();
    private List<Stop> stops = List.of();

    /// Where he goes next, or null if he has nothing to do.
    @Nullable Stop next() {
        return stops.isEmpty() ? null : stops.getFirst();
    }

    JobSeen jobOf(Stop stop) {
        return Objects.requireNonNull(jobs.get(stop.job()), "a stop is of a job in hand");
    }

    LatLng placeOf(Stop stop) {
        return stop.isPickup() ? jobOf(stop).pickup() : jobOf(stop).dropoff();
    }

    boolean has(JobId job) {
        return jobs.containsKey(job);
    }

    boolean isAhead(Stop stop) {
        return stops.contains(stop);
    }

    /// @param offered the order that he was shown, or nothing
    void take(JobSeen job, List<Stop> offered) {
        jobs.put(job.id(), job);
        stops = Stop.accepted(stops, offered, job.id());
    }

    void served(Stop stop) {
        if (stop.isPickup()) {
            stops = Stop.pickedUp(stops, stop.job());
        } else {
            drop(stop.job());
        }
    }

    /// Whether the job was in hand.
    boolean drop(JobId job) {
        stops = Stop.without(stops, job);
        return jobs.remove(job) != null;
    }

    void clear() {
        jobs.clear();
        stops = List.of();
    }

    /// Holds what the server says, in its order; what he has done already stays done.
    void align(List<DutySeen.Held> held, List<Stop> order) {
        List<Stop> said = order.isEmpty() ? inTurn(held) : order;
        List<Stop> ahead = new ArrayList<>();
        for (Stop stop : said) {
            boolean behind = stop.isPickup() && has(stop.job()) && !isAhead(stop);
            if (!behind) {
                ahead.add(stop);
            }
        }
        jobs.clear();
        held.forEach(each -> jobs.put(each.job().id(), each.job()));
        stops = List.copyOf(ahead);
    }

    private static List<Stop> inTurn(List<DutySeen.Held> held) {
        List<Stop> all = new ArrayList<>();
        for (DutySeen.Held each : held) {
            if (each.state() != JobState.PICKED_UP) {
                all.add(Stop.pickup(each.job().id()));
            }
            all.add(Stop.dropoff(each.job().id()));
        }
        return all;
    }
}
