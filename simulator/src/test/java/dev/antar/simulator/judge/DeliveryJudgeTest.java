package dev.antar.simulator.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/// One courier, two restaurants, places along a street a minute apart.
final class DeliveryJudgeTest {

    //  place   0   2       6   8   9
    //          c   r       s   a   b
    private static final DeliveryDay DAY =
            new DeliveryDay(
                    List.of(
                            order("a", 2, 8, 10, 20),
                            order("b", 2, 9, 12, 22),
                            order("z", 6, 9, 40, 45)),
                    List.of(new DeliveryDay.Courier("c", at(0), 5, 60)),
                    (_, from, to) -> (long) Math.abs(from.x() - to.x()),
                    2,
                    2,
                    2,
                    2,
                    2);

    // Both meals of r: there at 15, picked up at 22 when b is ready, left at 24.
    private static final DeliveryRow A = new DeliveryRow("a", "c", 1, 13, 13, 15, 22, 32);
    private static final DeliveryRow B = new DeliveryRow("b", "c", 1, 13, 13, 15, 22, 37);
    // From 9 to 6 and back.
    private static final DeliveryRow Z = new DeliveryRow("z", "c", 2, 40, 40, 43, 45, 52);

    private static DeliveryDay.Place at(double x) {
        return new DeliveryDay.Place(x, 0);
    }

    private static DeliveryDay.Order order(
            String name, double from, double to, long placed, long ready) {
        return new DeliveryDay.Order(name, at(from), at(to), placed, ready);
    }

    private static void refuses(String why, DeliveryRow... rows) {
        List<String> broken = DeliveryJudge.judge(DAY, List.of(rows));
        assertTrue(broken.stream().anyMatch(b -> b.contains(why)), () -> why + " not in " + broken);
    }

    @Test
    void aScheduleThatKeepsEveryRuleIsAccepted() {
        assertEquals(List.of(), DeliveryJudge.judge(DAY, List.of(A, B, Z)));
    }

    @Test
    void nothingIsDecidedBeforeItIsPlaced() {
        refuses("before it was placed", new DeliveryRow("a", "c", 1, 9, 13, 15, 22, 32), B);
    }

    @Test
    void nobodyLeavesBeforeAnythingIsDecided() {
        refuses(
                "before anything was decided",
                new DeliveryRow("a", "c", 1, 14, 13, 15, 22, 32),
                new DeliveryRow("b", "c", 1, 14, 13, 15, 22, 37));
    }

    @Test
    void travelAndServiceTakeWhatTheyTake() {
        refuses("must arrive at 15", new DeliveryRow("a", "c", 1, 13, 13, 14, 22, 32), B);
        refuses("must pick up at 20", new DeliveryRow("a", "c", 1, 13, 13, 15, 19, 29));
        refuses("must drop off at 32", new DeliveryRow("a", "c", 1, 13, 13, 15, 22, 31), B);
        refuses("must drop off at 37", A, new DeliveryRow("b", "c", 1, 13, 13, 15, 22, 36));
    }

    @Test
    void aBundleWaitsForItsLastMeal() {
        refuses(
                "must pick up at 22",
                new DeliveryRow("a", "c", 1, 13, 13, 15, 20, 30),
                new DeliveryRow("b", "c", 1, 13, 13, 15, 20, 35));
    }

    @Test
    void nobodyIsAtTwoPlacesOrTurnsOff() {
        refuses(
                "busy or off duty until 39",
                A,
                B,
                new DeliveryRow("z", "c", 2, 40, 38, 41, 45, 52));
        refuses("off duty until 5", new DeliveryRow("a", "c", 1, 13, 4, 6, 20, 30));
    }

    @Test
    void aBundleIsOfOneRestaurantAndOneCourier() {
        refuses("two restaurants", A, new DeliveryRow("z", "c", 1, 40, 13, 15, 45, 52));
        refuses("no such order or courier", new DeliveryRow("a", "d", 1, 13, 13, 15, 22, 32));
    }

    @Test
    void nothingIsDeliveredTwice() {
        refuses("twice", A, B, A);
    }

    @Test
    void nobodyPicksUpAfterHisShift() {
        refuses("after the shift", new DeliveryRow("z", "c", 2, 57, 57, 63, 65, 72));
    }

    @Test
    void whatHappenedBeforeTheCutMustNotDependOnWhatCameAfter() {
        DeliveryRow otherwise = new DeliveryRow("a", "c", 1, 12, 12, 14, 22, 32);

        assertEquals(List.of(), DeliveryJudge.judgeCut(30, List.of(A, B, Z), List.of(A, B)));
        assertEquals(1, DeliveryJudge.judgeCut(30, List.of(A, B), List.of(otherwise, B)).size());
        assertEquals(1, DeliveryJudge.judgeCut(30, List.of(A), List.of(A, B)).size());
        assertEquals(List.of(), DeliveryJudge.judgeCut(21, List.of(A, B), List.of(otherwise, B)));
    }
}
