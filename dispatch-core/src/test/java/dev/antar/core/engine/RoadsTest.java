package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.RoadTrouble;
import dev.antar.core.travel.road.ReachSearch;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.core.travel.road.RoadGraphBuilder;

import org.junit.jupiter.api.Test;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Stories in which the roads have a say.
final class RoadsTest {

    private final Region region = new Region();

    // A one-way street to the east, and a way back 2 km to the north:
    //
    //      ┌──────<──────<──────┐
    //  metres 0 ──>── 1000 ─ P(1200) ─>─ 3000
    @Test
    void whoMustDriveAroundComesAfterWhoIsFartherButOnTheWay() {
        Reach reach = reach(loop(), 1_200, 2_000);
        region.driver("past", 1_500);
        region.driver("behind", 400);

        submit("j", 1_200, 2_000, reach);
        region.pass(1, "past", "behind");

        assertEquals("behind", region.driverOf("j"));
    }

    @Test
    void theOfferTellsTheTimeAndLengthOfTheRoads() {
        Reach reach = reach(loop(), 1_200, 1_000);
        region.driver("d", 400);

        submit("j", 1_200, 1_000, reach);
        region.pass(1, "d");

        var offer =
                Objects.requireNonNull(region.dispatcher.liveOffer(region.offerOf("j")), "made");
        assertEquals(reach.tripMillis(), offer.tripMillis());
        assertEquals(reach.tripMeters(), offer.tripMeters());
        assertEquals(80_000, offer.pickupMillis(), 8_000);
        assertTrue(reach.tripMeters() > 6_000, "the long way around");
    }

    @Test
    void aJobInTheSeaWaitsAndSaysWhy() {
        region.driver("d", 0);

        submit("j", 100, 900, Reach.impossible(at(100, 0), RoadTrouble.PICKUP_OFF_ROAD));
        submit("k", 100, 900, Reach.impossible(at(100, 0), RoadTrouble.NO_WAY_TO_DROPOFF));
        region.pass(1, "d");

        assertEquals(UnmatchedReason.PICKUP_OFF_ROAD, region.reasonOf("j"));
        assertEquals(UnmatchedReason.NO_WAY_TO_DROPOFF, region.reasonOf("k"));
    }

    //  0 ─── 400    (water)    700 ─── P(1100)
    @Test
    void whoIsAcrossTheWaterIsNotAsked() {
        RoadGraphBuilder roads = new RoadGraphBuilder(1);
        both(roads, roads.node(at(0, 0)), roads.node(at(400, 0)));
        both(roads, roads.node(at(700, 0)), roads.node(at(1_100, 0)));
        region.driver("across", 300);

        submit("j", 1_100, 800, reach(roads.build(ZoneId.of("UTC")), 1_100, 800));
        region.pass(1, "across");

        assertEquals(UnmatchedReason.NO_WAY_TO_PICKUP, region.reasonOf("j"));
    }

    @Test
    void aReachMayComeLaterAndIsNotWantedForAJobThatEnded() {
        region.job("j", 1_200);

        Result given =
                region.handle(
                        new Command.GiveReach(
                                region.now, new JobId("j"), reach(loop(), 1_200, 2_000)));
        region.driver("past", 1_500);
        region.driver("behind", 400);
        region.pass(1, "past", "behind");

        assertTrue(given.isDone());
        assertEquals("behind", region.driverOf("j"));
        region.cancel("j");
        assertFalse(
                region.handle(
                                new Command.GiveReach(
                                        region.now, new JobId("j"), reach(loop(), 1_200, 2_000)))
                        .isDone());
    }

    @Test
    void speedsAreLearnedFromLegsAndOutliveARestart() {
        region.driver("d", 0);
        for (int i = 0; i < 12; i++) {
            driveTwiceAsLongAsPredicted("j" + i);
        }

        region.job("last", 1_000);
        region.pass(1, "d");
        int learned = pickupMillisOf("last");
        region.restart();

        assertEquals(region.dispatcher.learnedSpeeds(), Snapshot.of(region.events).speeds());
        assertFalse(region.dispatcher.learnedSpeeds().isEmpty());
        int unlearned = region.config.travelTimes().millis(Region.at(0), Region.at(1_000), 0);
        assertTrue(learned > 1.7 * unlearned, learned + " against " + unlearned);
        assertTrue(learned < 2.3 * unlearned, learned + " against " + unlearned);
    }

    private void driveTwiceAsLongAsPredicted(String job) {
        region.job(job, 1_000);
        region.pass(1, "d");
        region.fix("d", 0);
        int base = region.config.travelTimes().millis(Region.at(0), Region.at(1_000), 0);
        int trip = region.config.travelTimes().millis(Region.at(1_000), Region.at(4_000), 0);
        region.accept("d", region.offerOf(job));
        region.now += 2L * base;
        region.arrive("d", job);
        region.pickUp("d", job);
        region.now += 2L * trip;
        region.complete("d", job);
        region.fix("d", 0);
        region.pass(1, "d");
        region.fix("d", 0);
    }

    private int pickupMillisOf(String job) {
        return Objects.requireNonNull(region.dispatcher.liveOffer(region.offerOf(job)), "made")
                .pickupMillis();
    }

    private void submit(String name, int pickup, int dropoff, Reach reach) {
        Job job =
                Job.now(
                        new JobId(name),
                        JobKind.RIDE,
                        at(pickup, 0),
                        at(dropoff, 0),
                        Requirements.NONE,
                        region.now);
        region.handle(new Command.SubmitJob(region.now, job, reach));
    }

    private static Reach reach(RoadGraph graph, int pickup, int dropoff) {
        return new ReachSearch(graph).of(at(pickup, 0), at(dropoff, 0), 900_000, 0);
    }

    private static RoadGraph loop() {
        RoadGraphBuilder roads = new RoadGraphBuilder(1);
        List<Integer> round = new ArrayList<>();
        for (int east : new int[] {0, 1_000, 3_000}) {
            round.add(roads.node(at(east, 0)));
        }
        round.add(roads.node(at(3_000, 2_000)));
        round.add(roads.node(at(0, 2_000)));
        for (int i = 0; i < round.size(); i++) {
            oneWay(roads, round.get(i), round.get((i + 1) % round.size()), places().get(i));
        }
        return roads.build(ZoneId.of("UTC"));
    }

    /// Lengths of the loop's sides, metres.
    private static List<Integer> places() {
        return List.of(1_000, 2_000, 2_000, 3_000, 2_000);
    }

    private static void both(RoadGraphBuilder roads, int from, int to) {
        oneWay(roads, from, to, 400);
        oneWay(roads, to, from, 400);
    }

    /// At 10 m/s.
    private static void oneWay(RoadGraphBuilder roads, int from, int to, int meters) {
        roads.edge(from, to, meters, new int[] {meters * 100}, List.of());
    }

    private static LatLng at(int east, int north) {
        return new LatLng(north / 111_195.0, east / 111_195.0);
    }
}
