package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import org.junit.jupiter.api.Test;

final class LoadConfigTest {

    @Test
    void slackIsThatOfEveryProcess() {
        LoadConfig whole =
                new LoadConfig(
                        new ServerAddress("127.0.0.1", 1, false),
                        new SyntheticCity(new LatLng(57.7, 11.97), 1_500, 600, 1),
                        Scenario.steady(8, 60, 2, Timetable.steady(0, 60_000, 1_000)),
                        DriverBehaviour.usual(new StraightRoads(new StraightLine(6.5, 1.3))),
                        CustomerBehaviour.usual(),
                        1);

        assertEquals(1, whole.slack());
        assertEquals(2.5, whole.withSlack(2.5).cut(new Share(1, 2)).slack());
    }
}
