package dev.antar.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.SplittableRandom;

/// Insertion against trying every pair of positions, and improvement against itself.
final class PlanPricerPropertyTest {

    private static final int JOBS = 6;

    @Property(tries = 300)
    void theBestInsertionIsTheCheapestOfAll(@ForAll long seed, @ForAll boolean stacked) {
        SplittableRandom random = new SplittableRandom(seed);
        PlanRules rules =
                new PlanRules(
                        random.nextInt(3_000),
                        random.nextInt(3_000),
                        random.nextInt(3_000),
                        random.nextInt(3_000),
                        stacked,
                        !stacked);
        PlanPricer pricer = new PlanPricer(LittlePlans.STREET, rules, cost(random));
        Plan plan = new Plan(0, LittlePlans.driver(1 + random.nextInt(3), random.nextInt(10)));
        for (int number = 0; number < JOBS; number++) {
            pricer.know(job(random, number));

            long expected = LittlePlans.cheapestInsertion(pricer, plan, number, stacked);
            long found =
                    pricer.bestInsertion(plan, plan.stops, plan.size, number, PlanPricer.BROKEN);

            assertEquals(expected, found, "seed " + seed + ", job " + number);
            if (found != PlanPricer.BROKEN) {
                put(plan, number, pricer.bestPickup(), pricer.bestDropoff());
                assertEquals(found, pricer.price(plan), "seed " + seed);
            }
        }
    }

    @Property(tries = 100)
    void moreWorkNeverMakesPlansWorse(@ForAll long seed) {
        long placed = total(seed, 0);
        long improved = total(seed, 1_000_000);

        assertTrue(improved <= placed, improved + " after " + placed + ", seed " + seed);
    }

    private static long total(long seed, long budget) {
        SplittableRandom random = new SplittableRandom(seed);
        PlanCost cost = cost(random);
        Planner planner =
                new Planner(
                        LittlePlans.STREET,
                        LittlePlans.POOLED,
                        cost,
                        new LittlePlans.TryEverything());
        for (int i = 0; i < 3; i++) {
            planner.addDriver(LittlePlans.driver(2, random.nextInt(30)));
        }
        for (int number = 0; number < JOBS; number++) {
            planner.addJob(job(random, number));
        }
        planner.round(
                (_, found) -> {
                    for (int i = 0; i < 3; i++) {
                        found[i] = i;
                    }
                    return 3;
                },
                budget);
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            long price = planner.pricer().price(planner.plan(i));
            assertTrue(price < PlanPricer.BROKEN, "a promise is broken, seed " + seed);
            sum += price;
        }
        for (int number = 0; number < JOBS; number++) {
            sum += planner.driverOf(number) == OneToOne.NOBODY ? cost.unserved() : 0;
        }
        return sum;
    }

    private static PlanCost cost(SplittableRandom random) {
        return new PlanCost(
                random.nextInt(200), random.nextInt(200), random.nextInt(200), 1_000_000);
    }

    private static PlanJob job(SplittableRandom random, int number) {
        int pickup = random.nextInt(12);
        int dropoff = (pickup + 1 + random.nextInt(11)) % 12;
        long ready = random.nextInt(20_000);
        int direct = LittlePlans.STREET.millis(pickup, dropoff);
        return new PlanJob(
                number,
                pickup,
                dropoff,
                1,
                ready,
                random.nextBoolean() ? PlanJob.NEVER : ready + random.nextInt(60_000),
                random.nextBoolean() ? PlanJob.NEVER : direct * 2L + 9_000);
    }

    private static void put(Plan plan, int job, int i, int j) {
        int[] stops = new int[plan.size + 2];
        int from = 0;
        for (int s = 0; s < stops.length; s++) {
            if (s == i) {
                stops[s] = Plan.pickupOf(job);
            } else if (s == j + 1) {
                stops[s] = Plan.dropoffOf(job);
            } else {
                stops[s] = plan.stops[from++];
            }
        }
        plan.replaceStops(stops, stops.length);
    }
}
