package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RefusalBudgetTest {

    private static final long SECOND = 1_000_000_000;

    private final RefusalBudget budget = new RefusalBudget();

    @Test
    void shortCrowdIsRefusedAtOnce() {
        assertEquals(RefusalBudget.MOST, spendAll(5));
    }

    @Test
    void oneIsRefusedForEveryEightThatAreCarriedOut() {
        spendAll(5);

        for (int i = 0; i < 4 * RefusalBudget.ANSWERS + 1; i++) {
            budget.answered();
        }

        assertEquals(4, spendAll(5));
    }

    @Test
    void someAreRefusedEvenWhereNothingIsCarriedOut() {
        spendAll(5);

        assertEquals(RefusalBudget.LEAST_PER_SECOND, spendAll(5 + SECOND));
        assertEquals(RefusalBudget.LEAST_PER_SECOND / 2, spendAll(5 + SECOND + SECOND / 2));
    }

    @Test
    void noMoreIsSavedUpThanOneCrowd() {
        spendAll(-SECOND);
        for (int i = 0; i < 10_000; i++) {
            budget.answered();
        }

        assertEquals(RefusalBudget.MOST, spendAll(1_000 * SECOND));
    }

    @Test
    void firstLookAtTheClockEarnsNothing() {
        RefusalBudget late = new RefusalBudget();

        for (int i = 0; i < RefusalBudget.MOST; i++) {
            assertTrue(late.spend(Long.MIN_VALUE + i / RefusalBudget.MOST));
        }
        assertFalse(late.spend(Long.MIN_VALUE));
    }

    private int spendAll(long nowNanos) {
        int spent = 0;
        while (budget.spend(nowNanos)) {
            spent++;
        }
        return spent;
    }
}
