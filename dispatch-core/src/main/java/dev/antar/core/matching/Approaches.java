package dev.antar.core.matching;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Terms;
import dev.antar.core.travel.Approach;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.RoadTrouble;
import dev.antar.core.travel.TravelTimes;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// How long it takes to the pickups of open jobs: by the job's own [Reach] where it came with one,
/// else by the region's travel times. The engine's thread.
public final class Approaches {

    private final TravelTimes travelTimes;
    private final Long2ObjectHashMap<Reach> reaches = new Long2ObjectHashMap<>();

    public Approaches(TravelTimes travelTimes) {
        this.travelTimes = travelTimes;
    }

    TravelTimes travelTimes() {
        return travelTimes;
    }

    /// Times this job by the roads from now on.
    public void put(OpenJob job, Reach reach) {
        reaches.put(job.order(), reach);
    }

    /// The times that came with the job, or null.
    public @Nullable Reach reachOf(OpenJob job) {
        return reaches.get(job.order());
    }

    /// The job needs no driver any more.
    public void remove(OpenJob job) {
        reaches.remove(job.order());
    }

    /// Why nobody can do the job, or null.
    @Nullable RoadTrouble trouble(OpenJob job) {
        Reach reach = reaches.get(job.order());
        return reach == null ? null : reach.trouble();
    }

    /// Times to the job's pickup.
    public Approach to(OpenJob job, long nowMillis) {
        Reach reach = reaches.get(job.order());
        return reach == null
                ? travelTimes.toward(job.job().pickup(), nowMillis)
                : travelTimes.adjust(reach, job.job().pickup(), nowMillis);
    }

    /// Milliseconds from the job's pickup to its dropoff, leaving then.
    public int tripMillis(OpenJob job, long atMillis) {
        Reach reach = reaches.get(job.order());
        LatLng pickup = job.job().pickup();
        return reach == null
                ? travelTimes.millis(pickup, job.job().dropoff(), atMillis)
                : travelTimes.adjust(reach.tripMillis(), pickup, atMillis);
    }

    /// Whether whoever picks the job up then breaks its promise of a latest dropoff.
    public boolean tooLate(OpenJob job, long pickedUpAtMillis) {
        long promised = job.job().terms().dropoffByMillis();
        return promised != Terms.NOW
                && pickedUpAtMillis + tripMillis(job, pickedUpAtMillis) > promised;
    }

    /// Metres from the job's pickup to its dropoff.
    public double tripMeters(OpenJob job) {
        Reach reach = reaches.get(job.order());
        return reach == null
                ? travelTimes.meters(job.job().pickup(), job.job().dropoff())
                : reach.tripMeters();
    }
}
