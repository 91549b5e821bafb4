package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverBits;
import dev.antar.core.fleet.DriverFilter;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.NearestDrivers;
import dev.antar.core.fleet.Roster;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedSet;
import java.util.function.IntPredicate;

/// Finds and prices the drivers who could do a job. The engine's thread.
public final class CandidateSearch {

    /*
     * A driver's object, his track and his profile lie in three places of memory, and among a
     * million drivers none of them is in a cache. A rule asked during the search is asked of
     * everybody who would enter the answer so far, some forty for eight. So the index is asked
     * first, by what it knows itself and for a few more than are wanted, and the rules for those
     * alone: a job's search and offer fall from 23 to 15 µs of processor. Only where too many of
     * them may not is the search made again with the rules inside.
     */

    private static final DriverFilter FREE = DriverFilter.everybody().in(DriverState.IDLE);

    /// Of how many drivers a job that gets nobody is told why: a thousand jobs that ask for what
    /// nobody has must not look at everybody in the city, round after round.
    private static final int EXPLAINED = 64;

    /// In place of a cost.
    static final int NOT_POSSIBLE = Integer.MAX_VALUE;

    private final Roster roster;
    private final DriverIndex onDuty;
    private final Approaches approaches;
    private final Cost cost;
    private final Refusals refusals;
    private final Eligibility eligibility;
    private final SkillBits skills;
    private final LineSearch lines;
    private final WayLimits ways;
    private final @Nullable BusySearch busy;
    private final CandidateTerms terms;
    private final NearestDrivers nearest = new NearestDrivers();

