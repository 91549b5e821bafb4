package dev.antar.simulator.load;

import dev.antar.simulator.audit.Audit;
import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.measure.Measures;

import io.vertx.core.Future;

/// Judged here: by a run in one process, or for all processes of a run.
public final class OwnEvidence implements Evidence {

    private final Audit audit = new Audit();
    private final FirstOffers offers;
    private final Clock clock;
    private final Server server;
    private final double slack;

    /// @param server is asked for its last words
    /// @param slack by which the time for them is multiplied, at least 1
    public OwnEvidence(Measures measures, Clock clock, Server server, double slack) {
        this.offers = new FirstOffers(measures);
        this.clock = clock;
        this.server = server;
        this.slack = slack;
    }

    @Override
    public void saw(Seen seen) {
        audit.saw(seen);
    }

    @Override
    public void asked(String job, long intendedMicros, boolean nearby) {
        offers.asked(job, intendedMicros, nearby);
    }

    @Override
    public void offered(String job) {
        offered(job, clock.micros());
    }

    /// A phone of another process showed an offer of this job.
    public void offered(String job, long atMicros) {
        offers.offered(job, atMicros);
    }

    @Override
    public void unanswered(String driver, String command) {
        audit.unanswered(driver, command);
    }

    @Override
    public Future<Verdict> verdict() {
        return LastWords.usual(server, clock, audit, slack).collect().map(audit::verdict);
    }
}
