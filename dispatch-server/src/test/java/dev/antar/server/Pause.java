package dev.antar.server;

import java.util.concurrent.locks.LockSupport;

/// For whoever looks again and again whether something has come about.
public final class Pause {

    private static final long NANOS = 5_000_000;

    private Pause() {}

    /// Leaves the processor for a while to what is waited for.
    public static void beforeLookingAgain() {
        LockSupport.parkNanos(NANOS);
    }
}
