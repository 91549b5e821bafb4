package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.matching.SoonFree;
import dev.antar.core.travel.TravelTimes;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Where a driver will be and when, by the stops ahead of him. The engine's thread.
final class Outlook implements SoonFree {

    private final RegionState state;

    Outlook(RegionState state) {
        this.state = state;
    }

    /// How long the driver of a job still needs to its pickup, milliseconds; 0 where that cannot be
    /// told.
    int pickupMillis(OpenJob job, long nowMillis) {
        Driver driver = state.roster().at(job.driverSlot());
        return driver.hasPosition() ? walk(driver, Stop.pickup(job.id()), nowMillis) : 0;
    }

    /// Whether the driver is so near to the pickup of his job that he keeps it.
    boolean near(OpenJob job, long nowMillis) {
        return pickupMillis(job, nowMillis) <= state.ruling().config().revision().nearMillis();
    }

    @Override
    public DriverIndex ends() {
        return state.ends();
    }

    @Override
    public LatLng endOf(Driver driver) {
        Stop last = state.stopsOf(driver).getLast();
        return job(last).job().dropoff();
    }

    @Override
    public int freeInMillis(Driver driver, long nowMillis) {
        int millis = busyMillis(driver, nowMillis);
        return millis > state.ruling().config().workload().backToBackMillis() ? TOO_LATE : millis;
    }

    /// In how many milliseconds a driver has served all his stops.
    int busyMillis(Driver driver, long nowMillis) {
        return walk(driver, null, nowMillis);
    }

    @Override
    public int marginMillis() {
        return state.ruling().config().workload().marginMillis();
    }

    /// Milliseconds until the driver is at the given stop, or free.
    private int walk(Driver driver, @Nullable Stop until, long nowMillis) {
        LatLng at = Objects.requireNonNull(driver.position(), "whoever is asked about was seen");
        long time = nowMillis;
        @Nullable Stop before = null;
        List<Stop> stops = state.stopsOf(driver);
        for (Stop stop : stops) {
            OpenJob job = job(stop);
            time += legMillis(at, before, stop, job, time);
            if (stop.equals(until)) {
                break;
            }
            if (stop.isPickup()) {
                time = Math.max(time, job.job().terms().notBeforeMillis());
            }
            time += state.ruling().config().workload().stopMillis();
            at = stop.isPickup() ? job.job().pickup() : job.job().dropoff();
            before = stop;
        }
        return (int) Math.min(time - nowMillis, TravelTimes.MAX_MILLIS);
    }

    private int legMillis(LatLng at, @Nullable Stop before, Stop stop, OpenJob job, long atMillis) {
        if (stop.isPickup()) {
            return job.state() == JobState.AT_PICKUP
                    ? 0
                    : Math.max(0, state.approaches().to(job, atMillis).millis(at.lat(), at.lng()));
        }
        if (before != null && before.job().equals(stop.job())) {
            return state.approaches().tripMillis(job, atMillis);
        }
        return state.legs().travelTimes().millis(at, job.job().dropoff(), atMillis);
    }

    private OpenJob job(Stop stop) {
        return Objects.requireNonNull(state.open(stop.job()), "a stop ahead is of an open job");
    }
}
