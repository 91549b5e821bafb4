package dev.antar.simulator.load;

/// The run's time: epoch at its beginning, steady from then on. Any thread.
final class Clock {

    private final long startNanos = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();

    long startMillis() {
        return startMillis;
    }

    long millis() {
        return startMillis + (System.nanoTime() - startNanos) / 1_000_000;
    }

    long micros() {
        return startMillis * 1_000 + (System.nanoTime() - startNanos) / 1_000;
    }
}
