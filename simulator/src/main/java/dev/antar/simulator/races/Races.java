package dev.antar.simulator.races;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.JobsClient;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/// So many races against a server, at tables so far apart that nobody gets another's offers. Its
/// offers must be short, or little happens.
public final class Races {

    private static final int PROGRESS_MILLIS = 200;

    /// Degrees between tables: far beyond the way to any pickup.
    private static final int SPACING = 3;

    private static final int COLUMNS = 100;
    private static final int MOST_TABLES = 3_000;

    private final ServerAddress server;
    private final int races;
    private final int tables;
    private final long seed;

    /// What a run has come to.
    ///
    /// @param kept whether every race had one winner and every loser knew in time
    public record Result(boolean kept, String report) {}

    /// @param tables that race at the same time, 1 to 3,000
    public Races(ServerAddress server, int races, int tables, long seed) {
        if (tables < 1 || tables > MOST_TABLES) {
            throw new IllegalArgumentException(
                    "--tables=" + tables + ": must be from 1 to " + MOST_TABLES);
        }
        if (races < 1) {
            throw new IllegalArgumentException("--races=" + races + ": must be at least 1");
        }
        this.server = server;
        this.races = races;
        this.tables = tables;
        this.seed = seed;
    }

    /// Runs them, at most for so long.
    public Result run(Progress progress, Duration limit) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            return run(vertx, progress, limit);
        } finally {
            vertx.close().await();
        }
    }

    private Result run(Vertx vertx, Progress progress, Duration limit) throws InterruptedException {
        Score score = new Score(races);
        vertx.runOnContext(_ -> open(vertx, score));
        long until = System.nanoTime() + limit.toNanos();
        while (!score.complete() && System.nanoTime() < until) {
            progress.show(
                    (double) score.finished() / races,
                    String.format(Locale.ROOT, "%,d races", score.finished()));
            Thread.sleep(PROGRESS_MILLIS);
        }
        progress.end();
        return new Result(score.kept(), score.report());
    }

    private void open(Vertx vertx, Score score) {
        SplittableRandom random = new SplittableRandom(seed);
        HttpClient http =
                vertx.createHttpClient(
                        new PoolOptions().setHttp1MaxSize(tables * 2).setMaxWaitQueueSize(-1));
        Table.Hall hall =
                new Table.Hall(
                        vertx,
                        http,
                        server,
                        new Carrier(vertx, server, tables, 0),
                        new JobsClient(vertx, http, server, random.split()),
                        "race-" + Long.toString(System.currentTimeMillis(), 36),
                        score);
        for (int i = 0; i < tables; i++) {
            LatLng place =
                    new LatLng(
                            -45 + (double) SPACING * Math.floorDiv(i, COLUMNS),
                            -150 + (double) SPACING * (i % COLUMNS));
            new Table(hall, i, place, random.split()).open();
        }
    }
}
