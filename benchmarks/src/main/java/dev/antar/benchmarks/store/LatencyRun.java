package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.WrongAnswer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

import org.HdrHistogram.Histogram;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/// How long a create takes, beside an insert of one row that is committed alone, through the same
/// client to the same database: one at a time in turns of a second, and at a moderate load.
final class LatencyRun {

    private static final int PER_SECOND = 500;
    private static final int TURN_MILLIS = 1_000;
    private static final String PEER = "single_insert";
    private static final String BODY =
            "a row of a hundred characters, as short as one may be ".repeat(2);
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0);

    private final Bench bench;
    private final Scene scene;
    private final int rounds;
    private final int turns;

    LatencyRun(Bench bench, Scene scene) {
        this.bench = bench;
        this.scene = scene;
        this.rounds = bench.quick() ? 3 : 7;
        this.turns = bench.quick() ? 1 : 4;
    }

    void run() throws Exception {
        scene.rows.execute("create table bench_single (id text primary key, body text not null)");
        measure("alone", 0);
        measure("at_" + PER_SECOND, PER_SECOND);
    }

    private void measure(String load, int perSecond) throws Exception {
        // The first counts for nothing.
        round(load, perSecond, new Figures());
        Figures kept = new Figures();
        for (int round = 0; round < rounds; round++) {
            round(load, perSecond, kept);
        }
        kept.rows(bench);
    }

    private void round(String load, int perSecond, Figures kept) throws Exception {
        Histogram creates = new Histogram(3);
        Histogram inserts = new Histogram(3);
        try (Creates region = scene.creates()) {
            for (int turn = 0; turn < turns; turn++) {
                creates.add(answered(perSecond, region::ask));
                inserts.add(answered(perSecond, this::insert));
            }
            scene.rows.requireJobs(region.id(), region.answered());
            if (region.answered().size() != creates.getTotalCount()) {
                throw new WrongAnswer(
                        creates.getTotalCount() + " answers, created " + region.answered().size());
            }
        }
        StringBuilder said = new StringBuilder(load + ", a create and a single insert");
        for (double percentile : PERCENTILES) {
            double ours = creates.getValueAtPercentile(percentile) / 1e3;
            double theirs = inserts.getValueAtPercentile(percentile) / 1e3;
            String metric = String.format(Locale.ROOT, "create_%s_ms_p%.0f", load, percentile);
            kept.add(Row.ANTAR, metric, "ms", ours);
            kept.add(PEER, metric, "ms", theirs);
            kept.add("antar_to_" + PEER, metric + "_in_one_round", "times", ours / theirs);
            said.append(
                    String.format(
                            Locale.ROOT, "; p%.0f %.2f and %.2f ms", percentile, ours, theirs));
        }
        bench.say(said.toString());
    }

    private Histogram answered(int perSecond, Supplier<Future<?>> ask) throws Exception {
        Callers.Answered answered =
                perSecond == 0
                        ? scene.callers.closedLoop(1, TURN_MILLIS, ask)
                        : scene.callers.openLoop(perSecond, TURN_MILLIS, ask);
        if (answered.refused() > 0) {
            bench.say(answered.refused() + " were told to come back");
        }
        return answered.micros();
    }

    private Future<?> insert() {
        return scene.commits
                .preparedQuery("insert into bench_single (id, body) values ($1, $2)")
                .execute(Tuple.of(UUID.randomUUID().toString(), BODY));
    }
}
