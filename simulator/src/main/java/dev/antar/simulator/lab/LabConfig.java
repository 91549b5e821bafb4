package dev.antar.simulator.lab;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;

/// How a lab's city works.
///
/// @param seed of everybody's behaviour
/// @param spanMillis trips asked for later than this after the start are left out
public record LabConfig(
        DispatchConfig dispatch,
        DriverBehaviour drivers,
        CustomerBehaviour customers,
        long seed,
        long spanMillis) {}
