package dev.antar.simulator.lab;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;

import org.jspecify.annotations.Nullable;

/// How a lab's city works.
///
/// @param seed of everybody's behaviour
/// @param spanMillis trips asked for later than this after the start are left out
/// @param roads by which jobs are timed, or null to time them by the dispatcher's travel times
/// @param alternation two policies that take turns instead of the one given, or null
/// @param ridesAtOnce how many rides a driver carries at once, 1 to 20; above 1 all may be shared
/// @param hintsFollowed the share of hints that idle drivers follow, 0 to 1, where the dispatcher
///   gives any
public record LabConfig(
        DispatchConfig dispatch,
        DriverBehaviour drivers,
        CustomerBehaviour customers,
        long seed,
        long spanMillis,
        @Nullable RoadGraph roads,
        @Nullable Alternation alternation,
        int ridesAtOnce,
        double hintsFollowed) {

    /// A city of one policy.
    public LabConfig(
            DispatchConfig dispatch,
            DriverBehaviour drivers,
            CustomerBehaviour customers,
            long seed,
            long spanMillis,
            @Nullable RoadGraph roads) {
        this(dispatch, drivers, customers, seed, spanMillis, roads, null, 1, 0);
    }

    /// A city without roads.
    public LabConfig(
            DispatchConfig dispatch,
            DriverBehaviour drivers,
            CustomerBehaviour customers,
            long seed,
            long spanMillis) {
        this(dispatch, drivers, customers, seed, spanMillis, null, null, 1, 0);
    }
}
