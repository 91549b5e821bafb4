package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Pause;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What a batch of events makes of the tables: each job and driver once, as it is after the batch.
/// Remembers drivers, whose rows an event changes only in part.
final class Projection {

    /// A driver's row.
    record DriverRow(long registeredSeq, Snapshot.KnownDriver driver) {

        DriverId id() {
            return driver.profile().id();
        }
    }

    /// A job's row; `asked` only for a new one.
    ///
    /// @param baseVersion the version before the batch, 0 for a new job
    record JobRow(
            int baseVersion,
            int version,
            JobState state,
            @Nullable Job asked,
            @Nullable DriverId driver,
            @Nullable Long offer,
            @Nullable Long endedAtMillis,
            @Nullable String endReason) {}

    /// An assignment that began in the batch.
    ///
    /// @param endedAtMillis null unless it also ended in the batch
    record Started(
            JobId job, int version, DriverId driver, long atMillis, @Nullable Long endedAtMillis) {}

    /// A job whose assignment from before the batch ended.
    record Ended(JobId job, long atMillis) {}

    /// The rows of one batch.
    static final class Rows {
        final Map<DriverId, DriverRow> drivers =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        final Map<JobId, JobRow> jobs = new LinkedHashMap<>();
        final List<Started> started = new ArrayList<>();
        final List<Ended> ended = new ArrayList<>();

        private void begin(Event.OfferAccepted accepted) {
            started.add(
                    new Started(
                            accepted.job(),
                            accepted.version(),
                            accepted.driver(),
                            accepted.atMillis(),
                            null));
        }

        private void end(JobId job, long atMillis) {
            for (int i = started.size() - 1; i >= 0; i--) {
                Started last = started.get(i);
                if (last.job.equals(job)) {
                    if (last.endedAtMillis == null) {
                        started.set(
                                i,
                                new Started(
                                        job, last.version, last.driver, last.atMillis, atMillis));
                    }
                    return;
                }
            }
            ended.add(new Ended(job, atMillis));
        }
    }

    private final Map<DriverId, DriverRow> known = new HashMap<>();

    void remember(DriverRow row) {
        known.put(row.id(), row);
    }

    /// Every driver so far, as he is now.
    Map<DriverId, DriverRow> known() {
        return Map.copyOf(known);
    }

    Rows of(List<Event> events) {
        Rows rows = new Rows();
        for (Event event : events) {
            switch (event) {
                case Event.DriverRegistered registered -> register(registered, rows);
                case Event.DriverWentOnline(_, _, DriverId id, var wanted, var limits) ->
                        change(id, driver -> driver.online(wanted, limits), rows);
                case Event.DriverWentOffline offline ->
                        change(offline.driver(), Snapshot.KnownDriver::offline, rows);
                case Event.DriverQueued(long seq, _, DriverId id, String zone) ->
                        change(id, driver -> driver.inLine(zone, seq), rows);
                case Event.DriverUnqueued unqueued ->
                        change(unqueued.driver(), Snapshot.KnownDriver::outOfLine, rows);
                case Event.DriverPaused(_, long at, DriverId id, String by, String why) ->
                        change(id, driver -> driver.paused(new Pause(at, by, why)), rows);
                case Event.DriverResumed resumed ->
                        change(resumed.driver(), driver -> driver.paused(null), rows);
                case Event.OfJob ofJob -> project(ofJob, rows);
                case Event.PolicyChanged _ -> {}
            }
        }
        return rows;
    }

    private void register(Event.DriverRegistered registered, Rows rows) {
        DriverId id = registered.profile().id();
        DriverRow before = known.get(id);
        put(
                before == null
                        ? new DriverRow(
                                registered.seq(), Snapshot.KnownDriver.of(registered.profile()))
                        : new DriverRow(
                                before.registeredSeq, before.driver.with(registered.profile())),
                rows);
    }

