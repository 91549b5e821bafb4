package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// What is claimed of a round holds when the round is solved again under that condition.
final class WhatIfTest {

    private static final int CLAIMS = 1_000;

    private final MinimumCost solver = new MinimumCost();
    private final MinimumCost again = new MinimumCost();
    private final WhatIf whatIf = new WhatIf();

    @Test
    void thousandClaimsOfSoMuchNearerAreTrue() {
        int checked = 0;
        int solvedAgain = 0;
        for (long seed = 0; checked < CLAIMS; seed++) {
            Random random = new Random(seed);
            int drivers = 15 + random.nextInt(30);
            LittleCity city =
                    seed % 2 == 0
                            ? new LittleCity(random, 20, drivers, 900_000)
                            : LittleCity.ofDecliners(random, 20, drivers, 900_000);
            Round round = city.round();
            List<Match> matches = solver.match(round);
            Match given = matches.get(random.nextInt(matches.size()));
            int i = indexOf(round, given);
            Candidates found = round.candidates(i, 8);
            int c = random.nextInt(found.count());
            int slot = found.slot(c);
            int cost = found.costMillis(c);
            if (slot == given.slot()) {
                continue;
            }
            long without = whatIf.reliefMillis(round, solver, i, given, slot, cost, false);
            long relief = whatIf.reliefMillis(round, solver, i, given, slot, cost, true);
            assertTrue(without == WhatIf.UNKNOWN || without == relief);
            solvedAgain += without == WhatIf.UNKNOWN ? 1 : 0;

            long least = solver.certificate().costMillis();
            assertTrue(relief > 0, () -> "no candidate is known to improve an optimum");
            assertEquals(slot, winner(round, i, slot, cost - relief));
            assertEquals(least - 1, again.certificate().costMillis());
            winner(round, i, slot, cost - relief + 1);
            assertEquals(least, again.certificate().costMillis());
            assertNotEquals(slot, winner(round, i, slot, cost - relief + 2));
            assertEquals(least, again.certificate().costMillis());
            checked++;
        }
        assertTrue(solvedAgain > CLAIMS / 10, "both ways of knowing were tried");
        assertTrue(solvedAgain < CLAIMS * 9 / 10, "both ways of knowing were tried");
    }

    @Test
    void thousandClaimsOfADriverWhoWasNotAllowedAreTrue() {
        int yes = 0;
        int no = 0;
        for (long seed = 0; yes + no < CLAIMS; seed++) {
            Random random = new Random(seed);
            LittleCity city =
                    seed % 2 == 0
                            ? new LittleCity(random, 15, 25, 900_000)
                            : LittleCity.ofDecliners(random, 15, 25, 900_000);
            // He stands near somebody and is not among those who may be offered anything.
            int slot = random.nextInt(city.drivers());
            city.removeDriver(slot);
            Round round = city.round();
            List<Match> matches = solver.match(round);
            Match given = matches.get(random.nextInt(matches.size()));
            int i = indexOf(round, given);
            int cost = city.costMillis(given.job(), slot);
            switch (whatIf.allowed(solver, i, given, slot, cost)) {
                case YES -> {
                    assertEquals(slot, winner(round, i, slot, cost));
                    yes++;
                }
                case NO -> {
                    assertNotEquals(slot, winner(round, i, slot, cost));
                    no++;
                }
                case UNKNOWN -> {}
            }
        }
        assertTrue(yes > 50 && no > 50, "of " + CLAIMS + " claims " + yes + " were yes");
    }

    @Test
    void askingLeavesTheRoundAsItWas() {
        LittleCity city = new LittleCity(new Random(7), 20, 22, 900_000);
        Round round = city.round();
        List<Match> matches = solver.match(round);
        for (Match given : matches) {
            int i = indexOf(round, given);
            Candidates found = round.candidates(i, 8);
            whatIf.reliefMillis(round, solver, i, given, found.slot(0), found.costMillis(0), true);
        }

        assertEquals(matches, again.match(round));
        assertEquals(matches, new MinimumCost().match(city.round()));
        assertFalse(matches.isEmpty());
    }

    private int winner(Round round, int i, int slot, long cost) {
        round.suppose(i, slot, (int) cost);
        List<Match> matches = again.match(round);
        round.supposeNothing();
        for (Match match : matches) {
            if (match.job() == round.job(i)) {
                return match.slot();
            }
        }
        return SparseAssignment.NOBODY;
    }

    private static int indexOf(Round round, Match match) {
        int i = 0;
        while (round.job(i) != match.job()) {
            i++;
        }
        return i;
    }
}
