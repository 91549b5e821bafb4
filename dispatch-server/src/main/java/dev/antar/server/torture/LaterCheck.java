package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.job.JobId;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// A job for later is searched for and offered when its time has come: not before, and, where
/// nothing disturbs it, not seconds after, whatever has become of the server in between.
final class LaterCheck implements Check {

    private static final int WITHIN_MILLIS = 4_000;

    /// How long a fault disturbs after its end.
    private static final int AFTERMATH_MILLIS = 20_000;

    private final Options options;
    private final Findings findings;

    /// When the search for jobs begins, by the region's clock.
    private final Map<JobId, Long> due = new HashMap<>();

    /// Those whose search has not begun.
    private final Map<JobId, Long> waiting = new HashMap<>();

    private long aheadMillis;
    private long disturbedMillis;

    LaterCheck(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Began began -> {
                aheadMillis = began.aheadMillis();
                disturbedMillis = began.atMillis();
            }
            case Seen.Died died -> disturbedMillis = died.atMillis();
            case Seen.Written written ->
                    written.events().forEach(event -> written(event, written.atMillis()));
            default -> {}
        }
        if (!waiting.isEmpty()) {
            judge(seen.atMillis());
        }
    }

    private void written(Event event, long at) {
        switch (event) {
            case Event.JobSubmitted submitted -> {
                long begins = submitted.asked().terms().notBeforeMillis() - options.leadMillis();
                due.put(submitted.job(), begins);
                if (begins > submitted.atMillis()) {
                    waiting.put(submitted.job(), begins);
                }
            }
            case Event.JobBecameDue now -> {
                tooEarly(now, at);
                waiting.remove(now.job());
            }
            case Event.OfferMade made -> tooEarly(made, at);
            case Event.JobCancelled cancelled -> waiting.remove(cancelled.job());
            default -> {}
        }
    }

    private void tooEarly(Event.OfJob event, long at) {
        long begins = due.getOrDefault(event.job(), Long.MIN_VALUE);
        if (options.has(Habit.LATER) && event.atMillis() < begins) {
            findings.add(
                    at,
                    Rule.NO_OFFER_BEFORE_TIME,
                    event + " though its time comes in " + (begins - event.atMillis()) + " ms");
        }
    }

    private void judge(long now) {
        if (now - disturbedMillis < AFTERMATH_MILLIS) {
            return;
        }
        for (Iterator<Map.Entry<JobId, Long>> each = waiting.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<JobId, Long> job = each.next();
            long late = now - (job.getValue() - aheadMillis);
            if (late > WITHIN_MILLIS && calm(now)) {
                each.remove();
                findings.add(now, Rule.DUE_IN_TIME, job.getKey() + " is due since " + late + " ms");
            }
        }
    }

    /// Neither the database nor the process has trouble; what phones have does not matter here.
    private boolean calm(long now) {
        for (Fault fault : options.faults()) {
            FaultKind.Area area = fault.kind().area();
            if ((area == FaultKind.Area.STORE || area == FaultKind.Area.PROCESS)
                    && VirtualTime.START + fault.atMillis() <= now
                    && VirtualTime.START + options.endMillis(fault) + AFTERMATH_MILLIS > now) {
                return false;
            }
        }
        return true;
    }
}
