package dev.antar.core.engine;

import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where every decision goes: into the state first, then into the fingerprint, then to whoever runs
/// the region. Also keeps the time by which they are dated.
final class Journal {

    private final RegionState state;
    private final DecisionHash hash = new DecisionHash();
    private final List<OpenJob> returned = new ArrayList<>();
    private Consumer<Event> sink = _ -> {};
    private long nowMillis;

    Journal(RegionState state) {
        this.state = state;
    }

    /// A command of this time begins; what it brings about goes to `events`. Time never goes back.
    void begin(long atMillis, Consumer<Event> events) {
        nowMillis = Math.max(nowMillis, atMillis);
        sink = events;
    }

    /// The latest command's time, epoch milliseconds.
    long nowMillis() {
        return nowMillis;
    }

    /// The number that the next event will have.
    long nextSeq() {
        return state.lastSeq() + 1;
    }

    void write(Event event) {
        // Here and not where events are applied: a restored region's past is not counted again.
        state.incomes().note(event);
        state.apply(event);
        hash.add(event);
        sink.accept(event);
        if (event instanceof Event.OfferEnded
                || event instanceof Event.JobReleased
                || event instanceof Event.JobBecameDue) {
            OpenJob job = state.open(((Event.OfJob) event).job());
            if (job != null && job.state() == JobState.PENDING) {
                returned.add(job);
            }
        }
    }

    /// Jobs that have begun to wait, but for new ones, since somebody last emptied this.
    List<OpenJob> returned() {
        return returned;
    }

    /// What [#hash] tells, as a number.
    long hashValue() {
        return hash.value();
    }

    /// Goes on from an image.
    void restore(long atMillis, long hashReached) {
        nowMillis = atMillis;
        hash.restore(hashReached);
    }

    String hash() {
        return hash.hex();
    }
}
