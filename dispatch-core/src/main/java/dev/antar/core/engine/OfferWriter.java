package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;
import dev.antar.core.offer.Offer;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Writes what an offer tells its driver: how far it is, how long it takes and what it pays. The
/// engine's thread.
record OfferWriter(RegionState state, Outlook outlook, Sharing sharing) {

    /// The event that offers a job to a driver, or to one who might take it over from another.
    ///
    /// @param slot the driver's
    /// @param seq the number that the event will have, and so the offer's
    Event.OfJob proposal(OpenJob job, int slot, long nowMillis, long seq) {
        Offer offer = offer(seq, job, state.roster().at(slot), nowMillis);
        return job.state() == JobState.PENDING
                ? new Event.OfferMade(seq, nowMillis, job.version() + 1, offer)
                : new Event.SwapOffered(
                        seq,
                        nowMillis,
                        job.version() + 1,
                        offer,
                        state.roster().at(job.driverSlot()).id());
    }

    private Offer offer(long id, OpenJob open, Driver driver, long nowMillis) {
        Job job = open.job();
        if (sharing.mayShare(driver, open)) {
            return shared(id, open, driver, nowMillis);
        }
        Approach approach = state.approaches().to(open, nowMillis);
        boolean next = driver.state() == DriverState.ON_JOB;
        LatLng from = next ? outlook.endOf(driver) : positionOf(driver);
        int wayMillis = Math.max(0, approach.millis(from.lat(), from.lng()));
        double pickupMeters = approach.meters(from, wayMillis);
        int pickupMillis = wayMillis + (next ? outlook.busyMillis(driver, nowMillis) : 0);
        long pickedUpMillis = nowMillis + pickupMillis;
        double tripMeters = state.approaches().tripMeters(open);
        int tripMillis = state.approaches().tripMillis(open, pickedUpMillis);
        return new Offer(
                id,
                job.id(),
                driver.id(),
                nowMillis,
                nowMillis + config().offerMillis(),
                config().rateCard().driverPay(pickupMeters, tripMeters, tripMillis),
                pickupMillis,
                (int) Math.round(pickupMeters),
                tripMillis,
                (int) Math.round(tripMeters),
                next ? Stop.accepted(state.stopsOf(driver), List.of(), job.id()) : List.of());
    }

    /// To a driver who would carry the job beside others.
    private Offer shared(long id, OpenJob open, Driver driver, long nowMillis) {
        Sharing.Place place = sharing.place(driver, open, nowMillis);
        double tripMeters = state.approaches().tripMeters(open);
        double more = Math.max(0, place.extraMeters() - tripMeters);
        return new Offer(
                id,
                open.id(),
                driver.id(),
                nowMillis,
                nowMillis + config().offerMillis(),
                config().rateCard()
                        .driverPay(
                                more,
                                tripMeters,
                                state.approaches()
                                        .tripMillis(open, nowMillis + place.pickupMillis())),
                place.pickupMillis(),
                (int) Math.round(more),
                place.rideMillis(),
                (int) Math.round(tripMeters),
                place.stops());
    }

    /// What a driver has driven for a job that another takes over, and what he is paid for it.
    ///
    /// @param accepted his offer; null if it is too long ago to be remembered, then only time
    ///   counts
    Event.WayDriven wayDriven(OpenJob job, @Nullable Offer accepted, long nowMillis) {
        Driver driver = state.roster().at(job.driverSlot());
        if (!state.stopsOf(driver).getFirst().equals(Stop.pickup(job.id()))) {
            // He was still driving for another job.
            return new Event.WayDriven(0, 0, config().rateCard().wayPay(0, 0));
        }
        LatLng at = driver.position();
        double left =
                at == null
                        ? 0
                        : state.approaches()
                                .to(job, nowMillis)
                                .meters(at, outlook.pickupMillis(job, nowMillis));
        double all = accepted == null ? 0 : accepted.pickupMeters();
        int meters = (int) Math.round(Math.max(0, all - left));
        int millis = (int) Math.min(nowMillis - job.assignedAtMillis(), Integer.MAX_VALUE);
        return new Event.WayDriven(meters, millis, config().rateCard().wayPay(meters, millis));
    }

    private DispatchConfig config() {
        return state.ruling().config();
    }

    /// Where a driver is who was found for a job.
    static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "a matched driver has a position");
    }
}
