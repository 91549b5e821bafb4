package dev.antar.server.engine;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The regions of this server. Each has a thread, an epoch and connections to the database of its
/// own, so that one that stalls holds up no other. Any thread.
public final class Regions {

    private final List<ServedRegion> all;

    /// @param all at least one, with different names
    public Regions(List<ServedRegion> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("regions=none: must be at least one");
        }
        this.all = List.copyOf(all);
    }

    /// In the order in which they were named.
    public List<ServedRegion> all() {
        return all;
    }

    /// The first of them, for those who do not care.
    public ServedRegion first() {
        return all.getFirst();
    }

    /// Whether there is no choice.
    public boolean single() {
        return all.size() == 1;
    }

    /// The time by the regions' common clock, epoch milliseconds.
    public long nowMillis() {
        return first().region().nowMillis();
    }

    public @Nullable ServedRegion named(@Nullable String name) {
        for (ServedRegion each : all) {
            if (each.id().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /// The region that serves this place: of those that reach it, the one whose centre is nearest.
    public @Nullable ServedRegion at(LatLng place) {
        ServedRegion best = null;
        double bestMeters = Double.POSITIVE_INFINITY;
        for (ServedRegion each : all) {
            double meters = each.center().metersTo(place);
            if (meters <= each.radiusMeters() && meters < bestMeters) {
                best = each;
                bestMeters = meters;
            }
        }
        return best;
    }

    /// The region that `?region=NAME` asks for, the first where nothing asks for one, or null where
    /// there is no such region.
    ///
    /// @param query of an address, without its question mark
    public @Nullable ServedRegion asked(@Nullable String query) {
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            if (part.startsWith("region=")) {
                return named(part.substring("region=".length()));
            }
        }
        return first();
    }

    /// What whoever named a wrong place or region must be told.
    public String rule() {
        return "must be in a region that is served here: " + names();
    }

    /// The regions' names, separated by commas.
    public String names() {
        return String.join(", ", all.stream().map(ServedRegion::id).toList());
    }
}
