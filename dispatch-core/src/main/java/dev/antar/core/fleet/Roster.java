package dev.antar.core.fleet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every driver of the region, by name and by slot. Slots are given in order of registration and
/// never reused, so that a slot means the same driver on every replay. The engine's thread.
public final class Roster {

    private final Map<DriverId, Driver> byId = new HashMap<>();
    private final List<Driver> bySlot = new ArrayList<>();

    public int size() {
        return bySlot.size();
    }

    public @Nullable Driver find(DriverId id) {
        return byId.get(id);
    }

    public Driver at(int slot) {
        return bySlot.get(slot);
    }

    /// Adds a driver, or replaces the profile of a known one.
    public Driver register(DriverProfile profile, long skillBits) {
        Driver known = byId.get(profile.id());
        if (known != null) {
            known.update(profile, skillBits);
            return known;
        }
        Driver driver = new Driver(bySlot.size(), profile, skillBits);
        bySlot.add(driver);
        byId.put(profile.id(), driver);
        return driver;
    }
}
