package dev.antar.core.engine;

import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The jobs of a region by what they wait for, and how the latest ones ended.
final class JobBook {

    /// How a job ended, for definitive answers to late commands.
    record EndedJob(JobState state, int slot) {}

    /// A job that ended lately.
    record Ended(JobId job, JobState state, int slot) {}

    /// Those that ended lately, the longest ago first.
    List<Ended> imageOfEnded() {
        List<Ended> all = new ArrayList<>(ended.size());
        ended.forEach((job, end) -> all.add(new Ended(job, end.state(), end.slot())));
        return all;
    }

    /// An empty book becomes as it was there.
    void restore(List<OpenJob> jobs, List<Ended> endedJobs) {
        for (OpenJob job : jobs) {
            open.put(job.id(), job);
            if (job.state() == JobState.SCHEDULED) {
                scheduled.add(job);
            }
            changed(job);
        }
        for (Ended each : endedJobs) {
            ended.put(each.job(), new EndedJob(each.state(), each.slot()));
        }
    }

    private final int remembered;
    private final Map<JobId, OpenJob> open = new HashMap<>();
    private final TreeMap<Long, OpenJob> pending = new TreeMap<>();
    private final TreeMap<Long, OpenJob> assigned = new TreeMap<>();
    private final TreeSet<OpenJob> scheduled =
            new TreeSet<>(
                    Comparator.comparingLong(OpenJob::pendingSinceMillis)
                            .thenComparingLong(OpenJob::order));
    private final LinkedHashMap<JobId, EndedJob> ended = new LinkedHashMap<>();

    /// @param remembered how many ended jobs are kept
    JobBook(int remembered) {
        this.remembered = remembered;
    }

    @Nullable OpenJob open(JobId id) {
        return open.get(id);
    }

    @Nullable EndedJob ended(JobId id) {
        return ended.get(id);
    }

    /// Of how many jobs it is remembered how they ended.
    int endedSize() {
        return ended.size();
    }

    /// Why a command about a job that is not open is refused.
    Rejection whyNotOpen(JobId id) {
        EndedJob end = ended.get(id);
        return end == null ? Rejection.UNKNOWN_JOB : Endings.whyNotOpen(end.state());
    }

    /// In no particular order.
    Collection<OpenJob> open() {
        return open.values();
    }

    /// Jobs that wait for a driver, in order of submission.
    Collection<OpenJob> pending() {
        return pending.values();
    }

    /// Jobs whose driver is on the way to the pickup, in order of submission.
    Collection<OpenJob> assigned() {
        return assigned.values();
    }

    /// Jobs promised for later whose search begins by then, in order of submission.
    List<OpenJob> dueBy(long millis) {
        List<OpenJob> due = new ArrayList<>();
        for (OpenJob job : scheduled) {
            if (job.pendingSinceMillis() > millis) {
                break;
            }
            due.add(job);
        }
        due.sort(Comparator.comparingLong(OpenJob::order));
        return due;
    }

    void add(OpenJob job) {
        open.put(job.id(), job);
        if (job.state() == JobState.SCHEDULED) {
            scheduled.add(job);
        } else {
            pending.put(job.order(), job);
        }
    }

    /// An open job is about to change.
    void changes(OpenJob job) {
        if (job.state() == JobState.SCHEDULED) {
            scheduled.remove(job);
        }
    }

    /// It has.
    void changed(OpenJob job) {
        keep(assigned, job, JobState.ASSIGNED);
        keep(pending, job, JobState.PENDING);
    }

    /// @param slot whoever held it
    void end(OpenJob job, int slot) {
        open.remove(job.id());
        ended.put(job.id(), new EndedJob(job.state(), slot));
        if (ended.size() > remembered) {
            ended.pollFirstEntry();
        }
    }

    private static void keep(Map<Long, OpenJob> in, OpenJob job, JobState state) {
        if (job.state() == state) {
            in.put(job.order(), job);
        } else {
            in.remove(job.order());
        }
    }
}
