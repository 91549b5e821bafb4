package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.matching.Cost;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// Of drivers about as near, whoever has been paid least goes first; never at more than the cap.
class FairIncomeTest {

    private final Region region = new Region(with(60_000));

    private static DispatchConfig with(int incomeMillis) {
        return DispatchConfig.defaults().withCost(new Cost(900_000, 50, 120_000, incomeMillis));
    }

    //  metres    0   100      200
    //            a    P        b
    @Test
    void whoWasPaidNothingGoesBeforeWhoIsALittleNearer() {
        earn("a");

        region.job("second", 95);
        region.pass(1, "a", "b");

        assertEquals("b", region.driverOf("second"));
        assertTrue(driver("a").incomeMillis() > 0);
        assertEquals(0, driver("b").incomeMillis());
    }

    //  metres    0   P                  2000
    //            a                      b
    @Test
    void nobodyWaitsLongerThanTheCap() {
        region.driver("far", 2_000);
        earn("a");

        region.job("second", 0);
        region.pass(1, "a", "b", "far");
        region.decline("b", region.offerOf("second"));
        region.pass(1, "a", "b", "far");

        assertEquals("a", region.driverOf("second"));
        assertTrue(driver("a").incomeMillis() <= 60_000);
    }

    @Test
    void withoutThePolicyOnlyTheWayCounts() {
        Region plain = new Region(with(0));
        earn(plain, "a");

        plain.job("second", 95);
        plain.pass(1, "a", "b");

        assertEquals("a", plain.driverOf("second"));
    }

    //  metres    0   100      200
    //            a    P        b
    @Test
    void whatWasPaidBeforeARestartStillCounts() {
        earn("a");
        Region forgetful = region;
        List<Income> kept = region.dispatcher.incomes(0);
        region.restart(kept);
        back(region);

        region.job("second", 95);
        region.pass(1, "a", "b");

        assertEquals("b", region.driverOf("second"));
        assertTrue(kept.stream().anyMatch(income -> income.shiftPay() > 0));

        forgetful.restart();
        back(forgetful);
        forgetful.job("third", 95);
        forgetful.pass(1, "a", "b");
        assertEquals("a", forgetful.driverOf("third"));
    }

    /// Yesterday a was paid; after the night both begin a shift at nothing, and only the week tells
    /// them apart.
    @Test
    void weekOutlastsTheNight() {
        earn("a");
        List<Income> kept = region.dispatcher.incomes(0);
        region.now += 12 * 3_600_000;
        region.restart(kept);
        back(region);

        region.job("second", 95);
        region.pass(1, "a", "b");

        assertEquals("b", region.driverOf("second"));

        Region later = new Region(with(60_000));
        earn(later, "a");
        List<Income> old = later.dispatcher.incomes(0);
        later.now += 8 * 24 * 3_600_000L;
        later.restart(old);
        back(later);
        later.job("second", 95);
        later.pass(1, "a", "b");
        assertEquals("a", later.driverOf("second"));
    }

    @Test
    void looksAtWhatIsRememberedChangeNothing() {
        earn("a");
        Region looked = new Region(with(60_000));
        earn(looked, "a");
        for (int i = 0; i < 200; i++) {
            region.pass(1, "a", "b");
            looked.pass(1, "a", "b");
            assertEquals(2, looked.dispatcher.incomes(0).size());
        }

        assertEquals(region.dispatcher.incomes(0), looked.dispatcher.incomes(0));
        assertEquals(List.of(), looked.dispatcher.incomes(looked.now + 1));
        assertEquals(region.dispatcher.decisionHash(), looked.dispatcher.decisionHash());
    }

    //  metres    0   100      200
    //            a    P        b
    @Test
    void priceIsWhatTheNearestWouldHaveSaved() {
        earn("a");
        Fairness before = region.dispatcher.fairness();

        region.job("second", 95);
        region.pass(1, "a", "b");

        Fairness after = region.dispatcher.fairness();
        assertEquals("b", region.driverOf("second"));
        // b is at 105 m, a at 95 m: 10 m × 1.3 at 6.5 m/s.
        assertEquals(2_000.0, (double) (extra(after) - extra(before)), 20.0);
        assertEquals(60_000, after.weightMillis());
        assertEquals(1, after.days().getFirst().pickups());
        assertTrue(after.rounds().getLast().extraMillis() > 0);
    }

    /// Only a round closes what was offered at once; whoever keeps the days before would lose it.
    @Test
    void dayHasWhatNoRoundHasClosedYet() {
        earn("a");
        Fairness before = region.dispatcher.fairness();

        region.job("second", 95);

        Fairness after = region.dispatcher.fairness();
        assertEquals("b", region.driverOf("second"));
        assertEquals(before.rounds(), after.rounds());
        assertEquals(offers(before) + 1, offers(after));
        assertEquals(2_000.0, (double) (extra(after) - extra(before)), 20.0);
        region.pass(1, "a", "b");
        assertEquals(offers(after), offers(region.dispatcher.fairness()));
    }

    @Test
    void budgetWeighsNothingUntilSomebodyHasWaited() {
        Region steered =
                new Region(
                        DispatchConfig.defaults()
                                .withCost(new Cost(900_000, 50, 120_000, 60_000, 1, 0)));
        steered.driver("a", 0);
        steered.driver("b", 200);
        steered.pass(60, "a", "b");
        assertEquals(0, steered.dispatcher.fairness().weightMillis());

        earn(steered, "a");

        assertTrue(steered.dispatcher.fairness().weightMillis() > 0);
    }

    private static long offers(Fairness fairness) {
        return fairness.days().stream().mapToLong(Fairness.Day::offers).sum();
    }

    private static long extra(Fairness fairness) {
        return fairness.days().stream().mapToLong(Fairness.Day::extraMillis).sum();
    }

    /// Both are heard again after a restart, and the region has looked at incomes.
    private static void back(Region region) {
        region.driver("a", 0);
        region.driver("b", 200);
        region.pass(32, "a", "b");
        region.fix("a", 0);
        region.fix("b", 200);
        region.pass(1, "a", "b");
    }

    /// Both are there for a while; `name` does a job, and is back where he was.
    private void earn(String name) {
        earn(region, name);
    }

    private static void earn(Region region, String name) {
        region.driver("a", 0);
        region.driver("b", 200);
        for (int i = 0; i < 30; i++) {
            region.pass(20, "a", "b");
        }
        region.fix("a", 0);
        region.fix("b", 200);
        region.job("first", 10);
        region.pass(1, "a", "b");
        assertTrue(region.accept(name, region.offerOf("first")).isDone());
        assertTrue(region.pickUp(name, "first").isDone());
        assertTrue(region.complete(name, "first").isDone());
        region.pass(16, "a", "b");
        region.fix("a", 0);
        region.fix("b", 200);
        region.pass(1, "a", "b");
    }

    private Driver driver(String name) {
        return Objects.requireNonNull(region.dispatcher.roster().find(new DriverId(name)));
    }
}
