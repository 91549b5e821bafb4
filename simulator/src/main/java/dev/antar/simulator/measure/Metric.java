package dev.antar.simulator.measure;

/// What is measured, each in milliseconds under its key in `summary.json`.
public enum Metric {
    /// From the intended request to the first offer on a phone, of jobs that had a free driver near
    /// when they were asked for; others wait for people, not for the server.
    OFFER_LATENCY("offer_latency_ms"),
    /// The same of every job that was offered.
    OFFER_ANY("offer_any_ms"),
    /// From the intended request to `201 Created`.
    CREATE_ACK("create_ack_ms"),
    /// From the intended acceptance to its answer.
    ACCEPT_ACK("accept_ack_ms"),
    /// The same of the steps of a job: arrived, picked up, completed.
    STEP_ACK("step_ack_ms"),
    /// From the intended fix to a map that shows it, or a newer one of the same driver.
    FIX_LIVE("fix_live_ms"),
    /// From the intended connect to the `welcome`.
    CONNECT("connect_ms"),
    /// How much later than intended the generator did what it had to.
    LATE("late_ms"),
    /// How much later than asked for its event loop woke it.
    LOOP_LAG("loop_lag_ms");

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /// Whether it is about the generator itself.
    public boolean ofGenerator() {
        return this == LATE || this == LOOP_LAG;
    }
}