    private void change(DriverId id, UnaryOperator<Snapshot.KnownDriver> change, Rows rows) {
        DriverRow before = known.get(id);
        if (before == null) {
            throw new IllegalStateException(id + " is not registered");
        }
        put(new DriverRow(before.registeredSeq, change.apply(before.driver)), rows);
    }

    private void put(DriverRow row, Rows rows) {
        known.put(row.id(), row);
        rows.drivers.put(row.id(), row);
    }

    private static void project(Event.OfJob event, Rows rows) {
        JobRow before = rows.jobs.get(event.job());
        int base = before == null ? event.version() - 1 : before.baseVersion;
        Job asked = before == null ? null : before.asked;
        long at = event.atMillis();
        JobRow row =
                switch (event) {
                    case Event.JobSubmitted submitted ->
                            row(
                                    event,
                                    0,
                                    submitted.dueAtMillis() > submitted.asked().requestedAtMillis()
                                            ? JobState.SCHEDULED
                                            : JobState.PENDING,
                                    submitted.asked());
                    case Event.JobBecameDue _ -> row(event, base, JobState.PENDING, asked);
                    case Event.OfferMade made ->
                            held(
                                    event,
                                    base,
                                    JobState.OFFERED,
                                    asked,
                                    made.offer().driver(),
                                    made.offer().id());
                    case Event.OfferAccepted accepted -> {
                        rows.begin(accepted);
                        yield held(
                                event,
                                base,
                                JobState.ASSIGNED,
                                asked,
                                accepted.driver(),
                                accepted.offer());
                    }
                    case Event.OfferDeclined _, Event.OfferExpired _, Event.OfferWithdrawn _ ->
                            row(event, base, JobState.PENDING, asked);
                    // Until somebody takes it over its driver keeps it.
                    case Event.SwapOffered swap ->
                            held(event, base, JobState.ASSIGNED, asked, swap.holder(), null);
                    case Event.SwapEnded swap ->
                            held(event, base, JobState.ASSIGNED, asked, swap.holder(), null);
                    case Event.JobReleased _ -> {
                        rows.end(event.job(), at);
                        yield row(event, base, JobState.PENDING, asked);
                    }
                    case Event.DriverArrived arrived ->
                            held(event, base, JobState.AT_PICKUP, asked, arrived.driver(), null);
                    case Event.JobPickedUp pickedUp ->
                            held(event, base, JobState.PICKED_UP, asked, pickedUp.driver(), null);
                    case Event.JobCompleted completed -> {
                        rows.end(event.job(), at);
                        yield new JobRow(
                                base,
                                event.version(),
                                JobState.COMPLETED,
                                asked,
                                completed.driver(),
                                null,
                                at,
                                null);
                    }
                    case Event.JobCancelled cancelled -> {
                        rows.end(event.job(), at);
                        yield ended(
                                event,
                                base,
                                JobState.CANCELLED,
                                asked,
                                cancelled.by() + ": " + cancelled.reason());
                    }
                    case Event.JobUnfulfilled unfulfilled ->
                            ended(
                                    event,
                                    base,
                                    JobState.UNFULFILLED,
                                    asked,
                                    unfulfilled.reason().name());
                };
        rows.jobs.put(event.job(), row);
    }

    private static JobRow row(Event.OfJob event, int base, JobState state, @Nullable Job asked) {
        return new JobRow(base, event.version(), state, asked, null, null, null, null);
    }

    private static JobRow held(
            Event.OfJob event,
            int base,
            JobState state,
            @Nullable Job asked,
            DriverId driver,
            @Nullable Long offer) {
        return new JobRow(base, event.version(), state, asked, driver, offer, null, null);
    }

    private static JobRow ended(
            Event.OfJob event, int base, JobState state, @Nullable Job asked, String reason) {
        return new JobRow(
                base, event.version(), state, asked, null, null, event.atMillis(), reason);
    }
}
