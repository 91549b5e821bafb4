package dev.antar.simulator.load;

import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

/// What a load run does.
///
/// @param seed of the city and everybody in it
public record LoadConfig(
        ServerAddress server,
        SyntheticCity city,
        Scenario scenario,
        DriverBehaviour driverBehaviour,
        CustomerBehaviour customerBehaviour,
        long seed) {}
