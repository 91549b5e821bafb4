package dev.antar.server.store;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.DecisionArchive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Reads records of decisions back. Any thread.
public final class PgDecisionArchive implements DecisionArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 1_000;

    private static final String FIELDS =
            "select job, seq, (extract(epoch from at) * 1000)::bigint as at, body::text as body"
                    + " from decision_record ";

    private final Pool pool;

    /// @param pool for reads, so that they cannot keep a commit waiting
    public PgDecisionArchive(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<DecisionRecord>> ofJob(JobId job) {
        return pool.preparedQuery(FIELDS + "where job = $1 order by at desc, seq desc limit 200")
                .execute(Tuple.of(job.value()))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> read(rows).reversed());
    }

    private static List<DecisionRecord> read(RowSet<Row> rows) {
        List<DecisionRecord> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            records.add(
                    DecisionJson.read(
                            new JobId(row.getString("job")),
                            row.getLong("seq"),
                            row.getLong("at"),
                            row.getString("body")));
        }
        return records;
    }
}
