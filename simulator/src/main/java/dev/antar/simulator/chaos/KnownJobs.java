package dev.antar.simulator.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Some of the jobs that were made last, to be looked at. One thread.
final class KnownJobs {

    private static final int KEPT = 512;

    private final List<String> kept = new ArrayList<>();
    private int next;

    void add(String job) {
        if (kept.size() < KEPT) {
            kept.add(job);
        } else {
            kept.set(next, job);
            next = (next + 1) % KEPT;
        }
    }

    /// One of them; a name that no job has where there is none.
    String any(RandomGenerator random) {
        return kept.isEmpty() ? "none" : kept.get(random.nextInt(kept.size()));
    }
}
