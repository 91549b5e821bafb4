package dev.antar.simulator.load;

import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.audit.Verdict;

import io.vertx.core.Future;

/// Where everything goes that a run's clients see and that is judged later. The run's event loop.
public interface Evidence {

    void saw(Seen seen);

    /// Somebody asked for a job.
    ///
    /// @param intendedMicros when he was meant to
    /// @param nearby whether a free driver was near
    void asked(String job, long intendedMicros, boolean nearby);

    /// A driver's phone shows an offer of this job.
    void offered(String job);

    /// A driver's command that got no answer, although there was time and a socket for one.
    void unanswered(String driver, String command);

    /// All is seen. Completes when the server has said its last word; drivers stay until then.
    Future<Verdict> verdict();
}
