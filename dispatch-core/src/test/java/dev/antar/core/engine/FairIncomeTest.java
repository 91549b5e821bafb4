package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.matching.Cost;

import org.junit.jupiter.api.Test;

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
