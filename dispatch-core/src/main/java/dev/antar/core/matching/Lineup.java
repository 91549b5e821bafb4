package dev.antar.core.matching;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Who stands in line for jobs at a place.
@FunctionalInterface
public interface Lineup {

    /// Nobody stands in line anywhere.
    Lineup NONE = _ -> null;

    /// The slots of the drivers in line, first in line first; null where jobs are offered to
    /// whoever is near.
    @Nullable List<Integer> along(LatLng pickup);
}
