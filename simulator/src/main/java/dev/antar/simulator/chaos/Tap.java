package dev.antar.simulator.chaos;

import io.vertx.core.buffer.Buffer;

/// What looks at one connection of a [Proxy] and decides what passes. Its event loop.
interface Tap {

    /// Lets everything pass.
    Tap OPEN =
            new Tap() {
                @Override
                public Verdict toServer(Buffer bytes) {
                    return Verdict.PASS;
                }

                @Override
                public Verdict toClient(Buffer bytes) {
                    return Verdict.PASS;
                }
            };

    /// What happens to bytes, and to their connection.
    enum Verdict {
        PASS,
        SWALLOW,
        /// Swallows them and cuts the connection on both sides.
        CUT,
        /// Passes them on and cuts the client off; what the server does goes on.
        PASS_AND_CUT_CLIENT
    }

    Verdict toServer(Buffer bytes);

    Verdict toClient(Buffer bytes);
}
