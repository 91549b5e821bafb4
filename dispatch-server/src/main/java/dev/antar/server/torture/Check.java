package dev.antar.server.torture;

/// Looks at what was seen in a run, in order, for what must never be.
interface Check {

    void see(Seen seen);

    /// Nothing more was seen.
    default void end() {}
}
