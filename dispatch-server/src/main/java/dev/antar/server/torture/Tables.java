package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.server.engine.EventStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the database holds and the rules by which it takes a batch: those of `commit_batch` and of
/// the constraints in `db/migration`, written down a second time.
final class Tables {

    /// A rule of the database was about to be broken.
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    /// @param holder who holds the job, or null
    private record JobRow(int version, @Nullable DriverId holder, boolean ended) {}

    private final Set<Plant> plants;
    private final int recentEvents;

    /// Whether the database sees to it that a job is held once, by somebody who has a place.
    private final boolean constrained;

    private final List<Event> log = new ArrayList<>();
    private final Map<JobId, JobRow> jobs = new HashMap<>();
    private final Map<DriverId, Integer> capacities = new HashMap<>();
    private final Map<String, EventStore.Found> replies = new HashMap<>();
    private final Set<JobId> names = new HashSet<>();
    private long epoch;

    /// @param recentEvents how far back jobs that have ended are given to whoever takes over
    Tables(Set<Plant> plants, int recentEvents) {
        this.plants = plants;
        this.recentEvents = recentEvents;
        this.constrained =
                !plants.contains(Plant.RETRY_WITHOUT_READING)
                        && !plants.contains(Plant.ACCEPT_WITHOUT_COMPARING)
                        && !plants.contains(Plant.HELD_BY_TWO);
    }

    /// Takes the region over.
    EventStore.Opened takeOver() {
        epoch++;
        long lastAt = log.isEmpty() ? 0 : log.getLast().atMillis();
        return new EventStore.Opened(epoch, Snapshot.of(log, recentEvents), lastAt);
    }

    /// @throws EventStore.Fenced where somebody else has taken over
    void check(EventStore.Batch batch) {
        check(batch.region(), batch.epoch());
    }

    private void check(String region, long of) {
        if (of != epoch && !plants.contains(Plant.EPOCH_IGNORED)) {
            throw new EventStore.Fenced(region, of);
        }
    }

    /// Takes a batch, all of it or nothing.
    ///
    /// @throws EventStore.Fenced as above
    /// @throws Refusal naming the rule
    void write(EventStore.Batch batch) {
        check(batch);
        Map<JobId, JobRow> changed = new HashMap<>();
        Map<DriverId, Integer> held = new HashMap<>();
        for (Event event : batch.events()) {
            if (!plants.contains(Plant.RETRY_WITHOUT_READING)) {
                checkSeq(event);
            }
            if (event instanceof Event.DriverRegistered registered) {
                capacities.put(registered.profile().id(), registered.profile().capacity());
            } else if (event instanceof Event.OfJob ofJob) {
                change(ofJob, changed, held);
            }
        }
        log.addAll(batch.events());
        jobs.putAll(changed);
        names.addAll(changed.keySet());
        for (EventStore.KeyedReply kept : batch.replies()) {
            replies.putIfAbsent(
                    kept.key().key(), new EventStore.Found(kept.key().requestHash(), kept.reply()));
        }
    }

    long lastSeq(String region, long of) {
        check(region, of);
        return log.isEmpty() ? 0 : log.getLast().seq();
    }

    EventStore.Prior prior(String key, @Nullable JobId newJob) {
        EventStore.Found found = replies.get(key);
        if (newJob == null) {
            return new EventStore.Prior(found, false);
        }
        boolean claimed = found == null && names.add(newJob);
        return new EventStore.Prior(found, !claimed && jobs.containsKey(newJob));
    }

    /// How many events the job has.
    int version(JobId job) {
        JobRow row = jobs.get(job);
        return row == null ? 0 : row.version;
    }

