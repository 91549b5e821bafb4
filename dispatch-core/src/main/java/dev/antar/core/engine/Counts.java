package dev.antar.core.engine;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobState;

import java.util.Arrays;
import java.util.List;

/// How many drivers and jobs are in which state.
// Indexed by ordinal, which lives and dies with the process; nothing stores one.
@SuppressWarnings("EnumOrdinal")
final class Counts {

    private final int[] drivers = new int[DriverState.values().length];
    private final int[] jobs = new int[JobState.values().length];

    int of(DriverState state) {
        return drivers[state.ordinal()];
    }

    int of(JobState state) {
        return jobs[state.ordinal()];
    }

    void enter(DriverState state) {
        drivers[state.ordinal()]++;
    }

    void leave(DriverState state) {
        drivers[state.ordinal()]--;
    }

    void enter(JobState state) {
        jobs[state.ordinal()]++;
    }

    void leave(JobState state) {
        jobs[state.ordinal()]--;
    }

    /// Of jobs, in the order of the states.
    List<Integer> imageOfJobs() {
        return Arrays.stream(jobs).boxed().toList();
    }

    void restoreJobs(List<Integer> image) {
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = image.get(i);
        }
    }

    /// Jobs that have ended were of the past.
    void forgetEnded() {
        for (JobState state : JobState.values()) {
            if (state.ended()) {
                jobs[state.ordinal()] = 0;
            }
        }
    }
}
