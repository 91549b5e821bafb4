package dev.antar.core.zone;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All zones of a region, in an order that is part of its configuration. One thread; a question
/// costs a box test per zone.
public final class Zones {

    /// No zone: everything may begin and end anywhere.
    public static final Zones NONE = new Zones(List.of());

    /// More would make every question slow, and nobody could oversee them.
    private static final int MAX_ZONES = 1_000;

    private final List<Zone> all;
    private final List<Zone> service;
    private final List<Zone> noPickup;
    private final List<Zone> noDropoff;
    private final List<Zone> queues;

    /// @param zones at most 1,000, with different names
    public Zones(List<Zone> zones) {
        if (zones.size() > MAX_ZONES) {
            throw new IllegalArgumentException(
                    "zones=" + zones.size() + ": must be at most " + MAX_ZONES);
        }
        Set<String> names = new HashSet<>();
        for (Zone zone : zones) {
            if (!names.add(zone.name())) {
                throw new IllegalArgumentException(
                        "zone=" + zone.name() + ": must not be named twice");
            }
        }
        this.all = List.copyOf(zones);
        this.service = having(ZoneRule.SERVICE);
        this.noPickup = having(ZoneRule.NO_PICKUP);
        this.noDropoff = having(ZoneRule.NO_DROPOFF);
        this.queues = having(ZoneRule.QUEUE);
    }

    public List<Zone> all() {
        return all;
    }

    /// The zones in which drivers stand in line.
    public List<Zone> queues() {
        return queues;
    }

    /// Whether a job may begin here.
    public boolean pickupAllowed(LatLng place) {
        return served(place) && first(noPickup, place) == null;
    }

    /// Whether a job may end here.
    public boolean dropoffAllowed(LatLng place) {
        return served(place) && first(noDropoff, place) == null;
    }

    /// Whether the region serves this place.
    public boolean served(LatLng place) {
        return service.isEmpty() || first(service, place) != null;
    }

    /// Place of the first zone with a line that holds this place in [#queues], or -1.
    public int queueAt(double lat, double lng) {
        for (int i = 0; i < queues.size(); i++) {
            if (queues.get(i).area().contains(lat, lng)) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable Zone first(List<Zone> zones, LatLng place) {
        for (Zone zone : zones) {
            if (zone.area().contains(place)) {
                return zone;
            }
        }
        return null;
    }

    private List<Zone> having(ZoneRule rule) {
        return all.stream().filter(zone -> zone.has(rule)).toList();
    }
}
