package dev.antar.simulator.races;

/// What meets.
enum Kind {
    /// The driver accepts while the customer cancels.
    ACCEPT_CANCEL(true, true, false),
    /// The driver accepts at the last moment, or just after it.
    ACCEPT_EXPIRE(true, false, true),
    /// The customer cancels at the last moment.
    CANCEL_EXPIRE(false, true, true),
    /// All three.
    ALL(true, true, true);

    private final boolean accepts;
    private final boolean cancels;
    private final boolean atDeadline;

    Kind(boolean accepts, boolean cancels, boolean atDeadline) {
        this.accepts = accepts;
        this.cancels = cancels;
        this.atDeadline = atDeadline;
    }

    boolean accepts() {
        return accepts;
    }

    boolean cancels() {
        return cancels;
    }

    boolean atDeadline() {
        return atDeadline;
    }
}
