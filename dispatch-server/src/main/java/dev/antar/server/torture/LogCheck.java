package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// What is written is one history: without gaps, by one writer at a time, and in it no job is held
/// twice, no driver holds more than he can, and an offer is answered once and by whom it was made
/// to.
final class LogCheck implements Check {

    /// How long a batch whose outcome was lost may still come.
    private static final int LATE_MILLIS = 15_000;

    private static final class JobSoFar {
        int version;
        @Nullable DriverId holder;
        long offer;
        @Nullable DriverId offeredTo;
        boolean ended;
    }

    private final Options options;
    private final Findings findings;
    private final Map<JobId, JobSoFar> jobs = new HashMap<>();
    private final Map<DriverId, Integer> held = new HashMap<>();
    private final Map<DriverId, Integer> aboard = new HashMap<>();
    private long lastSeq;
    private long lastEpoch;
    private long outcomeLostMillis = Long.MIN_VALUE / 2;

    LogCheck(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    @Override
    public void see(Seen seen) {
        switch (seen) {
            case Seen.Written written -> written(written);
            case Seen.Began began -> lastEpoch = Math.max(lastEpoch, began.epoch());
            case Seen.OutcomeLost lost -> outcomeLostMillis = lost.atMillis();
            case Seen.Refused refused -> {
                if (refused.atMillis() - outcomeLostMillis > LATE_MILLIS
                        || !refused.why().startsWith("event_pkey")) {
                    findings.add(refused.atMillis(), Rule.BATCHES_ARE_CONSISTENT, refused.why());
                }
            }
            default -> {}
        }
    }

    private void written(Seen.Written written) {
        if (written.epoch() < lastEpoch) {
            findings.add(
                    written.atMillis(),
                    Rule.ONE_WRITER,
                    "epoch " + written.epoch() + " wrote after epoch " + lastEpoch + " began");
        }
        lastEpoch = Math.max(lastEpoch, written.epoch());
        for (Event event : written.events()) {
            if (event.seq() != lastSeq + 1) {
                findings.add(
                        written.atMillis(),
                        Rule.NO_GAPS,
                        "seq " + event.seq() + " follows " + lastSeq);
            }
            lastSeq = event.seq();
            if (event instanceof Event.OfJob ofJob) {
                job(written.atMillis(), ofJob);
            }
        }
    }

    private void job(long at, Event.OfJob event) {
        JobSoFar job = jobs.computeIfAbsent(event.job(), _ -> new JobSoFar());
        if (event.version() != job.version + 1 || job.ended) {
            findings.add(
                    at, Rule.NO_GAPS, event + " follows version " + job.version + " of its job");
        }
        job.version = event.version();
        job.ended = Snapshot.ends(event);
        switch (event) {
            case Event.OfferMade made -> offered(job, made.offer().id(), made.offer().driver());
            case Event.SwapOffered swap -> offered(job, swap.offer().id(), swap.offer().driver());
            case Event.OfferAccepted accepted -> accepted(at, job, accepted);
            case Event.OfferEnded ended -> {
                answered(at, job, ended);
                job.offer = 0;
            }
            case Event.JobPickedUp picked -> {
                int now = aboard.merge(picked.driver(), 1, Integer::sum);
                if (now > options.capacity(DriverApp.number(picked.driver()))) {
                    findings.add(at, Rule.CAPACITY, picked + " is one too many aboard");
                }
            }
            case Event.JobReleased released -> {
                if (!released.driver().equals(job.holder)) {
                    findings.add(at, Rule.ONE_HOLDER, released + " but held by " + job.holder);
                }
                letGo(job);
            }
            case Event.JobCompleted completed -> {
                aboard.merge(completed.driver(), -1, Integer::sum);
                if (!completed.driver().equals(job.holder)) {
                    findings.add(at, Rule.ONE_HOLDER, completed + " but held by " + job.holder);
                }
                letGo(job);
            }
            case Event.JobCancelled _, Event.JobUnfulfilled _ -> letGo(job);
            default -> {}
        }
    }

    private static void offered(JobSoFar job, long offer, DriverId driver) {
        job.offer = offer;
        job.offeredTo = driver;
    }

    private void answered(long at, JobSoFar job, Event.OfferEnded ended) {
        if (ended.offer() != job.offer || !ended.driver().equals(job.offeredTo)) {
            findings.add(
                    at,
                    Rule.ONE_WINNER,
                    ended + " but the live offer is " + job.offer + " to " + job.offeredTo);
        }
    }

    private void accepted(long at, JobSoFar job, Event.OfferAccepted accepted) {
        answered(at, job, accepted);
        if (job.holder != null) {
            findings.add(at, Rule.ONE_HOLDER, accepted + " but held by " + job.holder);
        }
        letGo(job);
        job.offer = 0;
        job.holder = accepted.driver();
        // Beside what he carries he may hold the job that comes next.
        int places =
                options.capacity(DriverApp.number(accepted.driver())) + (options.stacks() ? 1 : 0);
        if (held.merge(accepted.driver(), 1, Integer::sum) > places) {
            findings.add(at, Rule.CAPACITY, accepted + " is one job too many for him");
        }
    }

    private void letGo(JobSoFar job) {
        if (job.holder != null) {
            held.merge(job.holder, -1, Integer::sum);
            job.holder = null;
        }
    }
}
