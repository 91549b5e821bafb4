package dev.antar.server.engine;

/// Whether a region carries out commands, and if not, why. The region's thread.
final class LoopState {

    private static final int RETRY_AFTER_SECONDS = 2;

    private enum State {
        RUNNING,
        /// The outcome of a commit cannot be found out, or a read fails: nothing new is taken.
        STALLED,
        /// Another process owns the region.
        FENCED,
        /// The dispatcher broke a rule of its own; going on could do harm.
        FAILED,
        STOPPED
    }

    private final String region;
    private State state = State.RUNNING;
    private String detail = "";

    /// Takes nothing new, and writes what it has.
    private boolean stopping;

    LoopState(String region) {
        this.region = region;
    }

    boolean running() {
        return state == State.RUNNING;
    }

    boolean stalled() {
        return state == State.STALLED;
    }

    /// Whether commands are taken.
    boolean takesCommands() {
        return state == State.RUNNING && !stopping;
    }

    /// Whether positions are taken; they need no commit.
    boolean takesPositions() {
        return state != State.FAILED && state != State.STOPPED && !stopping;
    }

    /// Nothing is written any more: another process owns the region, or going on could do harm.
    boolean broken() {
        return state == State.FENCED || state == State.FAILED;
    }

    /// It stops, or nothing is written any more.
    boolean ending() {
        return stopping || broken();
    }

    /// The database does not confirm.
    ///
    /// @return whether that is new
    boolean stall(String why) {
        detail = why;
        if (state != State.RUNNING) {
            return false;
        }
        state = State.STALLED;
        return true;
    }

    /// The database confirms.
    ///
    /// @return whether it did not before
    boolean goOn() {
        if (state != State.STALLED) {
            return false;
        }
        state = State.RUNNING;
        return true;
    }

    void fence() {
        state = State.FENCED;
    }

    void fail(String why) {
        state = State.FAILED;
        detail = why;
    }

    void beginStop() {
        stopping = true;
    }

    void stop() {
        state = State.STOPPED;
    }

    /// @param waiting commands that wait for a commit
    RegionHealth health(int waiting) {
        if (stopping) {
            return new RegionHealth(false, "STOPPED", "The server stops.", waiting);
        }
        return switch (state) {
            case RUNNING -> new RegionHealth(true, "OK", "Commands are carried out.", waiting);
            case STALLED ->
                    new RegionHealth(
                            false,
                            "DATABASE_UNREACHABLE",
                            "The database does not confirm: " + detail,
                            waiting);
            case FENCED ->
                    new RegionHealth(
                            false,
                            "TAKEN_OVER",
                            "Another process owns region " + region + " now.",
                            waiting);
            case FAILED ->
                    new RegionHealth(
                            false,
                            "ENGINE_FAILED",
                            "The engine stopped; the log says why: " + detail,
                            waiting);
            case STOPPED -> new RegionHealth(false, "STOPPED", "The server stops.", waiting);
        };
    }

    /// What whoever is refused now is told.
    RegionUnavailable unavailable() {
        return unavailable(
                state == State.RUNNING
                        ? "The database does not answer, or too much waits for it."
                        : health(0).detail());
    }

    /// The same for another reason.
    static RegionUnavailable unavailable(String why) {
        return new RegionUnavailable(why, RETRY_AFTER_SECONDS);
    }
}
