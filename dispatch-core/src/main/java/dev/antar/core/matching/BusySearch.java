package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.IntPredicate;

/// Finds and prices drivers who hold a job and could take one more, after it or beside it. Whoever
/// may not is left out without a word: a job's reason for waiting is about those who are free. The
/// engine's thread.
final class BusySearch {

    private static final DriverFilter ON_JOB = DriverFilter.everybody().in(DriverState.ON_JOB);

    private final Roster roster;
    private final DriverIndex onDuty;
    private final Cost cost;
    private final Refusals refusals;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final WayLimits ways;
    private final @Nullable SoonFree soonFree;
    private final @Nullable Sharers sharers;
    private final NearestDrivers nearest = new NearestDrivers();

    BusySearch(
            Roster roster,
            DriverIndex onDuty,
            Cost cost,
            Refusals refusals,
            Eligibility eligibility,
            SkillBits skills,
            WayLimits ways,
            @Nullable SoonFree soonFree,
            @Nullable Sharers sharers) {
        this.roster = roster;
        this.onDuty = onDuty;
        this.cost = cost;
        this.refusals = refusals;
        this.eligibility = eligibility;
        this.skills = skills;
        this.ways = ways;
        this.soonFree = soonFree;
        this.sharers = sharers;
    }

    /// Adds up to `k` drivers of each kind to those found already.
    void find(
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            int withinMillis,
            @Nullable IntPredicate wanted,
            Candidates found) {
        long required = skills.bitsOf(job.job().requirements().skills());
        SoonFree after = soonFree;
        if (after != null && after.ends().size() > 0) {
            after.ends()
                    .nearest(
                            job.job().pickup(),
                            k,
                            approach.reachMeters(withinMillis),
                            DriverFilter.everybody(),
                            slot -> {
                                Driver driver = roster.at(slot);
                                LatLng end = after.endOf(driver);
                                return (wanted == null || wanted.test(slot))
                                        && !mayShare(driver, job)
                                        && eligibility.check(driver, end, job, required, nowMillis)
                                                == null;
                            },
                            nearest);
            priceSoonFree(after, job, approach, k, nowMillis, withinMillis, found);
        }
        Sharers beside = sharers;
        if (beside != null && job.job().terms().shared() && beside.any()) {
            onDuty.nearest(
                    job.job().pickup(),
                    k,
                    approach.reachMeters(withinMillis),
                    ON_JOB,
                    slot -> {
                        Driver driver = roster.at(slot);
                        return (wanted == null || wanted.test(slot))
                                && mayShare(driver, job)
                                && eligibility.check(driver, job, required, nowMillis) == null;
                    },
                    nearest);
            priceSharers(beside, job, approach, k, nowMillis, withinMillis, found);
        }
    }

    /// What a driver who was found costs, taken apart.
    CostTerms terms(OpenJob job, Driver driver, Approach approach, long nowMillis) {
        int row = refusals.row(job, true);
        Sharers beside = sharers;
        if (beside != null && beside.mayShare(driver, job)) {
            int price = beside.costMillis(driver, job, nowMillis);
            int refusal = refusals.millis(row, beside.pickupMillis());
            return cost.sharedTerms(price, refusal, driver.quality(), driver.incomeMillis());
        }
        SoonFree after = Objects.requireNonNull(soonFree, "he was found behind his job");
        LatLng end = after.endOf(driver);
        int freeIn = after.freeInMillis(driver, nowMillis);
        int way = approach.millis(end.lat(), end.lng());
        return cost.soonFreeTerms(
                freeIn,
                way,
                after.marginMillis(),
                refusals.millis(row, freeIn + way),
                driver.quality(),
                driver.incomeMillis());
    }

    /// How long until a driver who was found would be at the pickup.
    int pickupMillis(OpenJob job, Driver driver, Approach approach, long nowMillis) {
        Sharers beside = sharers;
        if (beside != null && beside.mayShare(driver, job)) {
            beside.costMillis(driver, job, nowMillis);
            return beside.pickupMillis();
        }
        SoonFree after = Objects.requireNonNull(soonFree, "he was found behind his job");
        LatLng end = after.endOf(driver);
        return after.freeInMillis(driver, nowMillis) + approach.millis(end.lat(), end.lng());
    }

    /// Whether a driver who is busy is one of those who are looked at for the job.
    boolean looksAt(Driver driver, OpenJob job) {
        return (soonFree != null && soonFree.ends().contains(driver.slot()))
                || mayShare(driver, job);
    }

    private boolean mayShare(Driver driver, OpenJob job) {
        return sharers != null && sharers.mayShare(driver, job);
    }

    private void priceSoonFree(
            SoonFree after,
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            int withinMillis,
            Candidates found) {
        int row = refusals.row(job, true);
        for (int i = 0; i < nearest.count(); i++) {
            Driver driver = roster.at(nearest.slot(i));
            LatLng end = after.endOf(driver);
            int freeIn = after.freeInMillis(driver, nowMillis);
            int way = approach.millis(end.lat(), end.lng());
            if (freeIn == SoonFree.TOO_LATE
                    || way == Approach.UNREACHABLE
                    || freeIn + way > withinMillis
                    || ways.beyond(driver, end, job, approach, way, nowMillis + freeIn) != null) {
                continue;
            }
            found.add(
                    driver.slot(),
                    cost.candidateMillis(
                            freeIn + way + after.marginMillis(),
                            refusals.millis(row, freeIn + way),
                            driver.quality(),
                            driver.incomeMillis()));
        }
        if (nearest.count() == k) {
            int bound = approach.lowerBoundMillis(nearest.atLeastMeters(k - 1));
            leaveOut(bound + after.marginMillis(), refusals.millis(row, bound), found);
        }
    }

    private void priceSharers(
            Sharers beside,
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            int withinMillis,
            Candidates found) {
        int row = refusals.row(job, true);
        for (int i = 0; i < nearest.count(); i++) {
            Driver driver = roster.at(nearest.slot(i));
            int way = approach.millis(driver.lat(), driver.lng());
            if (way == Approach.UNREACHABLE
                    || ways.beyond(driver, null, job, approach, way, nowMillis) != null) {
                continue;
            }
            int price = beside.costMillis(driver, job, nowMillis);
            if (price != Sharers.NOWHERE && price <= withinMillis) {
                found.add(
                        driver.slot(),
                        cost.candidateMillis(
                                price,
                                refusals.millis(row, beside.pickupMillis()),
                                driver.quality(),
                                driver.incomeMillis()));
            }
        }
        if (nearest.count() == k) {
            int least = beside.leastMillis(job, nearest.atLeastMeters(k - 1), nowMillis);
            leaveOut(least, refusals.millis(row, 0), found);
        }
    }

    private void leaveOut(int fromMillis, int refusal, Candidates found) {
        found.leaveOut(Math.min(found.leftOutMillis(), cost.candidateMillis(fromMillis, refusal)));
    }
}
