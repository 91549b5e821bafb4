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
/// @param slack by which the time is multiplied that a server has to say what became of all, at
///   least 1
public record LoadConfig(
        ServerAddress server,
        SyntheticCity city,
        Scenario scenario,
        DriverBehaviour driverBehaviour,
        CustomerBehaviour customerBehaviour,
        long seed,
        Share share,
        double slack) {

    /// A run in one process.
    public LoadConfig(
            ServerAddress server,
            SyntheticCity city,
            Scenario scenario,
            DriverBehaviour driverBehaviour,
            CustomerBehaviour customerBehaviour,
            long seed) {
        this(server, city, scenario, driverBehaviour, customerBehaviour, seed, Share.WHOLE, 1);
    }

    /// The same on a machine that needs so many times as long.
    public LoadConfig withSlack(double times) {
        return new LoadConfig(
                server, city, scenario, driverBehaviour, customerBehaviour, seed, share, times);
    }

    /// What one of several processes does of it.
    public LoadConfig cut(Share part) {
        return new LoadConfig(
                server,
                city,
                part.of(scenario),
                driverBehaviour,
                customerBehaviour,
                seed,
                part,
                slack);
    }

    /// Where this process's chance comes from.
    long chance() {
        return share.seed(seed);
    }
}
