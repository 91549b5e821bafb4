package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.LatLng;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.ZoneQueue;
import dev.antar.core.zone.Zones;

import org.agrona.collections.Int2IntHashMap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lines of a region's zones: who stands in which, and who comes and goes. The engine's thread.
public final class Lines {

    /// What a driver's move means for his place.
    enum Move {
        STAYS,
        JOINS,
        LEAVES
    }

    /// How long a driver may be outside a zone before his place in its line is lost.
    static final int GRACE_MILLIS = 120_000;

    private static final int NONE = -1;

    private final Zones zones;
    private final List<ZoneQueue> queues = new ArrayList<>();
    private final Int2IntHashMap lineOf = new Int2IntHashMap(NONE);

    Lines(Zones zones) {
        this.zones = zones;
        for (int i = 0; i < zones.queues().size(); i++) {
            queues.add(new ZoneQueue(GRACE_MILLIS));
        }
    }

    /// Every line, in the order of the zones.
    List<List<ZoneQueue.Standing>> image() {
        return queues.stream().map(ZoneQueue::image).toList();
    }

    void restore(List<List<ZoneQueue.Standing>> image) {
        for (int i = 0; i < queues.size(); i++) {
            queues.get(i).restore(image.get(i));
            for (ZoneQueue.Standing each : image.get(i)) {
                lineOf.put(each.slot(), i);
            }
        }
    }

    /// Whether no zone has a line.
    public boolean isEmpty() {
        return queues.isEmpty();
    }

    /// The zone in whose line the driver stands, or null.
    public @Nullable String zoneOf(int slot) {
        int line = lineOf.get(slot);
        return line == NONE ? null : zones.queues().get(line).name();
    }

    /// How many are before the driver in his line; -1 if he is in none.
    public int before(int slot) {
        int line = lineOf.get(slot);
        return line == NONE ? NONE : queues.get(line).before(slot);
    }

    /// How many stand in the driver's line, himself included; 0 if he is in none.
    public int length(int slot) {
        int line = lineOf.get(slot);
        return line == NONE ? 0 : queues.get(line).size();
    }

    /// The slots of every line, first in line first, by the zone's name.
    public Map<String, List<Integer>> byZone() {
        Map<String, List<Integer>> all = new TreeMap<>();
        for (int i = 0; i < queues.size(); i++) {
            all.put(zones.queues().get(i).name(), queues.get(i).inOrder());
        }
        return all;
    }

    /// The slots of the line that a job at this place is offered along, first in line first; null
    /// if it is offered to whoever is near.
    @Nullable List<Integer> along(LatLng pickup) {
        int line = queues.isEmpty() ? NONE : zones.queueAt(pickup.lat(), pickup.lng());
        return line == NONE ? null : queues.get(line).inOrder();
    }

    Move moved(Driver driver, long nowMillis) {
        int at = lineAt(driver);
        int line = lineOf.get(driver.slot());
        if (line == NONE) {
            return at == NONE ? Move.STAYS : Move.JOINS;
        }
        ZoneQueue queue = queues.get(line);
        if (at == line) {
            queue.seenInside(driver.slot());
            return Move.STAYS;
        }
        return queue.seenOutside(driver.slot(), nowMillis) ? Move.LEAVES : Move.STAYS;
    }

    /// The zone with a line in which the driver is.
    String zoneAt(Driver driver) {
        int at = lineAt(driver);
        if (at == NONE) {
            throw new IllegalStateException(driver.id() + " is in no zone with a line");
        }
        return zones.queues().get(at).name();
    }

    private int lineAt(Driver driver) {
        return driver.hasPosition() ? zones.queueAt(driver.lat(), driver.lng()) : NONE;
    }

    /// A line that the region's zones no longer have is forgotten.
    void join(int slot, String zone, long ticket) {
        List<Zone> named = zones.queues();
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).name().equals(zone)) {
                lineOf.put(slot, i);
                queues.get(i).join(slot, ticket);
            }
        }
    }

    void leave(int slot) {
        int line = lineOf.remove(slot);
        if (line != NONE) {
            queues.get(line).leave(slot);
        }
    }
}
