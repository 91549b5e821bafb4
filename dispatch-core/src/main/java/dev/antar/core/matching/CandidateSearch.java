package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Limits;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;

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
    private final Approaches approaches;
    private final Cost cost;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final Lineup lineup;
    private final NearestDrivers nearest = new NearestDrivers();

    /// @param onDuty of whom those who hold neither job nor offer are considered
    /// @param maxFixAgeMillis how old a position may be, milliseconds
    /// @param lineup who stands in line where
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            Approaches approaches,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis,
            Lineup lineup) {
        this.roster = roster;
        this.onDuty = onDuty;
        this.approaches = approaches;
        this.cost = cost;
        this.eligibility = new Eligibility(maxFixAgeMillis);
        this.skills = skills;
        this.lineup = lineup;
    }

    /// Where nobody stands in line.
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            Approaches approaches,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis) {
        this(roster, onDuty, approaches, cost, skills, maxFixAgeMillis, Lineup.NONE);
    }

    /// The straight-line distance beyond which no driver is considered for the job, metres.
    public double reachMeters(OpenJob job, long nowMillis) {
        return approaches.to(job, nowMillis).reachMeters(cost.maxPickupMillis());
    }

    /// The same by the region's travel times alone, without what roads say about a job.
    public double straightReachMeters() {
        return approaches.travelTimes().reachMeters(cost.maxPickupMillis());
    }

    Approaches approaches() {
        return approaches;
    }

    Cost cost() {
        return cost;
    }

    /// Fills `found` with the `k` drivers nearest to the pickup who may be offered the job and whom
    /// the filter accepts; those whom it does not are not counted.
    ///
    /// @param withinMillis the longest way to the pickup that matters
    void find(
            OpenJob job,
            int k,
            long nowMillis,
            int withinMillis,
            IntPredicate wanted,
            Candidates found) {
        found.clear();
        LatLng pickup = job.job().pickup();
        long required = skills.bitsOf(job.job().requirements().skills());
        Approach approach = approaches.to(job, nowMillis);
        List<Integer> line = lineup.along(pickup);
        if (line != null && job.state() != JobState.PENDING) {
            // Whoever stands in line gets jobs by his place, not by what he would save another.
            return;
        }
        if (line != null && findInLine(line, job, approach, k, nowMillis, found)) {
            return;
        }
        found.clear();
        onDuty.nearest(
                pickup,
                k,
                approach.reachMeters(withinMillis),
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
            LatLng position = positionOf(driver);
            int pickupMillis = approach.millis(position.lat(), position.lng());
            Exclusion beyond = beyond(driver, job, approach, pickupMillis, nowMillis);
            if (beyond != null) {
                found.exclude(beyond);
            } else if (pickupMillis > withinMillis) {
                found.exclude(Exclusion.OUT_OF_REACH);
            } else {
                found.add(driver.slot(), cost.candidateMillis(pickupMillis, driver.quality()));
            }
        }
        if (nearest.count() == k && k > 0) {
            found.leaveOut(
                    cost.candidateMillis(approach.lowerBoundMillis(nearest.atLeastMeters(k - 1))));
        }
    }

    /// Candidates by their place in line alone: how near each stands to the pickup does not matter.
    ///
    /// @return false if nobody in line may be offered the job; then it is anybody's
    private boolean findInLine(
            List<Integer> line,
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            Candidates found) {
        long required = skills.bitsOf(job.job().requirements().skills());
        for (int slot : line) {
            Driver driver = roster.at(slot);
            if (driver.state() != DriverState.IDLE) {
                continue;
            }
            Exclusion reason = eligibility.check(driver, job, required, nowMillis);
            if (reason == null) {
                LatLng position = positionOf(driver);
                int pickupMillis = approach.millis(position.lat(), position.lng());
                reason = beyond(driver, job, approach, pickupMillis, nowMillis);
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

    /// What the roads, the longest way allowed, or the driver's own limits say against this pair.
    private @Nullable Exclusion beyond(
            Driver driver, OpenJob job, Approach approach, int pickupMillis, long nowMillis) {
        if (pickupMillis == Approach.UNREACHABLE) {
            return Exclusion.NO_WAY;
        }
        if (pickupMillis > cost.maxPickupMillis()) {
            return Exclusion.OUT_OF_REACH;
        }
        Limits limits = driver.limits();
        if (limits.equals(Limits.NONE)) {
            return null;
        }
        if (approach.meters(positionOf(driver), pickupMillis) > limits.maxPickupMeters()
                || approaches.tripMeters(job) > limits.maxTripMeters()) {
            return Exclusion.DISTANCE_LIMIT;
        }
        long atPickup = nowMillis + pickupMillis;
        long done = atPickup + approaches.tripMillis(job, atPickup);
        return done > limits.shiftEndsAtMillis() ? Exclusion.SHIFT_END : null;
    }

    private static LatLng positionOf(Driver driver) {
        return Objects.requireNonNull(driver.position(), "an eligible driver has a position");
    }
}
