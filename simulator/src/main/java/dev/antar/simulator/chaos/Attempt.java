package dev.antar.simulator.chaos;

/// One request of a customer, answered or not.
///
/// @param status of the answer, or 0 where there was none
/// @param retryAfter whether the answer said when to come back
/// @param connected whether there was a connection to send it on
record Attempt(long sentNanos, long endedNanos, int status, boolean retryAfter, boolean connected) {

    /// Whether the customer was left without a word: with no answer on an open connection, or with
    /// one that neither says when to come back nor that the first request is under way.
    boolean leftAlone() {
        return status == 0 ? connected : !retryAfter && status != 409;
    }

    double millis() {
        return (endedNanos - sentNanos) / 1e6;
    }
}
