package dev.antar.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.simulator.profile.Phase;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

class DemandTest {

    @Test
    void jobsComeAsOftenAsEachPhaseSays() {
        Timetable timetable =
                new Timetable(
                        0,
                        0,
                        List.of(
                                new Phase("quiet", 600_000, 0.1, 1, false),
                                new Phase("none", 60_000, 0, 1, false),
                                new Phase("rush", 600_000, 1, 1, false),
                                new Phase("ebb", 600_000, 0, 1, true)));
        Demand demand =
                new Demand(Scenario.steady(1, 6_000, 0, timetable), new SplittableRandom(1));

        int[] asked = new int[4];
        for (double at = demand.next(0); at != Wakes.NEVER; at = demand.next(at)) {
            asked[at < 600_000 ? 0 : at < 660_000 ? 1 : at < 1_260_000 ? 2 : 3]++;
        }

        // Four standard deviations of a Poisson process.
        assertEquals(6_000, asked[0], 310);
        assertEquals(0, asked[1], 2);
        assertEquals(60_000, asked[2], 980);
        assertEquals(30_000, asked[3], 700);
    }
}
