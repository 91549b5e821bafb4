package dev.antar.server.store;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.matching.CostTerm;
import dev.antar.server.engine.DecisionArchive;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Reads records of decisions back. Any thread.
public final class PgDecisionArchive implements DecisionArchive {

    /// Whoever asks is better told soon that there is no answer than kept waiting for it.
    private static final int ANSWER_MILLIS = 1_000;

    private static final String FIELDS =
            "select job, seq, (extract(epoch from at) * 1000)::bigint as at, body::text as body"
                    + " from decision_record ";

    private static final String TERMS =
            """
            select term.key as term, sum(term.value::bigint)::bigint as millis
            from (select body from decision_record
                  where region = $1 and seq <> 0
                      and at >= to_timestamp($2::bigint / 1000.0)
                  order by at desc limit 20000) as latest,
                 jsonb_array_elements(body -> 'c') as candidate,
                 jsonb_each_text(candidate -> 't') as term
            where candidate ->> 'd' = body ->> 'w'
            group by term.key
            """;

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

    @Override
    public Future<List<DecisionRecord>> ofDriver(DriverId driver, long fromMillis, long toMillis) {
        JsonArray named = new JsonArray().add(new JsonObject().put("d", driver.value()));
        return pool.preparedQuery(
                        FIELDS
                                + "where at >= to_timestamp($1::bigint / 1000.0)"
                                + " and at < to_timestamp($2::bigint / 1000.0)"
                                + " and (body -> 'c' @> $3::jsonb or body -> 'o' @> $3::jsonb)"
                                + " order by at desc, seq desc limit 5000")
                .execute(Tuple.of(fromMillis, toMillis, named))
                .timeout(3L * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(rows -> read(rows).reversed());
    }

    @Override
    public Future<Map<CostTerm, Long>> terms(String region, long fromMillis) {
        return pool.preparedQuery(TERMS)
                .execute(Tuple.of(region, fromMillis))
                .timeout(3L * ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(
                        rows -> {
                            Map<CostTerm, Long> terms = new EnumMap<>(CostTerm.class);
                            for (Row row : rows) {
                                terms.put(
                                        DecisionJson.term(row.getString("term")),
                                        row.getLong("millis"));
                            }
                            return terms;
                        });
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
