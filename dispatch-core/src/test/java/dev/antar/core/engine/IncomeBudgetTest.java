package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.Random;

/// A weight that is steered by what it costs.
class IncomeBudgetTest {

    private static final int MOST = 200_000;
    private static final int DAY = 24 * 240;

    /// Cities of any size and any price, with tides: after every look, what was spent since the
    /// beginning is within the budget, but for what the last rounds spent.
    @Property(tries = 100)
    void neverMoreIsSpentThanTheBudget(
            @ForAll @IntRange(min = 1, max = 100) int percent,
            @ForAll @IntRange(min = 1, max = 2_000) int jobs,
            @ForAll @IntRange(min = 1, max = 400) int dearness,
            @ForAll long seed) {
        Random random = new Random(seed);
        IncomeBudget budget = new IncomeBudget();
        long waited = 0;
        long spent = 0;
        long last = 0;
        for (int look = 0; look < 3_000; look++) {
            int weight = budget.weight(MOST, percent);

            assertTrue(weight >= 0 && weight <= MOST, "weight " + weight);
            assertTrue(
                    spent * 100 <= waited * percent + last * 100,
                    spent + " of " + waited + " at " + look);
            long busy = Math.round(jobs * (1 + Math.sin(look / 500.0)) + random.nextInt(3));
            last = busy * weight / 1_000 * dearness / 100;
            budget.spent(last);
            spent += last;
            long wait = busy * (30_000 + random.nextInt(60_000));
            budget.waited(wait);
            waited += wait;
        }
    }

    /// Where full weight would cost 16 %, a budget of 4 % ends near the weight that costs 4 %, and
    /// stays there; what is left of the budget is little.
    @Test
    void weightSettlesWhereItCostsTheBudgetAndDoesNotSwing() {
        IncomeBudget budget = new IncomeBudget();
        int least = MOST;
        int most = 0;
        long spent = 0;
        long waited = 0;
        for (int look = 0; look < DAY; look++) {
            int weight = budget.weight(MOST, 4);
            if (look > 480) {
                least = Math.min(least, weight);
                most = Math.max(most, weight);
            }
            long wait = 100 * 60_000;
            long extra = wait * 16 / 100 * weight / MOST * weight / MOST;
            budget.waited(wait);
            budget.spent(extra);
            waited += wait;
            spent += extra;
        }

        assertTrue(most - least < MOST / 100, least + " to " + most);
        assertEquals(MOST / 2.0, least, MOST / 50.0);
        assertEquals(4, 100.0 * spent / waited, 0.05);
    }

    @Test
    void cheapFairnessWeighsInFullAndDearNothing() {
        IncomeBudget cheap = new IncomeBudget();
        IncomeBudget dear = new IncomeBudget();
        for (int look = 0; look < 200; look++) {
            cheap.waited(1_000_000);
            cheap.spent(1_000);
            dear.waited(1_000);
            dear.spent(1_000_000);
        }

        assertTrue(cheap.weight(MOST, 5) > MOST * 0.97);
        assertEquals(0, dear.weight(MOST, 5));
    }

    @Test
    void quietNightSavesNothingUpForTheRushHour() {
        IncomeBudget budget = new IncomeBudget();
        for (int look = 0; look < DAY; look++) {
            budget.waited(1_000_000);
            assertTrue(budget.weight(MOST, 5) <= MOST);
        }
        long spent = 0;
        while (budget.weight(MOST, 5) > 0) {
            budget.spent(1_000_000);
            spent += 1_000_000;
        }

        assertTrue(spent <= 42 * 1_000_000 * 5 / 100 + 1_000_000, "spent " + spent);
    }

    @Test
    void nothingIsWeighedBeforeAnybodyWasPickedUp() {
        assertEquals(0, new IncomeBudget().weight(MOST, 100));
    }
}
