package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.processes.ServerProcess;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What tests of a server or a database that goes away have in common: who is there meanwhile, and
/// how long they look.
final class Outage {

    private static final long LOOK_NANOS = 20_000_000L;

    private Outage() {}

    /// Sixty drivers and four jobs a second for so long, and a minute to end what was asked for.
    static LoadConfig load(ServerProcess server, int seconds) {
        StraightRoads roads = new StraightRoads(new StraightLine(ServerFolder.SPEED, 1.3));
        return new LoadConfig(
                ServerAddress.of(server.url()),
                // Small, so that jobs are over soon after their customers are.
                new SyntheticCity(new LatLng(57.7, 11.97), 300, 150, 1),
                Scenario.steady(60, 240, 20, Timetable.steady(0, seconds * 1_000L, 60_000)),
                DriverBehaviour.usual(roads)
                        .withAcceptance(1)
                        .withDwell(Duration.ofSeconds(1), Duration.ofSeconds(1))
                        .withFixes(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                CustomerBehaviour.usual(),
                1);
    }

    static void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "no " + what + " within a minute");
            // A look now and then leaves the processor to the server.
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
