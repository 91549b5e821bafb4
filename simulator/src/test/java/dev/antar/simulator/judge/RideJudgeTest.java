package dev.antar.simulator.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.trace.RideCase;

import org.junit.jupiter.api.Test;

import java.util.List;

/// One car with one seat on a street of three stops, ten seconds and a hundred metres apart.
final class RideJudgeTest {

    private static final RideDay DAY =
            new RideDay(
                    new RideCase(
                            5,
                            List.of(true, false, true, false, true),
                            List.of(
                                    edge(0, 1),
                                    edge(1, 2),
                                    edge(2, 3),
                                    edge(3, 4),
                                    edge(1, 3),
                                    edge(3, 1),
                                    edge(1, 0)),
                            List.of(
                                    new RideCase.Request("a", 70, 0, 4),
                                    new RideCase.Request("b", 80, 0, 4)),
                            List.of(0),
                            1),
                    60_000,
                    30_000,
                    120_000,
                    140);

    private static final RideRow RIDE = new RideRow("a", 0, 60_000, 60_000, 120_000);
    private static final DriveRow DRIVE = new DriveRow(0, 0, 4, 90_000, 120_000, 1);

    private static RideCase.Edge edge(int from, int to) {
        return new RideCase.Edge(from, to, 10_000, 100);
    }

    private static void refuses(String why, List<RideRow> rides, List<DriveRow> drives) {
        List<String> broken = RideJudge.judge(DAY, rides, drives).broken();
        assertTrue(broken.stream().anyMatch(b -> b.contains(why)), () -> why + " not in " + broken);
    }

    @Test
    void aScheduleThatKeepsEveryRuleIsAcceptedAndMeasured() {
        RideJudge.Finding finding = RideJudge.judge(DAY, List.of(RIDE), List.of(DRIVE));

        assertEquals(List.of(), finding.broken());
        assertEquals(300, finding.meters());
        assertEquals(0, finding.emptyMeters());
    }

    @Test
    void nothingIsDecidedBeforeItIsKnown() {
        refuses(
                "before it was known",
                List.of(new RideRow("a", 0, 59_999, 60_000, 120_000)),
                List.of(DRIVE));
    }

    @Test
    void waitsAndDetoursHaveAnEnd() {
        refuses(
                "waits too long",
                List.of(new RideRow("a", 0, 60_000, 180_001, 240_001)),
                List.of(new DriveRow(0, 0, 4, 210_001, 240_001, 1)));
        refuses(
                "rides longer",
                List.of(new RideRow("a", 0, 60_000, 60_000, 150_000)),
                List.of(new DriveRow(0, 0, 4, 120_000, 150_000, 1)));
    }

    @Test
    void aCarHasSeatsAndIsWhereItIs() {
        refuses(
                "2 in the car",
                List.of(RIDE, new RideRow("b", 0, 60_000, 60_000, 120_000)),
                List.of(new DriveRow(0, 0, 4, 90_000, 120_000, 2)));
        refuses("serves a stop elsewhere", List.of(RIDE), List.of());
        refuses(
                "leaves from elsewhere",
                List.of(),
                List.of(new DriveRow(0, 2, 4, 90_000, 110_000, 0)));
    }

    @Test
    void waysAndBoardingTakeWhatTheyTake() {
        refuses(
                "must take 30000",
                List.of(new RideRow("a", 0, 60_000, 60_000, 119_000)),
                List.of(new DriveRow(0, 0, 4, 90_000, 119_000, 1)));
        refuses(
                "while people board",
                List.of(new RideRow("a", 0, 60_000, 60_000, 119_000)),
                List.of(new DriveRow(0, 0, 4, 89_000, 119_000, 1)));
    }

    @Test
    void nobodyIsServedTwice() {
        refuses("served twice", List.of(RIDE, RIDE), List.of(DRIVE));
    }

    @Test
    void whatHappenedBeforeTheCutMustNotDependOnWhatCameAfter() {
        RideRow later = new RideRow("a", 0, 60_000, 61_000, 121_000);

        assertEquals(List.of(), RideJudge.judgeCut(70_000, List.of(RIDE), List.of(RIDE)));
        assertEquals(2, RideJudge.judgeCut(70_000, List.of(RIDE), List.of(later)).size());
        assertEquals(List.of(), RideJudge.judgeCut(50_000, List.of(RIDE), List.of(later)));
    }
}
