package dev.antar.simulator.chaos;

/// One request of a customer, answered or not.
///
/// @param status of the answer, or 0 where there was none
/// @param retryAfter whether the answer said when to come back
record Attempt(long sentNanos, long endedNanos, int status, boolean retryAfter) {

    double millis() {
        return (endedNanos - sentNanos) / 1e6;
    }
}
