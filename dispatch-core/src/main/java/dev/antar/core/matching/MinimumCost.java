package dev.antar.core.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Matches a round at the least total cost, exactly, over all drivers who could do its jobs.
///
/// Starts with the nearest few candidates of each job and solves; a job whose value is not above
/// what the cheapest driver left out could cost needs nobody else, since prices are never negative.
/// Jobs that fail this test get twice as many candidates, and the round is solved again, until all
/// pass: then the optimum over the few is the optimum over everyone.
public final class MinimumCost implements MatchingPolicy {

    private static final int FIRST_LOOK = 8;

    private final SparseAssignment assignment = new SparseAssignment();
    private int[] look = new int[16];
    private int[] driverOfSlot = new int[64];
    private int[] slotOfDriver = new int[64];
    private int drivers;

    @Override
    public String name() {
        return "minimum-cost";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Match> match(Round round) {
        if (look.length < round.size()) {
            look = new int[Math.max(round.size(), look.length * 2)];
        }
        Arrays.fill(look, 0, round.size(), FIRST_LOOK);
        do {
            solve(round);
        } while (widen(round));
        return matches(round);
    }

    private void solve(Round round) {
        numberDrivers(round);
        assignment.reset(round.size(), drivers);
        for (int i = 0; i < round.size(); i++) {
            Candidates candidates = round.candidates(i, look[i]);
            assignment.beginJob(i, round.unmatchedMillis(i));
            for (int c = 0; c < candidates.count(); c++) {
                assignment.addDriver(i, driverOfSlot[candidates.slot(c)], candidates.costMillis(c));
            }
        }
        assignment.solve();
        if (assignment.primal() != assignment.dual()) {
            throw new IllegalStateException(
                    "Not optimal: costs "
                            + assignment.primal()
                            + ", prices prove "
                            + assignment.dual());
        }
    }

    /// Doubles the candidates of every job that might gain from more; whether there was any.
    private boolean widen(Round round) {
        boolean widened = false;
        for (int i = 0; i < round.size(); i++) {
            Candidates candidates = round.candidates(i, look[i]);
            if (!candidates.complete() && assignment.value(i) > candidates.leftOutMillis()) {
                look[i] *= 2;
                widened = true;
            }
        }
        return widened;
    }

    private List<Match> matches(Round round) {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            int driver = assignment.driverOf(i);
            if (driver != SparseAssignment.NOBODY) {
                matches.add(new Match(round.job(i), slotOfDriver[driver], assignment.costOf(i)));
            }
        }
        return matches;
    }

    /// Numbers the drivers who are anybody's candidate 0, 1, 2 … by slot, so that ties go to the
    /// lower slot.
    private void numberDrivers(Round round) {
        int count = 0;
        for (int i = 0; i < round.size(); i++) {
            Candidates candidates = round.candidates(i, look[i]);
            for (int c = 0; c < candidates.count(); c++) {
                if (count == slotOfDriver.length) {
                    slotOfDriver = Arrays.copyOf(slotOfDriver, count * 2);
                }
                slotOfDriver[count++] = candidates.slot(c);
            }
        }
        Arrays.sort(slotOfDriver, 0, count);
        drivers = 0;
        for (int i = 0; i < count; i++) {
            int slot = slotOfDriver[i];
            if (drivers > 0 && slotOfDriver[drivers - 1] == slot) {
                continue;
            }
            if (slot >= driverOfSlot.length) {
                driverOfSlot = Arrays.copyOf(driverOfSlot, Math.max(slot + 1, slot * 2));
            }
            driverOfSlot[slot] = drivers;
            slotOfDriver[drivers++] = slot;
        }
    }
}
