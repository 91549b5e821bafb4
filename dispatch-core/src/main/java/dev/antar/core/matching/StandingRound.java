package dev.antar.core.matching;

import dev.antar.core.job.OpenJob;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A round whose answer stands while single events come: a job more or less, an answer, a driver
/// lost or back. After each the matches cost the least again, over all drivers who could do the
/// jobs, and only what is near the event is looked at: some 0.1 ms among a thousand jobs, the
/// search for drivers included. Memory is kept. One thread.
///
/// For whoever embeds rounds of his own; the engine makes each round anew
/// (`docs/decisions/0008-rounds-from-scratch.md`).
///
/// A pair is priced when it is first looked at; who moves since is told by [#come], or waits for
/// the next [#begin].
public final class StandingRound {

    /*
     * Jobs that come in one after the other give the very matches that a round over all of them
     * gives: it is the same algorithm. After other events the cost is the same as that of a round
     * made anew; among matchings of equal cost another may stand.
     *
     * A driver who has come nearer behind our back might make a pair cheaper than the job's value,
     * which the searches rely on not to happen. A list that is made anew leaves such a driver out,
     * and never lets the job's bound fall.
     */

    private static final int FIRST_LOOK = 8;
    private static final int NOBODY = SparseAssignment.NOBODY;

    private final CandidateSearch search;
    private final SparseAssignment assignment = new SparseAssignment();
    private final Round one;

    // By the number that the assignment knows a job by; numbers of jobs that are gone are reused.
    private final List<@Nullable OpenJob> jobs = new ArrayList<>();
    private int[] look = new int[16];
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final IntArrayList unused = new IntArrayList();
    private long nowMillis;

    public StandingRound(CandidateSearch search) {
        this.search = search;
        this.one = new Round(search);
        numbers.defaultReturnValue(NOBODY);
    }

    /// Forgets everything and matches these jobs, in their order.
    public void begin(long now, List<OpenJob> waiting) {
        assignment.reset(this::widen);
        jobs.clear();
        numbers.clear();
        unused.clear();
        for (OpenJob job : waiting) {
            submit(job, now);
        }
    }

    /// How many jobs are in.
    public int size() {
        return numbers.size();
    }

    /// One more job waits.
    public void submit(OpenJob job, long now) {
        nowMillis = now;
        if (numbers.containsKey(job.order())) {
            throw new IllegalArgumentException("job=" + job.id() + ": must not be in already");
        }
        int number = number(job);
        numbers.put(job.order(), number);
        insertAnew(number, job);
    }

    /// The job needs nobody any more.
    public void withdraw(OpenJob job) {
        int number = numberOf(job);
        assignment.withdraw(number);
        numbers.remove(job.order());
        jobs.set(number, null);
        unused.add(number);
    }

    /// Who may do the job is no longer the same: a driver said no, or the job changed.
    public void renew(OpenJob job, long now) {
        nowMillis = now;
        int number = numberOf(job);
        assignment.withdraw(number);
        insertAnew(number, job);
    }

    /// A driver is no longer to be had; his job looks for another. To be told before [#come] when
    /// he moves.
    public void lose(int slot, long now) {
        nowMillis = now;
        assignment.ensureDrivers(slot + 1);
        int bereft = assignment.lose(slot);
        if (bereft != NOBODY) {
            assignment.insert(bereft);
        }
    }

    /// A driver is to be had where he is now, who was lost or never there.
    public void come(int slot, long now) {
        nowMillis = now;
        assignment.ensureDrivers(slot + 1);
        if (assignment.jobOf(slot) != NOBODY) {
            throw new IllegalArgumentException("slot=" + slot + ": must be lost first");
        }
        assignment.forgetDriver(slot);
        for (int number = 0; number < jobs.size(); number++) {
            OpenJob job = jobs.get(number);
            if (job == null) {
                continue;
            }
            int cost = search.costMillis(job, slot, now);
            if (cost == CandidateSearch.NOT_POSSIBLE) {
                continue;
            }
            if (cost < assignment.valueOf(number)) {
                assignment.nameArriving(number, slot, cost);
            } else {
                assignment.bound(number, Math.min(assignment.bound(number), cost));
            }
        }
        assignment.arrive(slot);
    }

    /// The slot of the job's driver, or [SparseAssignment#NOBODY].
    public int driverOf(OpenJob job) {
        return assignment.driverOf(numberOf(job));
    }

    /// What the matches and the unmatched jobs cost, milliseconds.
    public long costMillis() {
        return assignment.primal();
    }

    /// What no matching can cost less than; equal to [#costMillis]. Worked out anew.
    public long boundMillis() {
        return assignment.dual();
    }

    private int number(OpenJob job) {
        if (!unused.isEmpty()) {
            int number = unused.popInt();
            jobs.set(number, job);
            return number;
        }
        int number = assignment.addJob(0);
        jobs.add(job);
        if (number == look.length) {
            look = Arrays.copyOf(look, number * 2);
        }
        return number;
    }

    private int numberOf(OpenJob job) {
        int number = numbers.get(job.order());
        if (number == NOBODY) {
            throw new IllegalArgumentException("job=" + job.id() + ": must be in");
        }
        return number;
    }

    private void insertAnew(int number, OpenJob job) {
        one.begin(nowMillis, List.of(job), Stay.NONE);
        assignment.forget(number, one.unmatchedMillis(0));
        look[number] = FIRST_LOOK;
        Candidates found = one.candidates(0, FIRST_LOOK);
        for (int c = 0; c < found.count(); c++) {
            assignment.ensureDrivers(found.slot(c) + 1);
            assignment.name(number, found.slot(c), found.costMillis(c));
        }
        assignment.bound(number, boundOf(found));
        assignment.insert(number);
    }

    private void widen(int number) {
        OpenJob job = jobs.get(number);
        if (job == null) {
            throw new IllegalStateException("job " + number + " is gone");
        }
        Candidates found;
        do {
            // Drivers who came nearer since count among the first; nobody who was named may be
            // left out for them, or the bound would say too much.
            look[number] *= 2;
            one.begin(nowMillis, List.of(job), Stay.NONE);
            found = one.candidates(0, look[number]);
        } while (boundOf(found) < assignment.bound(number));
        boolean in = assignment.isIn(number);
        int own = in ? assignment.driverOf(number) : NOBODY;
        assignment.unname(number);
        if (own != NOBODY) {
            assignment.nameArriving(number, own, assignment.costOf(number));
        }
        for (int c = 0; c < found.count(); c++) {
            int slot = found.slot(c);
            assignment.ensureDrivers(slot + 1);
            boolean nearer =
                    in && found.costMillis(c) + assignment.price(slot) < assignment.valueOf(number);
            if (slot != own && !nearer) {
                assignment.nameArriving(number, slot, found.costMillis(c));
            }
        }
        assignment.bound(number, boundOf(found));
    }

    private static long boundOf(Candidates found) {
        return found.complete() ? Long.MAX_VALUE : found.leftOutMillis();
    }
}
