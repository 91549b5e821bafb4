package dev.antar.core.engine;

import dev.antar.core.job.JobId;
import dev.antar.core.job.OpenJob;
import dev.antar.core.job.Stop;

import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Which jobs each driver holds and in which order he serves their stops, so that nobody looks
/// through all jobs for one driver's.
final class HeldJobs {

    private static final class Hand {
        final List<OpenJob> jobs = new ArrayList<>(1);
        List<Stop> stops = List.of();
    }

    private final Int2ObjectHashMap<Hand> bySlot = new Int2ObjectHashMap<>();

    /// What a driver holds.
    ///
    /// @param jobs in order of acceptance
    record Holding(int slot, List<JobId> jobs, List<Stop> stops) {
        Holding {
            jobs = List.copyOf(jobs);
            stops = List.copyOf(stops);
        }
    }

    /// By slot.
    List<Holding> image() {
        List<Holding> all = new ArrayList<>(bySlot.size());
        bySlot.forEachInt(
                (slot, hand) ->
                        all.add(
                                new Holding(
                                        slot,
                                        hand.jobs.stream().map(OpenJob::id).toList(),
                                        hand.stops)));
        all.sort(Comparator.comparingInt(Holding::slot));
        return all;
    }

    void restore(List<Holding> image, Function<JobId, OpenJob> jobs) {
        for (Holding each : image) {
            Hand hand = new Hand();
            each.jobs().forEach(id -> hand.jobs.add(jobs.apply(id)));
            hand.stops = each.stops();
            bySlot.put(each.slot(), hand);
        }
    }

    /// In order of acceptance.
    List<OpenJob> of(int slot) {
        Hand hand = bySlot.get(slot);
        return hand == null ? List.of() : List.copyOf(hand.jobs);
    }

    /// How many jobs the driver holds.
    int count(int slot) {
        Hand hand = bySlot.get(slot);
        return hand == null ? 0 : hand.jobs.size();
    }

    /// Whether a job may wait behind what the driver holds: nothing waits there yet.
    boolean mayTakeNext(int slot) {
        Hand hand = bySlot.get(slot);
        return hand != null
                && (hand.jobs.size() == 1 || hand.stops.stream().noneMatch(Stop::isPickup));
    }

    /// Whether the driver may carry one more beside what he holds, of those who may be shared.
    boolean mayShare(int slot, int capacity) {
        Hand hand = bySlot.get(slot);
        return hand != null
                && hand.jobs.size() < capacity
                && hand.jobs.stream().allMatch(job -> job.job().terms().shared());
    }

    /// What is ahead of the driver, next first; unchanging.
    List<Stop> stopsOf(int slot) {
        Hand hand = bySlot.get(slot);
        return hand == null ? List.of() : hand.stops;
    }

    /// @param offered the order of stops that the driver was shown
    void add(int slot, OpenJob job, List<Stop> offered) {
        Hand hand = bySlot.computeIfAbsent(slot, _ -> new Hand());
        hand.jobs.add(job);
        hand.stops = Stop.accepted(hand.stops, offered, job.id());
    }

    void pickedUp(int slot, OpenJob job) {
        Hand hand = handWith(slot, job);
        hand.stops = Stop.pickedUp(hand.stops, job.id());
    }

    void remove(int slot, OpenJob job) {
        Hand hand = handWith(slot, job);
        hand.jobs.remove(job);
        hand.stops = Stop.without(hand.stops, job.id());
        if (hand.jobs.isEmpty()) {
            bySlot.remove(slot);
        }
    }

    private Hand handWith(int slot, OpenJob job) {
        Hand hand = bySlot.get(slot);
        if (hand == null || !hand.jobs.contains(job)) {
            throw new IllegalStateException(job.id() + " is not held by slot " + slot);
        }
        return hand;
    }
}
