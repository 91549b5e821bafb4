package dev.antar.core.matching;

import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.Liveness;
import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Requirements;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;

/// The rules that a free driver must meet to be considered for a job, in the order in which they
/// are told: first what concerns the driver alone, then the two of them.
///
/// @param maxFixAgeMillis how old a position may be, milliseconds
record Eligibility(int maxFixAgeMillis) {

    /// The first rule that the driver does not meet, or null.
    ///
    /// @param skillBits the skills the job requires, a bit each
    @Nullable Exclusion check(Driver driver, OpenJob job, long skillBits, long nowMillis) {
        return check(driver, null, job, skillBits, nowMillis);
    }

    /// @param from where he would set out from, or null for where he is
    @Nullable Exclusion check(
            Driver driver, @Nullable LatLng from, OpenJob job, long skillBits, long nowMillis) {
        if (!driver.hasPosition()
                || driver.liveness() != Liveness.LIVE
                || driver.positionAgeMillis(nowMillis) > maxFixAgeMillis) {
            return Exclusion.STALE;
        }
        if (driver.paused()) {
            return Exclusion.PAUSED;
        }
        Exclusion unwanted = unwanted(driver, from, job.job().dropoff(), nowMillis);
        if (unwanted != null) {
            return unwanted;
        }
        if (job.refusedBy(driver.slot())) {
            return Exclusion.DECLINED_BEFORE;
        }
        if (job.passedOver(driver.slot(), nowMillis)) {
            return Exclusion.PASSED_OVER;
        }
        return lacking(driver, job.job().requirements(), skillBits, seats(job));
    }

    /// Nobody rides without a seat, said or not.
    private static int seats(OpenJob job) {
        int least = job.job().kind() == JobKind.RIDE ? 1 : 0;
        return Math.max(least, job.job().requirements().seats());
    }

    /// Every rule that the driver does not meet.
    EnumSet<Exclusion> all(Driver driver, OpenJob job, long skillBits, long nowMillis) {
        Requirements required = job.job().requirements();
        EnumSet<Exclusion> all = EnumSet.noneOf(Exclusion.class);
        add(all, check(driver, job, skillBits, nowMillis));
        if (driver.paused()) {
            all.add(Exclusion.PAUSED);
        }
        if (driver.hasPosition()) {
            add(all, unwanted(driver, null, job.job().dropoff(), nowMillis));
        }
        if (job.refusedBy(driver.slot())) {
            all.add(Exclusion.DECLINED_BEFORE);
        }
        if (job.passedOver(driver.slot(), nowMillis)) {
            all.add(Exclusion.PASSED_OVER);
        }
        // The rule that is told first hides those after it.
        add(all, lacking(driver, required, 0, 0));
        add(all, lacking(driver, Requirements.NONE, skillBits, 0));
        add(all, lacking(driver, Requirements.NONE, 0, seats(job)));
        if (required.cash() > driver.limits().maxCash()) {
            all.add(Exclusion.CASH_LIMIT);
        }
        return all;
    }

    private static void add(EnumSet<Exclusion> all, @Nullable Exclusion one) {
        if (one != null) {
            all.add(one);
        }
    }

    private static @Nullable Exclusion unwanted(
            Driver driver, @Nullable LatLng from, LatLng dropoff, long nowMillis) {
        return switch (driver.availability()) {
            case Availability.Open _ -> null;
            case Availability.Silent _ -> Exclusion.SILENT;
            case Availability.Break(long until) -> nowMillis < until ? Exclusion.BREAK : null;
            case Availability.GoHome(LatLng home) ->
                    dropoff.metersTo(home) < meters(driver, from, home) ? null : Exclusion.GO_HOME;
        };
    }

    private static double meters(Driver driver, @Nullable LatLng from, LatLng place) {
        return from != null
                ? from.metersTo(place)
                : GreatCircle.meters(driver.lat(), driver.lng(), place.lat(), place.lng());
    }

    private static @Nullable Exclusion lacking(
            Driver driver, Requirements required, long skillBits, int seats) {
        if (!required.vehicles().isEmpty()
                && !required.vehicles().contains(driver.profile().vehicle())) {
            return Exclusion.VEHICLE;
        }
        if ((skillBits & ~driver.skillBits()) != 0) {
            return Exclusion.SKILL;
        }
        if (seats > 0 && driver.profile().seats() < seats) {
            return Exclusion.SEATS;
        }
        return required.cash() > driver.limits().maxCash() ? Exclusion.CASH_LIMIT : null;
    }
}
