package dev.antar.server.metrics;

import dev.antar.server.engine.CaseArchive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;

/// What there is to count of drivers' cases. Any thread.
public final class CaseMeters {

    private final MeterRegistry registry;
    private final AtomicLong open;
    private final AtomicLong overdue;
    private final Counts<CaseArchive.Subject> opened;
    private final Counts<CaseArchive.Outcome> answered;

    CaseMeters(MeterRegistry registry) {
        this.registry = registry;
        this.open = waiting("false");
        this.overdue = waiting("true");
        this.opened =
                new Counts<>(
                        registry,
                        "antar.cases.opened",
                        "Objections of drivers by what they are about",
                        "subject",
                        Tags.empty(),
                        EnumSet.allOf(CaseArchive.Subject.class));
        this.answered =
                new Counts<>(
                        registry,
                        "antar.cases.answered",
                        "Answers to drivers' objections by outcome",
                        "outcome",
                        Tags.empty(),
                        EnumSet.allOf(CaseArchive.Outcome.class));
    }

    /// So many cases wait for an answer, `late` of them beyond their deadline.
    public void waiting(long all, long late) {
        open.set(all - late);
        overdue.set(late);
    }

    /// A driver objected.
    public void opened(CaseArchive.Subject subject) {
        opened.increment(subject);
    }

    /// A human answered.
    public void answered(CaseArchive.Outcome outcome) {
        answered.increment(outcome);
    }

    private AtomicLong waiting(String late) {
        AtomicLong count = new AtomicLong();
        Gauge.builder("antar.cases.waiting", count, AtomicLong::get)
                .description("Drivers' cases without an answer, by whether the deadline has passed")
                .tag("overdue", late)
                .register(registry);
        return count;
    }
}
