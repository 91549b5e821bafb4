package dev.antar.core.engine;

import dev.antar.core.job.OpenJob;

import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;

/// Which jobs each driver holds, so that nobody looks through all jobs for one driver's.
final class HeldJobs {

    private final Int2ObjectHashMap<List<OpenJob>> bySlot = new Int2ObjectHashMap<>();

    /// In order of acceptance.
    List<OpenJob> of(int slot) {
        List<OpenJob> held = bySlot.get(slot);
        return held == null ? List.of() : List.copyOf(held);
    }

    void add(int slot, OpenJob job) {
        bySlot.computeIfAbsent(slot, _ -> new ArrayList<>(1)).add(job);
    }

    void remove(int slot, OpenJob job) {
        List<OpenJob> held = bySlot.get(slot);
        if (held == null || !held.remove(job)) {
            throw new IllegalStateException(job.id() + " is not held by slot " + slot);
        }
        if (held.isEmpty()) {
            bySlot.remove(slot);
        }
    }
}
