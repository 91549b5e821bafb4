package dev.antar.server.engine;

/// The region's clock: epoch milliseconds that never go back, whatever is done to the machine's.
public interface TimeSource {

    long millis();

    /// This clock; where it is behind the given moment, one that goes on from there. What has
    /// happened by then is not to happen again in the future, only because a machine's clock was
    /// set back between two starts.
    default TimeSource notBefore(long millis) {
        long behind = millis - millis();
        return behind <= 0 ? this : () -> millis() + behind;
    }

    /// The wall clock once, at the start, and from then on the time that has passed.
    static TimeSource monotonic() {
        long startMillis = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        return () -> startMillis + (System.nanoTime() - startNanos) / 1_000_000;
    }
}
