package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

/// Ten thousand a second are asked for, two hundred pass.
class ThrottleTest {

    @Test
    void rateAndBurstPassAndNoMore() {
        AtomicLong now = new AtomicLong(-5);
        Throttle throttle = new Throttle(200, 400, now::get);
        int passed = 0;
        for (int i = 0; i < 50_000; i++) {
            passed += throttle.take() ? 1 : 0;
            now.addAndGet(100_000);
        }

        assertEquals(400 + 5 * 200, passed, 1);
    }

    @Test
    void quietTimeGivesNoMoreThanTheBurst() {
        AtomicLong now = new AtomicLong();
        Throttle throttle = new Throttle(10, 3, now::get);
        now.set(3_600_000_000_000L);
        int passed = 0;
        for (int i = 0; i < 10; i++) {
            passed += throttle.take() ? 1 : 0;
        }

        assertEquals(3, passed);
    }
}
