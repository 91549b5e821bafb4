package dev.antar.core.plan;

import static dev.antar.core.plan.LittlePlans.POOLED;
import static dev.antar.core.plan.LittlePlans.STACKED;
import static dev.antar.core.plan.LittlePlans.STREET;
import static dev.antar.core.plan.LittlePlans.WAITS;
import static dev.antar.core.plan.LittlePlans.driver;
import static dev.antar.core.plan.LittlePlans.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

final class PlannerTest {

    private static final long ENOUGH = 100_000;

    private static final CandidateDrivers TWO =
            (_, found) -> {
                found[0] = 0;
                found[1] = 1;
                return 2;
            };

    private static final CandidateDrivers ONE =
            (_, found) -> {
                found[0] = 0;
                return 1;
            };

    private static Planner planner(PlanRules rules, PlanCost cost) {
        return new Planner(STREET, rules, cost, new LittlePlans.TryEverything());
    }

    private static List<Integer> stops(Plan plan) {
        return IntStream.range(0, plan.size()).mapToObj(i -> plan.stops[i]).toList();
    }

    //  place   0   1   2   3   4   5
    //          a   P           P   b
    @Test
    void eachJobGoesToTheDriverNearIt() {
        Planner planner = planner(POOLED, WAITS);
        planner.addDriver(driver(4, 0));
        planner.addDriver(driver(4, 5));
        planner.addJob(job(0, 4, 3));
        planner.addJob(job(1, 1, 2));

        planner.round(TWO, ENOUGH);

        assertEquals(1, planner.driverOf(0));
        assertEquals(0, planner.driverOf(1));
    }

    @Test
    void ridesOnTheSameWayArePooledAndTheNearerEndsFirst() {
        Planner planner = planner(POOLED, new PlanCost(100, 100, 100, 3_600_000));
        Plan plan = planner.addDriver(driver(4, 0));
        planner.addJob(job(0, 1, 9));
        planner.addJob(job(1, 2, 8));

        planner.round(ONE, ENOUGH);

        assertEquals(
                List.of(Plan.pickupOf(0), Plan.pickupOf(1), Plan.dropoffOf(1), Plan.dropoffOf(0)),
                stops(plan));
    }

    @Test
    void nobodyRidesLongerThanPromised() {
        Planner planner = planner(POOLED, new PlanCost(0, 0, 100, 3_600_000));
        Plan plan = planner.addDriver(driver(4, 0));
        planner.addJob(new PlanJob(0, 5, 9, 1, 0, PlanJob.NEVER, 4_000));
        planner.addJob(new PlanJob(1, 6, 20, 1, 0, PlanJob.NEVER, PlanJob.NEVER));
        planner.addJob(new PlanJob(2, 7, 0, 1, 0, PlanJob.NEVER, PlanJob.NEVER));

        planner.round(ONE, ENOUGH);

        planner.pricer().price(plan);
        List<Integer> stops = stops(plan);
        long ride =
                planner.pricer().at(stops.indexOf(Plan.dropoffOf(0)))
                        - planner.pricer().at(stops.indexOf(Plan.pickupOf(0)));
        assertEquals(4_000, ride);
    }

    @Test
    void mealsOfOneRestaurantAreStackedAndThoseOfAnotherAreNot() {
        Planner planner = planner(STACKED, new PlanCost(0, 100, 100, 3_600_000));
        Plan plan = planner.addDriver(driver(3, 0));
        planner.addJob(job(0, 2, 8));
        planner.addJob(job(1, 2, 9));
        planner.addJob(job(2, 4, 10));

        planner.round(ONE, ENOUGH);

        List<Integer> stops = stops(plan);
        int first = stops.indexOf(Plan.pickupOf(0));
        int second = stops.indexOf(Plan.pickupOf(1));
        assertEquals(1, Math.abs(first - second));
        int other = stops.indexOf(Plan.pickupOf(2));
        int otherEnds = stops.indexOf(Plan.dropoffOf(2));
        assertEquals(other + 1, otherEnds);
    }

    @Test
    void capacityIsKept() {
        Planner planner = planner(STACKED, new PlanCost(0, 100, 100, 3_600_000));
        Plan plan = planner.addDriver(driver(1, 0));
        planner.addJob(job(0, 2, 8));
        planner.addJob(job(1, 2, 9));

        planner.round(ONE, ENOUGH);

        assertTrue(plan.isPickupAt(0));
        assertFalse(plan.isPickupAt(1));
        assertTrue(plan.isPickupAt(2));
    }

