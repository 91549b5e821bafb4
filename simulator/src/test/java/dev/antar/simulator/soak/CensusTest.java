package dev.antar.simulator.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class CensusTest {

    @Test
    void heldThingsAreSummedOverRegions() {
        Map<String, Double> told =
                Census.read(
                        """
                        # HELP antar_held What is kept in memory, by kind
                        # TYPE antar_held gauge
                        antar_held{region="north",what="drivers"} 3.0
                        antar_held{region="south",what="drivers"} 4.0
                        antar_held{region="south",what="drivers_on_duty"} 1.0
                        antar_sockets{kind="live"} 2.0
                        """);

        assertEquals(7, told.get(Census.DRIVERS));
        assertEquals(1, told.get("drivers on duty"));
        assertEquals(2, told.get("open by the meter: live"));
        assertEquals(4, told.get(Census.METERS));
    }
}
