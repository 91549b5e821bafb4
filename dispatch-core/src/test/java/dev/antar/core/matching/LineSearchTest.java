package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

final class LineSearchTest {

    private static final LatLng PICKUP = new LatLng(57.70, 11.97);

    /// Metres from the pickup of the drivers in slots 0, 1 and 2; the last is out of reach.
    private static final int[] METERS = {900, 30, 90_000};

    private final LittleCity city = new LittleCity(new Random(7), 0, 0, 600_000);
    private final OpenJob job = city.addJob(PICKUP, LittleCity.NOW);
    private final Candidates found = new Candidates();

    LineSearchTest() {
        for (int meters : METERS) {
            city.addDriver(new LatLng(PICKUP.lat() + meters / 111_195.0, PICKUP.lng()));
        }
    }

    private boolean find(int k, List<Integer> line) {
        LineSearch search = city.lineSearch(_ -> line);
        return search.find(line, job, city.approach(job), k, LittleCity.NOW, found);
    }

    private List<Integer> slots() {
        return IntStream.range(0, found.count()).map(found::slot).boxed().toList();
    }

    @Test
    void placeInLineCountsHoweverNearOthersStand() {
        assertTrue(find(8, List.of(0, 1)));

        assertEquals(List.of(0, 1), slots());
        assertEquals(1_000, found.costMillis(1) - found.costMillis(0));
        assertTrue(found.complete());
    }

    @Test
    void whoStandsBehindThoseWantedIsLeftOutAtWhatHisPlaceCosts() {
        assertTrue(find(1, List.of(1, 0)));

        assertEquals(List.of(1), slots());
        assertEquals(1_000, found.leftOutMillis() - found.costMillis(0));
    }

    @Test
    void whoMayNotHaveTheJobHoldsUpNobodyBehindHim() {
        assertTrue(find(8, List.of(2, 1)));

        assertEquals(List.of(1), slots());
        assertEquals(1, found.excluded(Exclusion.OUT_OF_REACH));
    }

    @Test
    void whereNobodyInLineMayHaveTheJobItIsAnybodys() {
        assertFalse(find(8, List.of(2)));
    }

    @Test
    void costOfAPlaceIsOneTerm() {
        LineSearch search = city.lineSearch(_ -> List.of(2, 0, 1));

        CostTerms second = search.terms(job, 1, LittleCity.NOW);

        find(8, List.of(2, 0, 1));
        assertNotNull(second);
        assertEquals(found.costMillis(1), second.millis(CostTerm.LINE));
        assertEquals(second.millis(CostTerm.LINE), second.totalMillis());
        assertNull(search.terms(job, 2, LittleCity.NOW));
    }

    @Test
    void whereNobodyStandsInLineNoPlaceCosts() {
        LineSearch search = city.lineSearch(Lineup.NONE);

        assertFalse(search.rules(job));
        assertNull(search.terms(job, 0, LittleCity.NOW));
    }
}
