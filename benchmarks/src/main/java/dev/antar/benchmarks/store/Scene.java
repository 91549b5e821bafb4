package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.store.Database;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The database of all measurements, what one create writes into it, and whoever asks.
final class Scene implements AutoCloseable {

    /// As the server has them for its only region.
    private static final int CONNECTIONS = 4;

    private static final int WAITING = 200;

    final Vertx vertx;
    final Callers callers;
    final WrittenRows rows;
    final Pool commits;
    final CpuTime cpu;

    /// Rows that one create writes, by table.
    final Map<String, Long> one;

    /// What it was answered.
    final StoredReply reply;

    private final long seed;
    private final String sampleRegion;
    private final String sampleKey = UUID.randomUUID().toString();
    private final String sampleJob;
    private int regions;

    Scene(Database database, Vertx vertx, long seed) throws SQLException {
        this.vertx = vertx;
        this.seed = seed;
        this.callers = new Callers(vertx.getOrCreateContext());
        this.rows = new WrittenRows(database.connect());
        this.cpu = new CpuTime(rows.postmaster());
        this.commits = database.pool(vertx, CONNECTIONS, WAITING);
        this.sampleRegion = nextRegion();
        try (Creates creates = new Creates(vertx, commits, sampleRegion, seed)) {
            Map<String, Long> before = rows.count();
            reply = creates.ask(sampleKey).await();
            one = rows.since(before);
            if (creates.answered().size() != 1 || one.isEmpty()) {
                throw new WrongAnswer("a create was answered " + reply + " and wrote " + one);
            }
            sampleJob = creates.answered().getFirst();
        }
    }

    /// A region that has no jobs yet, so that no measurement carries the jobs of another.
    Creates creates() {
        return new Creates(vertx, commits, nextRegion(), seed + regions);
    }

    /// The inserts by which a create's rows are written past the server, into a new region.
    List<String> inserts() throws SQLException {
        String region = nextRegion();
        rows.addRegion(region);
        return rows.inserts(sampleJob, sampleKey, sampleRegion, region, one);
    }

    @Override
    public void close() throws SQLException {
        commits.close().await();
        rows.close();
    }

    private String nextRegion() {
        return "region-" + (1_000 + regions++);
    }
}
