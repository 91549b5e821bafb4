package dev.antar.simulator.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The run's time: epoch when it was made, steady from then on; to the microsecond, so that clocks
/// of several processes on one machine can be held against each other. Any thread.
public final class Clock {

    private final long startNanos = System.nanoTime();
    private final long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long originMillis;

    public Clock() {
        this.originMillis = startMicros / 1_000;
    }

    /// The clock of a process that joins a run.
    ///
    /// @param originMillis when the run began, epoch
    public Clock(long originMillis) {
        this.originMillis = originMillis;
    }

    /// When the run began, epoch.
    public long startMillis() {
        return originMillis;
    }

    public long millis() {
        return micros() / 1_000;
    }

    public long micros() {
        return startMicros + (System.nanoTime() - startNanos) / 1_000;
    }
}
