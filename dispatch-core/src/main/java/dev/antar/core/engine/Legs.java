package dev.antar.core.engine;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.travel.LearnedSpeed;
import dev.antar.core.travel.Learning;
import dev.antar.core.travel.SpeedEntry;
import dev.antar.core.travel.TravelTimes;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Follows the legs of jobs from event to event, and lets the region's speeds learn from those that
/// have ended: acceptance to arrival against the offer's time to the pickup, pickup to completion
/// against its time of the trip. Does nothing where nothing is to be learned.
final class Legs {

    /// A job under way.
    ///
    /// @param factorPermille what was learned and is part of the two predictions
    record Leg(
            long offeredAtMillis,
            int pickupMillis,
            int tripMillis,
            int factorPermille,
            long sinceMillis) {

        Leg since(long millis) {
            return new Leg(offeredAtMillis, pickupMillis, tripMillis, factorPermille, millis);
        }
    }

    private final TravelTimes travelTimes;
    private final @Nullable LearnedSpeed learned;
    private final Map<JobId, Leg> underWay = new HashMap<>();
    private boolean learns = true;

    Legs(TravelTimes configured) {
        this.learned =
                configured instanceof Learning(TravelTimes base) ? new LearnedSpeed(base) : null;
        this.travelTimes = learned == null ? configured : learned;
    }

    /// The leg that the job is on, as far as it teaches anything; else null.
    @Nullable Leg imageOf(JobId job) {
        return underWay.get(job);
    }

    /// Goes on from an image: what was learned, and who is on which leg.
    void restore(List<SpeedEntry> kept, Map<JobId, Leg> legs) {
        if (learned != null) {
            learned.restore(kept);
        }
        underWay.putAll(legs);
    }

    /// The configured times with what has been learned.
    TravelTimes travelTimes() {
        return travelTimes;
    }

    List<SpeedEntry> entries() {
        return learned == null ? List.of() : learned.entries();
    }

    /// Goes on from what was learned before, and follows without learning until [#learn]: what is
    /// folded next has taught already.
    void restore(List<SpeedEntry> kept) {
        learns = false;
        if (learned != null) {
            learned.restore(kept);
        }
    }

    void learn() {
        learns = true;
    }

    /// Jobs that may be shared teach nothing: others may have been on the way.
    void follow(Job asked, Event.OfJob event) {
        if (learned == null || asked.terms().shared()) {
            return;
        }
        LatLng pickup = asked.pickup();
        JobId job = event.job();
        long at = event.atMillis();
        switch (event) {
            // What is driven between other stops is not the way that was predicted.
            case Event.OfferMade made when !made.offer().stops().isEmpty() -> underWay.remove(job);
            case Event.OfferMade made ->
                    underWay.put(
                            job,
                            new Leg(
                                    at,
                                    made.offer().pickupMillis(),
                                    made.offer().tripMillis(),
                                    learned.permille(pickup, at),
                                    at));
            case Event.OfferAccepted _, Event.JobPickedUp _ ->
                    underWay.computeIfPresent(job, (_, leg) -> leg.since(at));
            case Event.DriverArrived _ -> {
                Leg leg = underWay.get(job);
                if (leg != null) {
                    observe(learned, pickup, leg, leg.pickupMillis(), at);
                }
            }
            case Event.JobCompleted _ -> {
                Leg leg = underWay.remove(job);
                if (leg != null) {
                    observe(learned, pickup, leg, leg.tripMillis(), at);
                }
            }
            case Event.OfferDeclined _,
                    Event.OfferExpired _,
                    Event.OfferWithdrawn _,
                    Event.JobReleased _,
                    Event.JobCancelled _,
                    Event.JobUnfulfilled _ ->
                    underWay.remove(job);
            // A job that passes on teaches nothing: its first leg ends half way.
            case Event.JobSubmitted _,
                    Event.JobBecameDue _,
                    Event.SwapOffered _,
                    Event.SwapEnded _ -> {}
        }
    }

    private void observe(
            LearnedSpeed speed, LatLng pickup, Leg leg, int predictedMillis, long atMillis) {
        if (learns) {
            speed.observe(
                    pickup,
                    leg.offeredAtMillis(),
                    predictedMillis,
                    leg.factorPermille(),
                    atMillis - leg.sinceMillis());
        }
    }
}
