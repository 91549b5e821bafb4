package dev.antar.simulator.load;

import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

/// What a load run does.
///
/// @param seed of the city and everybody in it
/// @param share of a run in several processes; the scenario is cut to it already
public record LoadConfig(
        ServerAddress server,
        SyntheticCity city,
        Scenario scenario,
        DriverBehaviour driverBehaviour,
        CustomerBehaviour customerBehaviour,
        long seed,
        Share share) {

    /// A run in one process.
    public LoadConfig(
            ServerAddress server,
            SyntheticCity city,
            Scenario scenario,
            DriverBehaviour driverBehaviour,
            CustomerBehaviour customerBehaviour,
            long seed) {
        this(server, city, scenario, driverBehaviour, customerBehaviour, seed, Share.WHOLE);
    }

    /// What one of several processes does of it.
    public LoadConfig cut(Share part) {
        return new LoadConfig(
                server, city, part.of(scenario), driverBehaviour, customerBehaviour, seed, part);
    }

    /// Where this process's chance comes from.
    long chance() {
        return share.seed(seed);
    }
}