    /// How an offer ended, or null.
    EventStore.@Nullable PastOffer pastOffer(long offer) {
        for (Event event : log) {
            if (event instanceof Event.OfferEnded ended && ended.offer() == offer) {
                return new EventStore.PastOffer(
                        ended.driver(),
                        switch (ended) {
                            case Event.OfferAccepted _ -> OfferOutcome.ACCEPTED;
                            case Event.OfferDeclined _ -> OfferOutcome.DECLINED;
                            case Event.OfferExpired _ -> OfferOutcome.EXPIRED;
                            case Event.OfferWithdrawn _ -> OfferOutcome.WITHDRAWN;
                            case Event.SwapEnded swap -> swap.how();
                        });
            }
        }
        return null;
    }

    /// How a job ended, or null.
    EventStore.@Nullable PastJob pastJob(JobId job) {
        for (Event event : log) {
            if (event instanceof Event.OfJob ofJob && ofJob.job().equals(job)) {
                switch (ofJob) {
                    case Event.JobCompleted completed -> {
                        return new EventStore.PastJob(JobState.COMPLETED, completed.driver());
                    }
                    case Event.JobCancelled _ -> {
                        return new EventStore.PastJob(JobState.CANCELLED, null);
                    }
                    case Event.JobUnfulfilled _ -> {
                        return new EventStore.PastJob(JobState.UNFULFILLED, null);
                    }
                    default -> {}
                }
            }
        }
        return null;
    }

    /// The job's events after a version, in order.
    List<Event.OfJob> events(JobId job, int after) {
        List<Event.OfJob> found = new ArrayList<>();
        for (Event event : log) {
            if (event instanceof Event.OfJob ofJob
                    && ofJob.job().equals(job)
                    && ofJob.version() > after) {
                found.add(ofJob);
            }
        }
        return found;
    }

    /// Jobs that have not ended.
    List<JobId> open() {
        List<JobId> open = new ArrayList<>();
        jobs.forEach(
                (job, row) -> {
                    if (!row.ended) {
                        open.add(job);
                    }
                });
        open.sort((a, b) -> a.value().compareTo(b.value()));
        return open;
    }

    private void checkSeq(Event event) {
        if (!log.isEmpty() && event.seq() <= log.getLast().seq()) {
            throw new Refusal("event_pkey: seq " + event.seq() + " is taken");
        }
    }

    private void change(
            Event.OfJob event, Map<JobId, JobRow> changed, Map<DriverId, Integer> held) {
        JobRow before = changed.getOrDefault(event.job(), jobs.get(event.job()));
        int version = before == null ? 0 : before.version;
        if (event.version() != version + 1 && !plants.contains(Plant.RETRY_WITHOUT_READING)) {
            throw new Refusal(
                    event.job()
                            + " is at version "
                            + version
                            + " and not at what "
                            + event
                            + " follows");
        }
        DriverId holder = before == null ? null : before.holder;
        switch (event) {
            case Event.OfferAccepted accepted -> {
                take(accepted, holder, held);
                holder = accepted.driver();
            }
            case Event.JobReleased _, Event.JobCompleted _, Event.JobCancelled _ -> {
                if (holder != null) {
                    held.merge(holder, -1, Integer::sum);
                }
                holder = null;
            }
            default -> {}
        }
        changed.put(event.job(), new JobRow(event.version(), holder, Snapshot.ends(event)));
    }

    private void take(
            Event.OfferAccepted accepted, @Nullable DriverId holder, Map<DriverId, Integer> held) {
        if (!constrained) {
            return;
        }
        if (holder != null) {
            throw new Refusal("assignment_job_held_once: " + accepted.job());
        }
        int now = held.merge(accepted.driver(), 1, Integer::sum) + heldBefore(accepted.driver());
        // The place behind those in hand is the next job's.
        if (now > capacities.getOrDefault(accepted.driver(), 1) + 1) {
            throw new Refusal("driver_above_capacity: " + accepted.driver());
        }
    }

    private int heldBefore(DriverId driver) {
        int count = 0;
        for (JobRow row : jobs.values()) {
            if (driver.equals(row.holder)) {
                count++;
            }
        }
        return count;
    }
}
