package dev.antar.server.http;

import dev.antar.server.engine.CaseArchive;
import dev.antar.server.metrics.CaseMeters;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.LongSupplier;

/// Keeps the meters of cases true: how many are open, and how many of them beyond their deadline.
/// Any thread.
final class CaseCounts {

    private static final Logger LOG = LoggerFactory.getLogger(CaseCounts.class);

    private final CaseArchive cases;
    private final CaseMeters meters;
    private final LongSupplier clock;

    /// @param clock epoch milliseconds
    CaseCounts(CaseArchive cases, CaseMeters meters, LongSupplier clock) {
        this.cases = cases;
        this.meters = meters;
        this.clock = clock;
    }

    void opened(CaseArchive.Subject subject) {
        meters.opened(subject);
        look();
    }

    void answered(CaseArchive.Outcome outcome) {
        meters.answered(outcome);
        look();
    }

    /// Counts anew. To be called now and then as well: deadlines pass by themselves.
    void look() {
        cases.waiting(clock.getAsLong())
                .onSuccess(now -> meters.waiting(now.open(), now.overdue()))
                .onFailure(e -> LOG.warn("Cases were not counted: {}", e.getMessage()));
    }
}
