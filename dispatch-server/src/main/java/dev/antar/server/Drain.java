package dev.antar.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The order in which a server stops, so that nobody is lost: first it says so and goes on; then it
/// offers nothing more and lets what was offered be answered; then everybody is told when to come
/// back, and what is under way is finished; then all is written, and it ends. Blocks its thread.
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private static final long LOOK_MILLIS = 50;

    /// For clients that do not close their end.
    private static final long PORTS_MILLIS = 2_000;

    /// What stops. Every step returns within its time, whatever became of it.
    interface Target {

        /// Says that it is about to stop, and works on.
        void announce();

        void stopOffering();

        /// How many offers wait for an answer that may still come.
        int unanswered();

        /// Tells everybody when to come back.
        ///
        /// @param lastWordMillis how long sockets may still be used
        /// @param millis in which all of it is said, where the loops get to it
        void sendAway(long lastWordMillis, long millis);

        /// Takes no new connection and finishes what is under way; whatever is open then is cut.
        void closePorts(long millis);

        /// Writes what was acknowledged or will be, and remembers what was learned.
        void stopRegions(long millis);

        /// Lets go of the rest.
        void release(long millis);
    }

    /// The passing of time, and waiting for it.
    interface Clock {

        long millis();

        void pause(long millis) throws InterruptedException;
    }

    private final Target target;
    private final DrainLimits limits;
    private final Clock clock;

    Drain(Target target, DrainLimits limits, Clock clock) {
        this.target = target;
        this.limits = limits;
        this.clock = clock;
    }

    /// Stops everything.
    ///
    /// @return whether every offer had been answered by then
    boolean run() {
        target.announce();
        pause(limits.delayMillis());
        target.stopOffering();
        int open = awaitAnswers();
        long until = clock.millis() + limits.lastWordMillis() + limits.restMillis();
        long eighth = limits.restMillis() / 8;
        // Who has not been told by the time that ports close is cut off without a word.
        target.sendAway(limits.lastWordMillis(), eighth);
        // A port that closes reads no more frames, although its sockets are open for a while.
        pause(limits.lastWordMillis());
        long quarter = limits.restMillis() / 4;
        target.closePorts(Math.min(PORTS_MILLIS, 3 * eighth));
        // What must be written has all the time that nothing else needed.
        target.stopRegions(Math.max(quarter, until - clock.millis() - quarter));
        target.release(Math.max(quarter, until - clock.millis()));
        return open == 0;
    }

    /// @return how many offers are still open
    private int awaitAnswers() {
        long until = clock.millis() + limits.offersMillis();
        int open = target.unanswered();
        while (open > 0 && clock.millis() < until && pause(LOOK_MILLIS)) {
            open = target.unanswered();
        }
        if (open > 0) {
            LOG.info(
                    "{} offers were not answered before the stop: they keep their deadlines", open);
        }
        return open;
    }

    /// @return false where somebody wants it sooner
    private boolean pause(long millis) {
        try {
            clock.pause(millis);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
