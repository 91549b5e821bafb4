package dev.antar.simulator.report;

/// What is written down each second of a load run, under its key in `timeline.ndjson`. Latencies
/// are of what happened in that second, in milliseconds.
public enum Figure {
    CONNECTED("connected"),
    IDLE("idle"),
    BUSY("busy"),
    WAITING("jobs_waiting"),
    ASKED("jobs_asked"),
    COMPLETED("jobs_completed"),
    FIXES("fixes_sent"),
    RECONNECTS("reconnects"),
    REPEATS("repeats"),
    OFFERS("offers"),
    OFFER_P50("offer_latency_ms_p50"),
    OFFER_P99("offer_latency_ms_p99"),
    CREATE_P99("create_ack_ms_p99"),
    ACCEPT_P99("accept_ack_ms_p99"),
    FIX_LIVE_P50("fix_live_ms_p50"),
    FIX_LIVE_P99("fix_live_ms_p99"),
    CONNECT_P99("connect_ms_p99"),
    LATE_P99("late_ms_p99"),
    LOOP_LAG_MAX("loop_lag_ms_max"),
    HEAP_MB("heap_mb"),
    /// Of the load generator; 100 is one core.
    CPU("cpu_percent");

    private final String key;

    Figure(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
