package dev.antar.core.zone;

import dev.antar.core.geo.Area;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A named polygon with rules.
///
/// @param name 1 to 64 letters, digits, `-` or `_`; unique in a region
/// @param rules at least one
public record Zone(String name, Area area, Set<ZoneRule> rules) {

    public Zone {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "zone=" + name + ": must be 1 to 64 letters, digits, '-' or '_'");
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules of zone " + name + ": must not be empty");
        }
        rules = Collections.unmodifiableSet(EnumSet.copyOf(rules));
    }

    public boolean has(ZoneRule rule) {
        return rules.contains(rule);
    }
}
