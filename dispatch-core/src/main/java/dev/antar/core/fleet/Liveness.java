package dev.antar.core.fleet;

/// Whether a driver's phone has been heard from, judged by what arrived and never by what was sent.
public enum Liveness {
    LIVE,
    /// Silent for a while: keeps what it has, gets no new offer.
    STALE,
    /// Silent for so long that a live offer is taken back.
    GONE
}
