package dev.antar.benchmarks.index;

import dev.antar.benchmarks.data.City;
import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.benchmarks.peer.MovingIndex;

import org.HdrHistogram.Histogram;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// Puts one city into one subject, checks its answers against a scan, and measures it.
final class IndexRun {

    private static final int K = 10;
    private static final int SEARCH_EVERY = 20;
    private static final int MOST_OPERATIONS = 4_000_000;

    private final Bench bench;
    private final City city;
    private final Scan scan;
    private final int runs;
    private final long runNanos;
    private final int[] found = new int[K];

    IndexRun(Bench bench, City city) {
        this.bench = bench;
        this.city = city;
        this.scan = new Scan(city);
        this.runs = bench.quick() ? 3 : 5;
        this.runNanos = bench.quick() ? 150_000_000 : 600_000_000;
    }

    void measure(MovingIndex subject) {
        bench.say(subject.name() + ": " + city.drivers() + " drivers");
        for (int i = 0; i < city.drivers(); i++) {
            subject.move(i, city.lat(i), city.lng(i));
        }
        subject.settle();
        check(subject);
        moves(subject);
        check(subject);
        questions(subject);
        if (!subject.rebuilt()) {
            mixed(subject);
            check(subject);
        }
        if (subject.bytes() > 0) {
            row(subject, "bytes_per_driver", "B", (double) subject.bytes() / city.drivers());
        }
    }

    private void check(MovingIndex subject) {
        City.Moves asked = city.ask(bench.quick() ? 10 : 50);
        for (int i = 0; i < asked.size(); i++) {
            double lat = asked.lat()[i];
            double lng = asked.lng()[i];
            int count = subject.nearest(lat, lng, K, found);
            double[] right = within(scan.nearestMeters(lat, lng, K, subject.filters()), subject);
            require(count == right.length, subject, count + " drivers instead of " + right.length);
            for (int n = 0; n < count; n++) {
                double meters = scan.meters(lat, lng, found[n]);
                double off = Math.abs(meters - right[n]);
                require(
                        off <= subject.tolerance(right[n]),
                        subject,
                        "a driver " + meters + " m away instead of " + right[n]);
                require(
                        !subject.filters() || city.wanted(found[n]),
                        subject,
                        "a driver whom the filter excludes");
            }
        }
    }

    private static double[] within(double[] meters, MovingIndex subject) {
        return Arrays.stream(meters).filter(each -> each <= subject.limitMeters()).toArray();
    }

    private static void require(boolean right, MovingIndex subject, String instead) {
        if (!right) {
            throw new WrongAnswer(subject.name() + " found " + instead);
        }
    }

    private void moves(MovingIndex subject) {
        IntToLongFunction run =
                count -> {
                    City.Moves moves = city.drive(count);
                    long began = System.nanoTime();
                    for (int i = 0; i < count; i++) {
                        subject.move(moves.driver()[i], moves.lat()[i], moves.lng()[i]);
                    }
                    subject.settle();
                    return System.nanoTime() - began;
                };
        perSecond(subject, "moves_per_s", "moves/s", subject.rebuilt() ? city.drivers() : 0, run);
    }

    private void mixed(MovingIndex subject) {
        IntToLongFunction run =
                count -> {
                    City.Moves moves = city.drive(count);
                    City.Moves asked = city.ask(count / SEARCH_EVERY + 1);
                    long began = System.nanoTime();
                    for (int i = 0; i < count; i++) {
                        if (i % SEARCH_EVERY == 0) {
                            int n = i / SEARCH_EVERY;
                            subject.settle();
                            subject.nearest(asked.lat()[n], asked.lng()[n], K, found);
                        } else {
                            subject.move(moves.driver()[i], moves.lat()[i], moves.lng()[i]);
                        }
                    }
                    subject.settle();
                    return System.nanoTime() - began;
                };
        // The drives that a search replaces did not happen for the subject.
        perSecond(subject, "mixed_ops_per_s", "ops/s", 0, run);
        for (int i = 0; i < city.drivers(); i++) {
            subject.move(i, city.lat(i), city.lng(i));
        }
        subject.settle();
    }

    /// Warms up, chooses how many operations fill a run, and repeats the run.
    ///
    /// @param fixed how many operations make a run, or 0 to choose
    private void perSecond(
            MovingIndex subject, String metric, String unit, int fixed, IntToLongFunction run) {
        int count = fixed > 0 ? fixed : 1_000;
        if (fixed == 0) {
            while (run.applyAsLong(count) < runNanos && count < MOST_OPERATIONS) {
                count *= 2;
            }
        }
        Runs measured = new Runs();
        for (int i = 0; i < runs; i++) {
            measured.add(count * 1e9 / run.applyAsLong(count));
        }
        bench.row(subject.name(), city.drivers(), metric, unit, measured);
    }

    private void questions(MovingIndex subject) {
        Runs median = new Runs();
        Runs slow = new Runs();
        for (int i = 0; i <= runs; i++) {
            Histogram nanos = ask(subject, i == 0 ? runNanos * 2 : runNanos);
            if (i > 0) {
                median.add(nanos.getValueAtPercentile(50) / 1e3);
                slow.add(nanos.getValueAtPercentile(99) / 1e3);
            }
        }
        bench.row(subject.name(), city.drivers(), "knn_us_p50", "us", median);
        bench.row(subject.name(), city.drivers(), "knn_us_p99", "us", slow);
    }

    private Histogram ask(MovingIndex subject, long atLeastNanos) {
        Histogram nanos = new Histogram(3);
        long total = 0;
        while (total < atLeastNanos) {
            City.Moves asked = city.ask(200);
            for (int i = 0; i < asked.size(); i++) {
                long began = System.nanoTime();
                subject.nearest(asked.lat()[i], asked.lng()[i], K, found);
                long took = System.nanoTime() - began;
                nanos.recordValue(took);
                total += took;
            }
        }
        return nanos;
    }

    private void row(MovingIndex subject, String metric, String unit, double value) {
        bench.row(subject.name(), city.drivers(), metric, unit, value, 0);
    }
}
