package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Roster;
import dev.antar.core.job.OpenJob;
import dev.antar.core.travel.Approach;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Finds the drivers for jobs that are given away along a line, and prices them by their place
/// alone: how near each stands to the pickup does not matter. The engine's thread.
///
/// @param lineup who stands in line where
record LineSearch(
        Roster roster,
        Lineup lineup,
        Approaches approaches,
        Eligibility eligibility,
        SkillBits skills,
        WayLimits ways) {

    /// What the first in line costs, and what each place behind him costs more: small against a
    /// drive, and the same for every driver, so that places alone decide.
    private static final int FIRST_MILLIS = 30_000;

    private static final int STEP_MILLIS = 1_000;

    /// The slots of those who stand in line for the job, first in line first; null where it is
    /// offered to whoever is near.
    @Nullable List<Integer> lineFor(OpenJob job) {
        return lineup.along(job.job().pickup());
    }

    /// Whether the job is given away along a line.
    boolean rules(OpenJob job) {
        return lineFor(job) != null;
    }

    /// Adds the first `k` in line who may be offered the job, and counts why others may not.
    ///
    /// @return false if nobody in line may be offered the job; then it is anybody's
    boolean find(
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
                int pickupMillis = approach.millis(driver.lat(), driver.lng());
                reason = ways.beyond(driver, null, job, approach, pickupMillis, nowMillis);
            }
            if (reason != null) {
                found.exclude(reason);
            } else if (found.count() == k) {
                found.leaveOut(millis(k));
                break;
            } else {
                found.add(slot, millis(found.count()));
            }
        }
        return found.count() > 0;
    }

    /// What the driver's place costs the job, or null where his place does not count.
    @Nullable CostTerms terms(OpenJob job, int slot, long nowMillis) {
        List<Integer> line = lineFor(job);
        if (line == null) {
            return null;
        }
        Candidates found = new Candidates();
        find(line, job, approaches.to(job, nowMillis), line.size(), nowMillis, found);
        for (int i = 0; i < found.count(); i++) {
            if (found.slot(i) == slot) {
                return CostTerms.of(CostTerm.LINE, found.costMillis(i));
            }
        }
        return null;
    }

    private static int millis(int rank) {
        return FIRST_MILLIS + rank * STEP_MILLIS;
    }
}
