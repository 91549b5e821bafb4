package dev.antar.core.offer;

import dev.antar.core.job.Stop;

import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;

/// Every live offer, at most one per driver, and how the latest ended ones ended. The engine's
/// thread.
public final class OfferBook {

    /// How an ended offer ended, remembered so that a late or repeated answer gets a definitive
    /// reply.
    ///
    /// @param slot the driver it was made to
    public record Ended(Offer offer, int slot, OfferOutcome outcome) {}

    private record Deadline(long atMillis, long offer) implements Comparable<Deadline> {

        @Override
        public int compareTo(Deadline other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(offer, other.offer);
        }
    }

    /// A live offer.
    ///
    /// @param slot the driver it was made to
    public record Live(Offer offer, int slot) {}

    /// Every offer in the book.
    ///
    /// @param live by id
    /// @param ended the longest ago first
    public record Image(List<Live> live, List<Ended> ended) {
        public Image {
            live = List.copyOf(live);
            ended = List.copyOf(ended);
        }
    }

    private final int remembered;
    private final Long2ObjectHashMap<Live> live = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Offer> bySlot = new Int2ObjectHashMap<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final LinkedHashMap<Long, Ended> ended = new LinkedHashMap<>();

    /// @param remembered how many ended offers are kept
    public OfferBook(int remembered) {
        this.remembered = remembered;
    }

    public Image image() {
        List<Live> all = new ArrayList<>(live.values());
        all.sort(Comparator.comparingLong(each -> each.offer.id()));
        return new Image(all, List.copyOf(ended.values()));
    }

    /// An empty book becomes as it was there.
    public void restore(Image image) {
        image.live.forEach(each -> open(each.offer, each.slot));
        image.ended.forEach(each -> ended.put(each.offer.id(), each));
    }

    /// How many offers are live.
    public int size() {
        return live.size();
    }

    /// Of how many offers it is remembered how they ended.
    public int endedSize() {
        return ended.size();
    }

    /// The live offer with this id.
    public @Nullable Offer live(long id) {
        Live found = live.get(id);
        return found == null ? null : found.offer;
    }

    /// The live offer to this driver.
    public @Nullable Offer liveTo(int slot) {
        return bySlot.get(slot);
    }

    /// How the offer with this id ended, if it did lately.
    public @Nullable Ended ended(long id) {
        return ended.get(id);
    }

    /// The order of stops that the driver was shown who accepted this offer; empty if that is too
    /// long ago to be remembered.
    public List<Stop> acceptedStops(long id) {
        Ended how = ended.get(id);
        return how == null ? List.of() : how.offer.stops();
    }

    public void open(Offer offer, int slot) {
        if (bySlot.put(slot, offer) != null) {
            throw new IllegalStateException(offer.driver() + " has a live offer already");
        }
        live.put(offer.id(), new Live(offer, slot));
        deadlines.add(new Deadline(offer.expiresAtMillis(), offer.id()));
    }

    /// Ends a live offer. Whoever comes first wins: a second end is an error of the caller.
    public void close(long id, OfferOutcome outcome) {
        Live found = live.remove(id);
        if (found == null) {
            throw new IllegalStateException("Offer " + id + " is not live");
        }
        bySlot.remove(found.slot);
        ended.put(id, new Ended(found.offer, found.slot, outcome));
        if (ended.size() > remembered) {
            Iterator<Long> oldest = ended.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        if (deadlines.size() > 64 && deadlines.size() > 4 * live.size()) {
            deadlines.removeIf(deadline -> !live.containsKey(deadline.offer));
        }
    }

    /// The next offer whose deadline has passed at `nowMillis`, by deadline, then by id; it stays
    /// live until it is closed.
    public @Nullable Offer nextExpired(long nowMillis) {
        for (Deadline first = deadlines.peek(); first != null; first = deadlines.peek()) {
            Offer offer = live(first.offer);
            if (offer == null) {
                deadlines.remove();
            } else {
                return first.atMillis < nowMillis ? offer : null;
            }
        }
        return null;
    }
}