    /// @param onDuty of whom those who hold neither job nor offer are considered
    /// @param acceptance how likely drivers are to accept
    /// @param maxFixAgeMillis how old a position may be, milliseconds
    /// @param lineup who stands in line where
    /// @param soonFree who may be asked for the job after his present one, or null for nobody
    /// @param sharers who may take a job beside others, or null for nobody
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            Approaches approaches,
            Cost cost,
            Acceptance acceptance,
            SkillBits skills,
            int maxFixAgeMillis,
            Lineup lineup,
            @Nullable SoonFree soonFree,
            @Nullable Sharers sharers) {
        this.roster = roster;
        this.onDuty = onDuty;
        this.approaches = approaches;
        this.cost = cost;
        this.refusals = new Refusals(acceptance, approaches, cost);
        this.eligibility = new Eligibility(maxFixAgeMillis);
        this.skills = skills;
        this.ways = new WayLimits(approaches, cost);
        this.lines = new LineSearch(roster, lineup, approaches, eligibility, skills, ways);
        this.busy =
                soonFree == null && sharers == null
                        ? null
                        : new BusySearch(
                                roster,
                                onDuty,
                                cost,
                                refusals,
                                eligibility,
                                skills,
                                ways,
                                soonFree,
                                sharers);
        this.terms = new CandidateTerms(roster, approaches, cost, refusals, lines, busy);
    }

    /// Where nobody stands in line, only free drivers are asked and nothing is known of refusals.
    public CandidateSearch(
            Roster roster,
            DriverIndex onDuty,
            Approaches approaches,
            Cost cost,
            SkillBits skills,
            int maxFixAgeMillis) {
        this(
                roster,
                onDuty,
                approaches,
                cost,
                new Acceptance(),
                skills,
                maxFixAgeMillis,
                Lineup.NONE,
                null,
                null);
    }

    /// The straight-line distance beyond which no driver is considered for the job, metres.
    public double reachMeters(OpenJob job, long nowMillis) {
        return approaches.to(job, nowMillis).reachMeters(cost.maxPickupMillis());
    }

    /// The same by the region's travel times alone, without what roads say about a job.
    public double straightReachMeters() {
        return approaches.travelTimes().reachMeters(cost.maxPickupMillis());
    }

    /// Whether this driver may be offered the job, were he free of others who want him; a job that
    /// is given away along a line could have anybody.
    public boolean possible(OpenJob job, Driver driver, long nowMillis) {
        return lines.rules(job) || costMillis(job, driver.slot(), nowMillis) != NOT_POSSIBLE;
    }

    Approaches approaches() {
        return approaches;
    }

    Cost cost() {
        return cost;
    }

    /// What candidates' costs consist of.
    CandidateTerms terms() {
        return terms;
    }

    /// Fills `found` with the `k` drivers nearest to the pickup who may be offered the job and whom
    /// the filter accepts; those whom it does not are not counted. Why others may not is counted in
    /// full only where nobody may.
    ///
    /// @param withinMillis the longest way to the pickup that matters
    /// @param wanted null for everybody
    void find(
            OpenJob job,
            int k,
            long nowMillis,
            int withinMillis,
            @Nullable IntPredicate wanted,
            Candidates found) {
        found.clear();
        Approach approach = approaches.to(job, nowMillis);
        List<Integer> line = lines.lineFor(job);
        if (line != null && job.state() != JobState.PENDING) {
            // Whoever stands in line gets jobs by his place, not by what he would save another.
            return;
        }
        if (line != null && lines.find(line, job, approach, k, nowMillis, found)) {
            return;
        }
        found.clear();
        if (k <= 0) {
            return;
        }
        boolean deserted = deserted(job, approach, withinMillis);
        boolean done =
                deserted
                        || (wanted == null
                                && findAtOnce(job, approach, k, nowMillis, withinMillis, found));
        if (!done) {
            found.clear();
            findOneByOne(job, approach, k, nowMillis, withinMillis, wanted, found);
        }
        BusySearch also = busy;
        if (also != null && job.state() == JobState.PENDING) {
            also.find(job, approach, k, nowMillis, withinMillis, wanted, found);
        }
    }

    /// Whether nobody is near, where that is likely: most jobs that found nobody near in the last
    /// round find nobody in this one, and they are many where there is nobody.
    private boolean deserted(OpenJob job, Approach approach, int withinMillis) {
        return job.unmatchedReason() == UnmatchedReason.NO_DRIVER_IN_REACH
                && onDuty.nobodyWithin(job.job().pickup(), approach.reachMeters(withinMillis));
    }

    private static int withSpares(int k) {
        return k + Math.max(2, k / 4);
    }

    /// @return false if the search must be made again, one by one
    private boolean findAtOnce(
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            int withinMillis,
            Candidates found) {
        long required = skills.bitsOf(job.job().requirements().skills());
        int asked = withSpares(k);
        onDuty.nearest(
                job.job().pickup(),
                asked,
                approach.reachMeters(withinMillis),
                fitting(job, required),
                nearest);
        int eligible = 0;
        int row = refusals.row(job, false);
        for (int i = 0; i < nearest.count() && eligible < k; i++) {
            Driver driver = roster.at(nearest.slot(i));
            if (eligibility.check(driver, job, required, nowMillis) == null) {
                eligible++;
                price(driver, job, approach, row, nowMillis, withinMillis, found);
                if (eligible == k) {
                    leaveOut(approach, row, i, found);
                }
            }
        }
        return eligible == k || nearest.count() < asked;
    }

    /// Those whom the index can tell to fit, and perhaps some who do not.
    private static DriverFilter fitting(OpenJob job, long required) {
        SortedSet<Vehicle> vehicles = job.job().requirements().vehicles();
        DriverFilter filter = vehicles.isEmpty() ? FREE : FREE.driving(vehicles);
        long known = required & ((1L << DriverBits.SKILLS) - 1);
        return known == 0 ? filter : filter.able(known);
    }

    private void findOneByOne(
            OpenJob job,
            Approach approach,
            int k,
            long nowMillis,
            int withinMillis,
            @Nullable IntPredicate wanted,
            Candidates found) {
        long required = skills.bitsOf(job.job().requirements().skills());
        onDuty.nearest(
                job.job().pickup(),
                k,
                approach.reachMeters(withinMillis),
                fitting(job, required),
                slot ->
                        (wanted == null || wanted.test(slot))
                                && eligibility.check(roster.at(slot), job, required, nowMillis)
                                        == null,
                nearest);
        int row = refusals.row(job, false);
        for (int i = 0; i < nearest.count(); i++) {
            Driver driver = roster.at(nearest.slot(i));
            price(driver, job, approach, row, nowMillis, withinMillis, found);
        }
        if (nearest.count() == k) {
            leaveOut(approach, row, k - 1, found);
        }
    }

    /// Counts in `found` why the free drivers nearest to the pickup may not be offered the job.
    void explain(OpenJob job, long nowMillis, int withinMillis, Candidates found) {
        found.clear();
        long required = skills.bitsOf(job.job().requirements().skills());
        Approach approach = approaches.to(job, nowMillis);
        double reach = approach.reachMeters(withinMillis);
        if (onDuty.nobodyWithin(job.job().pickup(), reach)) {
            return;
        }
        onDuty.nearest(job.job().pickup(), EXPLAINED, reach, FREE, nearest);
        int row = refusals.row(job, false);
        for (int i = 0; i < nearest.count(); i++) {
            Driver driver = roster.at(nearest.slot(i));
            Exclusion reason = eligibility.check(driver, job, required, nowMillis);
            if (reason == null) {
                price(driver, job, approach, row, nowMillis, withinMillis, found);
            } else {
                found.exclude(reason);
            }
        }
    }

    /// Adds a driver who may be offered the job at what he costs, or says why he is too far.
    private void price(
            Driver driver,
            OpenJob job,
            Approach approach,
            int row,
            long nowMillis,
            int withinMillis,
            Candidates found) {
        int pickupMillis = approach.millis(driver.lat(), driver.lng());
        Exclusion beyond = beyond(driver, job, approach, pickupMillis, nowMillis);
        if (beyond != null) {
            found.exclude(beyond);
        } else if (pickupMillis > withinMillis) {
            found.exclude(Exclusion.OUT_OF_REACH);
        } else {
            found.add(driver.slot(), freeMillis(driver, row, pickupMillis));
        }
    }

    /// What a driver would cost the job were he free, who needs so long to its pickup.
    int freeMillis(OpenJob job, Driver driver, int pickupMillis) {
        return freeMillis(driver, refusals.row(job, false), pickupMillis);
    }

    private int freeMillis(Driver driver, int row, int pickupMillis) {
        return cost.candidateMillis(
                pickupMillis,
                refusals.millis(row, pickupMillis),
                driver.quality(),
                driver.incomeMillis());
    }

    /// Nobody who is not in the answer is nearer than its `last`, nor likelier to accept.
    private void leaveOut(Approach approach, int row, int last, Candidates found) {
        int least = approach.lowerBoundMillis(nearest.atLeastMeters(last));
        found.leaveOut(cost.candidateMillis(least, refusals.millis(row, least)));
    }

    /// What this driver costs the job, or [#NOT_POSSIBLE] if he may not be offered it or it is
    /// given away along a line.
    int costMillis(OpenJob job, int slot, long nowMillis) {
        Driver driver = roster.at(slot);
        long required = skills.bitsOf(job.job().requirements().skills());
        if (driver.state() != DriverState.IDLE
                || eligibility.check(driver, job, required, nowMillis) != null
                || lines.rules(job)) {
            return NOT_POSSIBLE;
        }
        Approach approach = approaches.to(job, nowMillis);
        int pickupMillis = approach.millis(driver.lat(), driver.lng());
        return beyond(driver, job, approach, pickupMillis, nowMillis) == null
                ? freeMillis(job, driver, pickupMillis)
                : NOT_POSSIBLE;
    }

    /// For explaining.
    Bystanders bystanders() {
        return new Bystanders(this, roster, onDuty, eligibility, skills, ways, busy);
    }

    private @Nullable Exclusion beyond(
            Driver driver, OpenJob job, Approach approach, int pickupMillis, long nowMillis) {
        return ways.beyond(driver, null, job, approach, pickupMillis, nowMillis);
    }
}
