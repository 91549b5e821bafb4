package dev.antar.core.zone;

import org.agrona.collections.Int2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/// Drivers in line, first in, first out. A driver keeps his place while he is asked, when he
/// declines, and when his phone puts him outside for a moment; he loses it when he takes a job,
/// goes off duty, or stays outside. The engine's thread; each change costs O(log n).
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
    private long nextTicket;

    /// @param graceMillis how long a driver may be outside before his place is lost
    public ZoneQueue(int graceMillis) {
        this.graceMillis = graceMillis;
    }

    public int size() {
        return line.size();
    }

    /// The driver was seen inside: he joins the end of the line, or keeps his place.
    public void inside(int slot) {
        Place place = places.get(slot);
        if (place == null) {
            long ticket = nextTicket++;
            places.put(slot, new Place(ticket));
            line.put(ticket, slot);
        } else {
            place.outsideSinceMillis = INSIDE;
        }
    }

    /// The driver was seen outside: his place is lost once that has lasted too long.
    public void outside(int slot, long nowMillis) {
        Place place = places.get(slot);
        if (place == null) {
            return;
        }
        place.outsideSinceMillis = Math.min(place.outsideSinceMillis, nowMillis);
        if (nowMillis - place.outsideSinceMillis > graceMillis) {
            leave(slot);
        }
    }

    /// The driver took a job or went off duty; nothing happens if he is not in line.
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

    /// Shows every driver from the first in line on.
    public void forEach(IntConsumer shown) {
        line.values().forEach(shown::accept);
    }

    /// The drivers from the first in line on.
    public List<Integer> inOrder() {
        return new ArrayList<>(line.values());
    }
}
