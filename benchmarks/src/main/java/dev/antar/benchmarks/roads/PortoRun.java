package dev.antar.benchmarks.roads;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Approach;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.road.ReachSearch;
import dev.antar.core.travel.road.RoadGraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// One run over Porto: jobs at random junctions, drivers around them as candidates are (within 1.5
/// km, anywhere) and all over the city, both a few metres off the road as phones are.
final class PortoRun {

    private static final int LIMIT = 900_000;
    private static final int SHORTEST_MILLIS = 20_000;
    private static final double NEAR_METERS = 1_500;
    private static final int PLACES = 1 << 16;
    private static final StraightLine LINE = new StraightLine(6.5, 1.3);

    private final Bench bench;
    private final RoadGraph graph;
    private final FullRouting judge;
    private final ReachSearch search;
    private final SplittableRandom random;

    PortoRun(Bench bench, RoadGraph graph, FullRouting judge) {
        this.bench = bench;
        this.graph = graph;
        this.judge = judge;
        this.search = new ReachSearch(graph);
        this.random = new SplittableRandom(bench.seed());
    }

    void measure() {
        int jobs = bench.quick() ? 60 : 300;
        bench.say("error against full routing, " + jobs + " jobs");
        errors(jobs);
        bench.say("pricing");
        prices();
    }

    private void errors(int jobs) {
        List<double[]> near = new ArrayList<>();
        List<double[]> anywhere = new ArrayList<>();
        Runs reachMillis = new Runs();
        int missing = 0;
        for (int j = 0; j < jobs; j++) {
            LatLng pickup = around(anyNode(), 30);
            long began = System.nanoTime();
            Reach reach = search.of(pickup, around(anyNode(), 30), LIMIT, 0);
            if (j >= jobs / 3) {
                reachMillis.add((System.nanoTime() - began) / 1e6);
            }
            for (int d = 0; d < 50 && reach.trouble() == null; d++) {
                boolean close = d % 2 == 0;
                LatLng driver = around(close ? around(pickup, NEAR_METERS) : anyNode(), 10);
                int exact = judge.millis(driver, pickup);
                if (exact < SHORTEST_MILLIS || exact > LIMIT) {
                    continue;
                }
                int priced = reach.millis(driver.lat(), driver.lng());
                if (priced == Approach.UNREACHABLE) {
                    missing++;
                    continue;
                }
                double[] row = {exact, priced, LINE.millis(driver, pickup, 0)};
                (close ? near : anywhere).add(row);
            }
        }
        if (missing > (near.size() + anywhere.size()) / 20) {
            throw new WrongAnswer(missing + " drivers who can reach a pickup have no price");
        }
        report("near", near);
        report("city", anywhere);
        bench.row("antar", 0, "reach_ms", "ms", reachMillis);
    }

    private void report(String where, List<double[]> rows) {
        double[] lineShare = rows.stream().mapToDouble(row -> row[0] / row[2]).sorted().toArray();
        double calibration = lineShare[lineShare.length / 2];
        report("antar", where, rows, 1, 1);
        report("straight-line", where, rows, 2, calibration);
    }

    private void report(
            String subject, String where, List<double[]> rows, int column, double factor) {
        double[] errors =
                rows.stream()
                        .mapToDouble(row -> Math.abs(row[column] * factor - row[0]) / row[0] * 100)
                        .sorted()
                        .toArray();
        int count = errors.length;
        String metric = "eta_error_" + where;
        bench.row(subject, count, metric + "_pct_p50", "%", errors[count / 2], 0);
        bench.row(subject, count, metric + "_pct_p90", "%", errors[count * 9 / 10], 0);
        bench.row(
                subject,
                count,
                metric + "_pct_mean",
                "%",
                Arrays.stream(errors).average().orElse(0),
                0);
    }

    private void prices() {
        LatLng pickup = anyNode();
        Reach reach = search.of(pickup, anyNode(), LIMIT, 0);
        double[] lats = new double[PLACES];
        double[] lngs = new double[PLACES];
        for (int i = 0; i < PLACES; i++) {
            LatLng driver = around(pickup, 4_000);
            lats[i] = driver.lat();
            lngs[i] = driver.lng();
        }
        time("antar", reach, lats, lngs, PLACES);
        time("straight-line", LINE.toward(pickup, 0), lats, lngs, PLACES);
        time("graphhopper", new Routed(judge, pickup), lats, lngs, bench.quick() ? 500 : 2_000);
    }

    private void time(String subject, Approach approach, double[] lats, double[] lngs, int count) {
        Runs perSecond = new Runs();
        long sum = 0;
        int runs = bench.quick() ? 5 : 9;
        int times = count == PLACES ? 40 : 1;
        for (int run = -3; run < runs; run++) {
            long began = System.nanoTime();
            for (int t = 0; t < times; t++) {
                for (int i = 0; i < count; i++) {
                    sum += approach.millis(lats[i], lngs[i]);
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (run >= 0) {
                perSecond.add((double) times * count / seconds);
            }
        }
        if (sum == 0) {
            throw new WrongAnswer(subject + " prices everybody at nothing");
        }
        bench.row(subject, 0, "price_pairs_per_s", "pairs/s", perSecond);
    }

    /// A full route for each price.
    private record Routed(FullRouting judge, LatLng pickup) implements Approach {

        @Override
        public int millis(double lat, double lng) {
            return judge.millis(new LatLng(lat, lng), pickup);
        }

        @Override
        public int lowerBoundMillis(double meters) {
            return 0;
        }

        @Override
        public double reachMeters(int millis) {
            return Double.MAX_VALUE;
        }

        @Override
        public double meters(LatLng from, int millis) {
            return from.metersTo(pickup);
        }
    }

    private LatLng anyNode() {
        return graph.node(random.nextInt(graph.nodes()));
    }

    private LatLng around(LatLng middle, double meters) {
        double distance = meters * Math.sqrt(random.nextDouble());
        double angle = 2 * Math.PI * random.nextDouble();
        double east = distance * StrictMath.sin(angle);
        double north = distance * StrictMath.cos(angle);
        return new LatLng(
                middle.lat() + north / Reach.METERS_PER_DEGREE,
                middle.lng() + east / Reach.lngMetersAt(middle.lat()));
    }
}
