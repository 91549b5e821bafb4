package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.GreatCircle;
import dev.antar.core.geo.LatLng;
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
    ///
    /// @param candidates those of the job, who need not be judged again
    /// @param considered so many of them, the cheapest, have been told of; if there are so many,
    ///   nobody is looked at who is farther than the last of them
    List<Bystander> of(
            OpenJob job, long nowMillis, int most, Candidates candidates, int considered) {
        long required = skills.bitsOf(job.job().requirements().skills());
        Approach approach = search.approaches().to(job, nowMillis);
        onDuty.nearest(
                job.job().pickup(),
                2 * most,
                Math.min(
                        approach.reachMeters(search.cost().maxPickupMillis()),
                        metersTo(job, candidates, considered)),
                DriverFilter.everybody(),
                nearest);
        List<Bystander> others = new ArrayList<>(most);
        for (int i = 0; i < nearest.count() && others.size() < most; i++) {
            Driver driver = roster.at(nearest.slot(i));
            if (candidates.contains(driver.slot()) || mayTakeOneMore(driver, job)) {
                continue;
            }
            Bystander other = judged(job, driver, approach, required, nowMillis);
            if (other != null) {
                others.add(other);
            }
        }
        return others;
    }

    private double metersTo(OpenJob job, Candidates candidates, int considered) {
        if (candidates.count() < considered) {
            return Double.MAX_VALUE;
        }
        Driver last = roster.at(candidates.slot(considered - 1));
        LatLng pickup = job.job().pickup();
        return last.state() == DriverState.IDLE
                ? GreatCircle.meters(pickup.lat(), pickup.lng(), last.lat(), last.lng())
                : Double.MAX_VALUE;
    }

    /// Whether he is busy, and a candidate all the same.
    private boolean mayTakeOneMore(Driver driver, OpenJob job) {
        return driver.state() == DriverState.ON_JOB && busy != null && busy.looksAt(driver, job);
    }

    /// Null where no rule is against him.
    private @Nullable Bystander judged(
            OpenJob job, Driver driver, Approach approach, long required, long nowMillis) {
        boolean idle = driver.state() == DriverState.IDLE;
        int pickupMillis = approach.millis(driver.lat(), driver.lng());
        Exclusion beyond = ways.beyond(driver, null, job, approach, pickupMillis, nowMillis);
        // All rules are asked only of those against whom there is one.
        if (idle && beyond == null && eligibility.check(driver, job, required, nowMillis) == null) {
            return null;
        }
        EnumSet<Exclusion> reasons = eligibility.all(driver, job, required, nowMillis);
        if (!idle) {
            reasons.add(Exclusion.BUSY);
        }
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
