package dev.antar.simulator.report;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Books of a run while it goes on: what became of each job, and of the offers. Times in epoch
/// milliseconds, told in seconds from the start.
public final class Ledger {

    private static final class Entry {
        final JobId job;
        final LatLng pickup;
        final long requestedAtMillis;
        @Nullable String driver;
        long assignedAtMillis;
        long arrivedAtMillis;
        long pickupAtMillis;
        long dropoffAtMillis;
        String outcome = "OPEN";
        String reason = "";

        Entry(JobId job, LatLng pickup, long requestedAtMillis) {
            this.job = job;
            this.pickup = pickup;
            this.requestedAtMillis = requestedAtMillis;
        }
    }

    private final long startMillis;
    private final Map<JobId, Entry> entries = new LinkedHashMap<>();
    private long sent;
    private long accepted;
    private long declined;
    private long expired;
    private long withdrawn;
    private long swaps;

    public Ledger(long startMillis) {
        this.startMillis = startMillis;
    }

    public void requested(JobId job, LatLng pickup, long atMillis) {
        entries.put(job, new Entry(job, pickup, atMillis));
    }

    public void offered() {
        sent++;
    }

    public void assigned(JobId job, String driver, long atMillis) {
        accepted++;
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.driver = driver;
            entry.assignedAtMillis = atMillis;
            entry.arrivedAtMillis = 0;
        }
    }

    public void declined() {
        declined++;
    }

    public void expired() {
        expired++;
    }

    public void withdrawn() {
        withdrawn++;
    }

    /// A job was taken over by another driver after one had accepted it.
    public void swapped() {
        swaps++;
    }

    /// How often that happened.
    public long swaps() {
        return swaps;
    }

    public void arrived(JobId job, long atMillis) {
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.arrivedAtMillis = atMillis;
        }
    }

    public void pickedUp(JobId job, long atMillis) {
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.pickupAtMillis = atMillis;
            if (entry.arrivedAtMillis == 0) {
                entry.arrivedAtMillis = atMillis;
            }
        }
    }

    public void completed(JobId job, long atMillis) {
        ended(job, "COMPLETED", "");
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.dropoffAtMillis = atMillis;
        }
    }

    public void ended(JobId job, String outcome, String reason) {
        Entry entry = entries.get(job);
        if (entry != null) {
            entry.outcome = outcome;
            entry.reason = reason;
        }
    }

    public int requested() {
        return entries.size();
    }

    public Offers offers() {
        return new Offers(sent, accepted, declined, expired, withdrawn);
    }

    /// A row per job, in order of request.
    public List<JobRow> rows() {
        List<JobRow> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            rows.add(
                    new JobRow(
                            entry.job.value(),
                            (entry.requestedAtMillis - startMillis) / 1000.0,
                            entry.pickup,
                            entry.driver,
                            seconds(entry.assignedAtMillis),
                            seconds(entry.arrivedAtMillis),
                            seconds(entry.pickupAtMillis),
                            seconds(entry.dropoffAtMillis),
                            entry.outcome,
                            entry.reason));
        }
        return rows;
    }

    private @Nullable Double seconds(long atMillis) {
        return atMillis == 0 ? null : (atMillis - startMillis) / 1000.0;
    }
}