    @Test
    void whatAnEarlierRoundChoseIsRevisedWhileNobodyHasLeft() {
        Planner planner = planner(STACKED, WAITS);
        planner.addDriver(driver(1, 0));
        planner.addDriver(driver(1, 10));
        planner.addJob(job(0, 4, 5));
        planner.round(TWO, ENOUGH);
        assertEquals(0, planner.driverOf(0));

        planner.addJob(job(1, 1, 30));
        planner.round(TWO, ENOUGH);

        assertEquals(1, planner.driverOf(0));
        assertEquals(0, planner.driverOf(1));
    }

    @Test
    void aDriverWhoHasLeftKeepsHisJobButAnotherMealMayJoinIt() {
        Planner planner = planner(STACKED, new PlanCost(0, 100, 10, 3_600_000));
        Plan plan = planner.addDriver(driver(3, 0));
        planner.addDriver(driver(3, 100));
        planner.addJob(job(0, 4, 9));
        planner.round(TWO, ENOUGH);
        planner.depart(plan, 0);

        planner.addJob(job(1, 4, 9));
        planner.addJob(job(2, 1, 2));
        planner.round(TWO, ENOUGH);

        assertEquals(2, planner.visitSize(plan));
        assertEquals(4, planner.visitPlace(plan));
        assertEquals(List.of(1, 2), planner.openJobs());
        planner.holdVisit(plan);
        assertEquals(List.of(2), planner.openJobs());
    }

    @Test
    void aDriverWhoIsDivertedLeavesHisPickupToOthers() {
        Planner planner = planner(POOLED, WAITS);
        Plan plan = planner.addDriver(driver(4, 0));
        planner.addJob(job(0, 9, 12));
        planner.round(ONE, ENOUGH);
        planner.depart(plan, 0);
        assertEquals(List.of(), planner.openJobs());

        planner.divert(plan, 3, 3_000);

        assertEquals(List.of(0), planner.openJobs());
        assertEquals(9_000, planner.visitAtMillis(plan));
    }

    @Test
    void nobodyLeavesBeforeHeMust() {
        Planner planner = planner(new PlanRules(2_000, 0, 0, 0, true, false), WAITS);
        Plan plan = planner.addDriver(driver(1, 0));
        planner.addJob(new PlanJob(0, 5, 6, 1, 60_000, PlanJob.NEVER, PlanJob.NEVER));

        planner.round(ONE, ENOUGH);

        assertEquals(60_000, planner.visitAtMillis(plan));
        assertEquals(53_000, planner.leaveAtMillis(plan));
    }

    @Test
    void aJobThatNobodyCanDoInTimeIsLeftToNobody() {
        Planner planner = planner(POOLED, WAITS);
        planner.addDriver(driver(4, 0));
        planner.addJob(new PlanJob(0, 9, 12, 1, 0, 8_999, PlanJob.NEVER));

        planner.round(ONE, ENOUGH);

        assertEquals(OneToOne.NOBODY, planner.driverOf(0));
        assertEquals(List.of(0), planner.openJobs());
    }

    @Test
    void aPlanThatIsLateGivesUpWhatItCannotKeep() {
        Planner planner = planner(POOLED, WAITS);
        Plan plan = planner.addDriver(driver(4, 0));
        planner.addJob(new PlanJob(0, 5, 6, 1, 0, 6_000, PlanJob.NEVER));
        planner.round(ONE, ENOUGH);
        assertEquals(0, planner.driverOf(0));

        planner.waitUntil(plan, 2_000);
        planner.round(ONE, ENOUGH);

        assertEquals(OneToOne.NOBODY, planner.driverOf(0));
        assertEquals(0, plan.size());
    }

    @Test
    void feesSpreadWorkAmongDriversWhoAreAboutAsGood() {
        Planner planner = planner(STACKED, WAITS);
        Plan busy = planner.addDriver(driver(1, 3));
        planner.addDriver(driver(1, 0));
        planner.fee(busy, 10_000);
        planner.addJob(job(0, 4, 5));

        planner.round(TWO, ENOUGH);

        assertEquals(1, planner.driverOf(0));
    }

    @Test
    void aDroppedJobLeavesItsPlan() {
        Planner planner = planner(POOLED, WAITS);
        Plan plan = planner.addDriver(driver(4, 0));
        planner.addJob(job(0, 5, 6));
        planner.round(ONE, ENOUGH);

        planner.dropJob(0);

        assertEquals(0, plan.size());
        assertThrows(IllegalArgumentException.class, () -> planner.dropJob(0));
    }

    @Test
    void aJobCannotBeAddedTwice() {
        Planner planner = planner(POOLED, WAITS);
        planner.addJob(job(0, 5, 6));

        assertThrows(IllegalArgumentException.class, () -> planner.addJob(job(0, 7, 8)));
    }
}
