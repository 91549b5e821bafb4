package dev.antar.core.zone;

import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Drivers in line, first in, first out, by the number of the ticket that each drew. A driver keeps
/// his place while he is asked, when he declines, and when his phone puts him outside for a moment.
/// The engine's thread; each change costs O(log n).
public final class ZoneQueue {

    private static final long INSIDE = Long.MAX_VALUE;

    private static final class Place {
        final long ticket;
        long outsideSinceMillis = INSIDE;

        Place(long ticket) {
            this.ticket = ticket;
        }
    }

    private final int graceMillis;
    private final Int2ObjectHashMap<Place> places = new Int2ObjectHashMap<>();
    private final TreeMap<Long, Integer> line = new TreeMap<>();

    /// @param graceMillis how long a driver may be outside before his place is lost
    public ZoneQueue(int graceMillis) {
        this.graceMillis = graceMillis;
    }

    /// One of the line.
    ///
    /// @param outsideSinceMillis since when he has been seen outside, or [Long#MAX_VALUE]
    public record Standing(int slot, long ticket, long outsideSinceMillis) {}

    /// Everybody, first in line first.
    public List<Standing> image() {
        List<Standing> all = new ArrayList<>(line.size());
        line.forEach(
                (ticket, slot) ->
                        all.add(new Standing(slot, ticket, placeOf(slot).outsideSinceMillis)));
        return all;
    }

    /// An empty line becomes as it was there.
    public void restore(List<Standing> image) {
        for (Standing each : image) {
            join(each.slot, each.ticket);
            placeOf(each.slot).outsideSinceMillis = each.outsideSinceMillis;
        }
    }

    private Place placeOf(int slot) {
        return Objects.requireNonNull(places.get(slot), "whoever stands in line has a place");
    }

    public int size() {
        return line.size();
    }

    /// The driver joins the line; nothing happens if he stands in it.
    ///
    /// @param ticket higher than those drawn before, to stand at the end
    public void join(int slot, long ticket) {
        if (!places.containsKey(slot)) {
            places.put(slot, new Place(ticket));
            line.put(ticket, slot);
        }
    }

    /// A driver in line was seen inside.
    public void seenInside(int slot) {
        Place place = places.get(slot);
        if (place != null) {
            place.outsideSinceMillis = INSIDE;
        }
    }

    /// A driver in line was seen outside.
    ///
    /// @return whether that has lasted so long that his place is lost
    public boolean seenOutside(int slot, long nowMillis) {
        Place place = places.get(slot);
        if (place == null) {
            return false;
        }
        place.outsideSinceMillis = Math.min(place.outsideSinceMillis, nowMillis);
        return nowMillis - place.outsideSinceMillis > graceMillis;
    }

    /// The driver leaves the line; nothing happens if he is not in it.
    public void leave(int slot) {
        Place place = places.remove(slot);
        if (place != null) {
            line.remove(place.ticket);
        }
    }

    public boolean contains(int slot) {
        return places.containsKey(slot);
    }

    /// How many are before this driver; -1 if he is not in line. Costs O(n): for showing, not for
    /// matching.
    public int before(int slot) {
        Place place = places.get(slot);
        return place == null ? -1 : line.headMap(place.ticket).size();
    }

    /// The drivers from the first in line on.
    public List<Integer> inOrder() {
        return new ArrayList<>(line.values());
    }
}
