package dev.antar.simulator.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Time since a drill's faults began.
final class Pace {

    private static final long LOOK_MILLIS = 10;

    private final long beganNanos = System.nanoTime();

    /// Waits until so much time has passed since the beginning.
    void until(Duration since) throws InterruptedException {
        Duration left = since.minusNanos(System.nanoTime() - beganNanos);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /// Lets so much time pass, while what was done takes its course.
    static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /// Waits until it is so, at most so long from now.
    ///
    /// @return how long it took, seconds; more than the limit where it never was
    static double await(Duration limit, BooleanSupplier so) throws InterruptedException {
        long began = System.nanoTime();
        long most = limit.toNanos();
        while (System.nanoTime() - began < most) {
            if (so.getAsBoolean()) {
                return (System.nanoTime() - began) / 1e9;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return 2 * limit.toMillis() / 1e3;
    }
}
