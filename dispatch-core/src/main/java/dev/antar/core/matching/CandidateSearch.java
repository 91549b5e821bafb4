package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.TravelTimes;

import java.util.Objects;
import java.util.function.IntPredicate;

/// Finds and prices the free drivers who could do a job. The engine's thread.
public final class CandidateSearch {

    private static final DriverFilter FREE = DriverFilter.everybody().in(DriverState.IDLE);

    private final Roster roster;
    private final DriverIndex onDuty;
    private final TravelTimes travelTimes;
    private final Cost cost;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final double reachMeters;
    private final NearestDrivers nearest = new NearestDrivers();

    /// @param onDuty of whom those who hold neither job nor offer are considered
    /// @param maxFixAgeMillis how old a position may be, milliseconds
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            TravelTimes travelTimes,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis) {
        this.roster = roster;
        this.onDuty = onDuty;
        this.travelTimes = travelTimes;
        this.cost = cost;
        this.eligibility = new Eligibility(maxFixAgeMillis);
        this.skills = skills;
        this.reachMeters = travelTimes.reachMeters(cost.maxPickupMillis());
    }

    /// The straight-line distance beyond which no driver is considered, metres.
    public double reachMeters() {
        return reachMeters;
    }

    Cost cost() {
        return cost;
    }

    /// Fills `found` with the `k` drivers nearest to the pickup who may be offered the job and whom
    /// the filter accepts; those whom it does not are not counted.
    void find(OpenJob job, int k, long nowMillis, IntPredicate wanted, Candidates found) {
        found.clear();
        LatLng pickup = job.job().pickup();
        long required = skills.bitsOf(job.job().requirements().skills());
        onDuty.nearest(
                pickup,
                k,
                reachMeters,
                FREE,
                slot -> {
                    if (!wanted.test(slot)) {
                        return false;
                    }
                    Exclusion reason = eligibility.check(roster.at(slot), job, required, nowMillis);
                    if (reason != null) {
                        found.exclude(reason);
                    }
                    return reason == null;
                },
                nearest);
        for (int i = 0; i < nearest.count(); i++) {
            Driver driver = roster.at(nearest.slot(i));
            int pickupMillis = travelTimes.millis(positionOf(driver), pickup, nowMillis);
            if (pickupMillis > cost.maxPickupMillis()) {
                found.exclude(Exclusion.OUT_OF_REACH);
            } else {
                found.add(driver.slot(), cost.candidateMillis(pickupMillis, driver.quality()));
            }
        }
        if (nearest.count() == k && k > 0) {
            found.leaveOut(
                    cost.candidateMillis(
                            travelTimes.lowerBoundMillis(nearest.atLeastMeters(k - 1))));
        }
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "an eligible driver has a position");
    }
}
