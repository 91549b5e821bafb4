package dev.antar.server.stream;

import dev.antar.core.engine.Command;

/// The offer that a driver's phone was shown last on one connection, until it hears anything of its
/// acceptance. What it hears of that is in order with whatever else it hears. Not so what it hears
/// of an acceptance that it repeats, perhaps one given to a server that is no more. That
/// connection's event loop.
final class ShownOffer {

    static final long NONE = 0;

    private long unanswered = NONE;

    /// @param offer whose frame goes out
    void show(long offer) {
        unanswered = offer;
    }

    /// A command is about to be answered.
    ///
    /// @return whether it accepts what was shown, for the first time
    boolean answer(Command command) {
        if (command instanceof Command.AcceptOffer accepted && accepted.offer() == unanswered) {
            unanswered = NONE;
            return true;
        }
        return false;
    }
}
