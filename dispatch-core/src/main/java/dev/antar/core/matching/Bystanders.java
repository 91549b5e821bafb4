package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Finds the drivers near a pickup who are not considered for the job, and every reason against
/// each.
final class Bystanders {

    private final CandidateSearch search;
    private final Roster roster;
    private final DriverIndex onDuty;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final WayLimits ways;
    private final @Nullable BusySearch busy;
    private final NearestDrivers nearest = new NearestDrivers();

    Bystanders(
            CandidateSearch search,
            Roster roster,
            DriverIndex onDuty,
            Eligibility eligibility,
            SkillBits skills,
            WayLimits ways,
            @Nullable BusySearch busy) {
        this.search = search;
        this.roster = roster;
        this.onDuty = onDuty;
        this.eligibility = eligibility;
        this.skills = skills;
        this.ways = ways;
        this.busy = busy;
    }

    /// Nearest first; among twice as many as are wanted, since most may be candidates.
    List<Bystander> of(OpenJob job, long nowMillis, int most) {
        Approach approach = search.approaches().to(job, nowMillis);
        onDuty.nearest(
                job.job().pickup(),
                2 * most,
                approach.reachMeters(search.cost().maxPickupMillis()),
                DriverFilter.everybody(),
                nearest);
        List<Bystander> others = new ArrayList<>(most);
        for (int i = 0; i < nearest.count() && others.size() < most; i++) {
            Driver driver = roster.at(nearest.slot(i));
            if (mayTakeOneMore(driver, job)) {
                continue;
            }
            Bystander other = of(job, driver, approach, nowMillis);
            if (!other.reasons().isEmpty()) {
                others.add(other);
            }
        }
        return others;
    }

    /// Whether he is busy, and a candidate all the same.
    private boolean mayTakeOneMore(Driver driver, OpenJob job) {
        return driver.state() == DriverState.ON_JOB && busy != null && busy.looksAt(driver, job);
    }

    private Bystander of(OpenJob job, Driver driver, Approach approach, long nowMillis) {
        long required = skills.bitsOf(job.job().requirements().skills());
        EnumSet<Exclusion> reasons = eligibility.all(driver, job, required, nowMillis);
        if (driver.state() != DriverState.IDLE) {
            reasons.add(Exclusion.BUSY);
        }
        int pickupMillis = approach.millis(driver.lat(), driver.lng());
        Exclusion beyond = ways.beyond(driver, null, job, approach, pickupMillis, nowMillis);
        if (beyond != null) {
            reasons.add(beyond);
        }
        boolean away =
                pickupMillis == Approach.UNREACHABLE
                        || pickupMillis > search.cost().maxPickupMillis();
        int costMillis =
                away ? CandidateSearch.NOT_POSSIBLE : search.freeMillis(job, driver, pickupMillis);
        return new Bystander(driver.slot(), List.copyOf(reasons), pickupMillis, costMillis);
    }
}
