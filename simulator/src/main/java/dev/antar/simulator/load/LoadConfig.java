package dev.antar.simulator.load;

import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

/// What a load run does.
///
/// @param jobsPerMinute how often somebody asks for a job, on average
/// @param jobsAtOnce how many ask as soon as all drivers are online
/// @param spanMillis how long jobs are asked for
/// @param drainMillis how long at most the run goes on after that, until all jobs have ended
/// @param seed of the city and everybody in it
public record LoadConfig(
        ServerAddress server,
        SyntheticCity city,
        int drivers,
        int jobsPerMinute,
        int jobsAtOnce,
        DriverBehaviour driverBehaviour,
        CustomerBehaviour customerBehaviour,
        long spanMillis,
        long drainMillis,
        long seed) {}
