package dev.antar.server.engine;

/// The region's clock: epoch milliseconds that never go back, whatever is done to the machine's.
public interface TimeSource {

    long millis();

    /// The wall clock once, at the start, and from then on the time that has passed.
    static TimeSource monotonic() {
        long startMillis = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        return () -> startMillis + (System.nanoTime() - startNanos) / 1_000_000;
    }
}
