package dev.antar.server.torture;

import java.util.List;

/// What became of a run.
///
/// @param passedMillis of its own time
/// @param events that were written
/// @param fingerprint of all that was seen; equal for the same options on every JVM
public record Outcome(
        Options options,
        List<Violation> violations,
        long passedMillis,
        int events,
        String fingerprint) {

    public boolean failed() {
        return !violations.isEmpty();
    }
}
