package dev.antar.server.engine;

import dev.antar.core.engine.Event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a region writes in one commit, and who waits for it. Once it is written, everybody hears in
/// the order in which things happened: an answer after the events that it rests on and before those
/// that came later. The region's thread.
final class GatheredBatch {

    /// Somebody whose answer may rest on what is being written.
    interface Waiting {

        void release();

        void giveUp(RegionUnavailable reason);
    }

    /// @param after how many events were gathered before he came
    private record Place(int after, Waiting who) {}

    final List<Event> events = new ArrayList<>();
    final List<EventStore.KeyedReply> replies = new ArrayList<>();
    private final Set<IdempotencyKey> keys = new HashSet<>();
    private final List<Place> places = new ArrayList<>();

    /// Why its last commit failed, or nothing.
    String failure = "";

    /// How long to wait before its outcome is looked for.
    int retryMillis;

    GatheredBatch(int retryMillis) {
        this.retryMillis = retryMillis;
    }

    boolean isEmpty() {
        return events.isEmpty() && replies.isEmpty();
    }

    void keep(EventStore.KeyedReply reply) {
        replies.add(reply);
        keys.add(reply.key());
    }

    /// Whether a reply under this key is among those to be written.
    boolean keeps(IdempotencyKey key) {
        return keys.contains(key);
    }

    /// How many wait.
    int waiting() {
        return places.size();
    }

    /// Waits behind all events so far.
    void await(Waiting who) {
        places.add(new Place(events.size(), who));
    }

    /// Everybody who waits, and now no longer does.
    List<Waiting> takeWaiting() {
        List<Waiting> all = new ArrayList<>();
        places.forEach(place -> all.add(place.who()));
        places.clear();
        return all;
    }

    /// It is written. A driver whose acceptance and the cancellation after it share a commit must
    /// hear the acceptance first, or he would go for a job that is gone.
    void tell(Listeners listeners) {
        int told = 0;
        // By number, for whoever is released may ask something and wait here, too.
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.after() > told) {
                listeners.committed(events.subList(told, place.after()));
                told = place.after();
            }
            place.who().release();
        }
        if (told < events.size()) {
            listeners.committed(events.subList(told, events.size()));
        }
    }
}
