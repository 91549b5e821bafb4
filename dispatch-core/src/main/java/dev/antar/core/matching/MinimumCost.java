package dev.antar.core.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Matches a round at the least total cost, exactly, over all drivers who could do its jobs.
///
/// A job begins with its nearest few candidates. The solver asks for more of just those jobs whose
/// value would pass what a driver not yet looked at might cost; so its optimum over the few is the
/// optimum over everyone, and [#certificate] says so. Every round is solved from nothing but what
/// is in it, so that its answer does not depend on the rounds before.
public final class MinimumCost implements MatchingPolicy {

    /*
     * The work of a round is bounded in steps, which are the same on every machine, not in time.
     * A job whose insertion takes more than its share is put off until all others are in: a crowd at
     * one place then costs nobody elsewhere his optimum. What is still outside when the round's work
     * is used up gets the cheapest driver nobody has.
     */

    private static final int FIRST_LOOK = 8;
    private static final long SHARE = 100_000;

    private final SparseAssignment assignment = new SparseAssignment();
    private final Candidates more = new Candidates();
    private final long allowedSteps;
    private int[] look = new int[16];
    private int[] putOff = new int[16];
    private int[] seen = new int[64];
    private int rounds;
    private long candidates;
    private int widened;
    private int drivers;
    private Certificate certificate = Certificate.NONE;

    /// With work enough for some ten thousand jobs: about a tenth of a second.
    public MinimumCost() {
        this(20_000_000);
    }

    /// @param allowedSteps how many candidates a round may look at before the rest of its jobs get
    ///   the cheapest driver left, at least 0; two hundred million take about a second
    public MinimumCost(long allowedSteps) {
        if (allowedSteps < 0) {
            throw new IllegalArgumentException(
                    "allowedSteps=" + allowedSteps + ": must not be negative");
        }
        this.allowedSteps = allowedSteps;
    }

    @Override
    public String name() {
        return "minimum-cost";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Certificate certificate() {
        return certificate;
    }

    /// What serving the last round's `i`-th job cost the whole, all consequences counted,
    /// milliseconds; what leaving it unmatched costs if it was.
    public long valueMillis(int i) {
        return assignment.valueOf(i);
    }

    /// What another driver like this one would have saved the last round, milliseconds.
    public long priceMillis(int slot) {
        return named(slot) ? assignment.price(slot) : 0;
    }

    /// The number of the job that the last round gave this driver, or [SparseAssignment#NOBODY].
    public int jobOf(int slot) {
        return named(slot) ? assignment.jobOf(slot) : SparseAssignment.NOBODY;
    }

    private boolean named(int slot) {
        return slot < seen.length && seen[slot] == rounds;
    }

    @Override
    public List<Match> match(Round round) {
        begin(round);
        int outside = 0;
        long steps = 0;
        for (int i = 0; i < round.size(); i++) {
            assignment.addJob(round.unmatchedMillis(i));
            name(i, round.candidates(i, FIRST_LOOK));
            assignment.allow(Math.min(SHARE, allowedSteps - steps));
            if (!assignment.insert(i)) {
                putOff[outside++] = i;
            }
            steps += assignment.steps();
        }
        assignment.allow(allowedSteps - steps);
        int next = 0;
        while (next < outside && assignment.insert(putOff[next])) {
            next++;
        }
        steps += assignment.steps();
        return conclude(round, next, outside, steps);
    }

    private void begin(Round round) {
        int jobs = round.size();
        if (look.length < jobs) {
            look = new int[Math.max(jobs, look.length * 2)];
            putOff = new int[look.length];
        }
        Arrays.fill(look, 0, jobs, FIRST_LOOK);
        if (++rounds == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            rounds = 1;
        }
        candidates = 0;
        widened = 0;
        drivers = 0;
        assignment.reset(job -> widen(round, job));
    }

    private void widen(Round round, int job) {
        widened++;
        look[job] *= 2;
        round.find(job, look[job], null, more);
        assignment.spend(more.count());
        assignment.unname(job);
        name(job, more);
    }

    private void name(int job, Candidates found) {
        candidates += found.count();
        for (int c = 0; c < found.count(); c++) {
            int slot = found.slot(c);
            if (slot >= seen.length) {
                seen = Arrays.copyOf(seen, Math.max(slot + 1, slot * 2));
            }
            assignment.ensureDrivers(slot + 1);
            if (seen[slot] != rounds) {
                seen[slot] = rounds;
                drivers++;
            }
            assignment.name(job, slot, found.costMillis(c));
        }
        assignment.bound(job, found.complete() ? Long.MAX_VALUE : found.leftOutMillis());
    }

    /// Serves those who were put off and are still outside, and lists all matches.
    private List<Match> conclude(Round round, int from, int to, long steps) {
        long cost = assignment.primal();
        long bound = assignment.dual();
        for (int w = from; w < to; w++) {
            int i = putOff[w];
            bound += assignment.leastOf(i);
            round.find(i, 1, slot -> !assignment.taken(slot), more);
            if (more.count() > 0 && more.costMillis(0) < round.unmatchedMillis(i)) {
                assignment.ensureDrivers(more.slot(0) + 1);
                assignment.take(i, more.slot(0), more.costMillis(0));
                cost += more.costMillis(0);
            } else {
                cost += round.unmatchedMillis(i);
            }
        }
        List<Match> matches = new ArrayList<>(round.size());
        for (int i = 0; i < round.size(); i++) {
            int slot = assignment.driverOf(i);
            if (slot != SparseAssignment.NOBODY) {
                matches.add(new Match(round.job(i), slot, assignment.costOf(i)));
            }
        }
        certificate =
                new Certificate(
                        round.size(),
                        matches.size(),
                        drivers,
                        candidates,
                        widened,
                        cost,
                        bound,
                        to - from,
                        steps);
        if (to == from && !certificate.optimal()) {
            throw new IllegalStateException("Not optimal: " + certificate);
        }
        return matches;
    }
}
