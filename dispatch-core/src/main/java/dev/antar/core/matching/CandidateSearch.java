package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.TravelTimes;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/// Finds and prices the free drivers who could do a job. The engine's thread.
public final class CandidateSearch {

    private static final DriverFilter FREE = DriverFilter.everybody().in(DriverState.IDLE);

    /// What the first in line costs, and what each place behind him costs more: small against a
    /// drive, and the same for every driver, so that places alone decide.
    private static final int LINE_MILLIS = 30_000;

    private static final int LINE_STEP_MILLIS = 1_000;

    private final Roster roster;
    private final DriverIndex onDuty;
    private final TravelTimes travelTimes;
    private final Cost cost;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final double reachMeters;
    private final Lineup lineup;
    private final NearestDrivers nearest = new NearestDrivers();

    /// @param onDuty of whom those who hold neither job nor offer are considered
    /// @param maxFixAgeMillis how old a position may be, milliseconds
    /// @param lineup who stands in line where
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            TravelTimes travelTimes,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis,
            Lineup lineup) {
        this.roster = roster;
        this.onDuty = onDuty;
        this.travelTimes = travelTimes;
        this.cost = cost;
        this.eligibility = new Eligibility(maxFixAgeMillis);
        this.skills = skills;
        this.lineup = lineup;
        this.reachMeters = travelTimes.reachMeters(cost.maxPickupMillis());
    }

    /// Where nobody stands in line.
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            TravelTimes travelTimes,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis) {
        this(roster, onDuty, travelTimes, cost, skills, maxFixAgeMillis, Lineup.NONE);
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
        List<Integer> line = lineup.along(pickup);
        if (line != null && findInLine(line, job, required, k, nowMillis, found)) {
            return;
        }
        found.clear();
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
            Exclusion beyond = beyond(driver, job.job(), pickupMillis, nowMillis);
            if (beyond != null) {
                found.exclude(beyond);
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

    /// Candidates by their place in line alone: how near each stands to the pickup does not matter.
    ///
    /// @return false if nobody in line may be offered the job; then it is anybody's
    private boolean findInLine(
            List<Integer> line,
            OpenJob job,
            long required,
            int k,
            long nowMillis,
            Candidates found) {
        for (int slot : line) {
            Driver driver = roster.at(slot);
            if (driver.state() != DriverState.IDLE) {
                continue;
            }
            Exclusion reason = eligibility.check(driver, job, required, nowMillis);
            if (reason == null) {
                int pickupMillis =
                        travelTimes.millis(positionOf(driver), job.job().pickup(), nowMillis);
                reason = beyond(driver, job.job(), pickupMillis, nowMillis);
            }
            if (reason != null) {
                found.exclude(reason);
            } else if (found.count() == k) {
                found.leaveOut(lineMillis(k));
                break;
            } else {
                found.add(slot, lineMillis(found.count()));
            }
        }
        return found.count() > 0;
    }

    private static int lineMillis(int rank) {
        return LINE_MILLIS + rank * LINE_STEP_MILLIS;
    }

    /// What the driver's own limits, or the longest way allowed, say against this pair.
    private @Nullable Exclusion beyond(Driver driver, Job job, int pickupMillis, long nowMillis) {
        if (pickupMillis > cost.maxPickupMillis()) {
            return Exclusion.OUT_OF_REACH;
        }
        Limits limits = driver.limits();
        if (limits.equals(Limits.NONE)) {
            return null;
        }
        LatLng from = positionOf(driver);
        if (travelTimes.meters(from, job.pickup()) > limits.maxPickupMeters()
                || travelTimes.meters(job.pickup(), job.dropoff()) > limits.maxTripMeters()) {
            return Exclusion.DISTANCE_LIMIT;
        }
        long atPickup = nowMillis + pickupMillis;
        long done = atPickup + travelTimes.millis(job.pickup(), job.dropoff(), atPickup);
        return done > limits.shiftEndsAtMillis() ? Exclusion.SHIFT_END : null;
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "an eligible driver has a position");
    }
}
