package dev.antar.server.store;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Looks requests up before they are carried out, and claims the names of their jobs. One for each
/// region, on its thread.
final class PriorReads {

    /// A second statement goes while the first is on its way; the pool's others are for commits.
    private static final int AT_ONCE = 2;

    /// Each key by itself, which its index finds. Joined as sets, as one would write it, the table
    /// was read whole for every question until it was first analysed: the plan is kept, and came
    /// from a time when there was next to nothing in it.
    static final String KNOWN =
            """
            select reply.request_hash, reply.status, reply.body, false as taken
            from unnest($1::text[]) with ordinality as asked (key, n)
            left join lateral (
                select request_hash, status, body from idempotency where key = asked.key offset 0
                ) as reply on true
            order by asked.n
            """;

    /// The same where somebody chose a name: a statement that may claim one costs more, claim or
    /// not.
    ///
    /// A name that could not be claimed is taken, unless this region claimed it for a job that it
    /// has not written: then the request is one that was tried before. Whoever claims it in the
    /// same moment is not seen, but his claim is. The name of an erased job stays taken. Claims in
    /// order of name, so that two regions never wait for each other.
    static final String KNOWN_AND_CLAIMED =
            """
            with asked as materialized (
                select key, job, n
                from unnest($1::text[], $2::text[]) with ordinality as row (key, job, n)),
            claim as (
                insert into job_name (id, region)
                select distinct job, $3::text from asked
                where job is not null
                  and (select known.key from idempotency known where known.key = asked.key) is null
                  and not is_erased('job', job)
                order by job
                on conflict (id) do nothing
                returning id)
            select reply.request_hash, reply.status, reply.body,
                   asked.job is not null
                       and not exists (select from claim where claim.id = asked.job)
                       and not exists (select from job_name own
                                       where own.id = asked.job and own.region = $3::text
                                         and not exists (select from job
                                                         where job.id = asked.job))
                       as taken
            from asked
            left join lateral (
                select request_hash, status, body from idempotency where key = asked.key offset 0
                ) as reply on true
            order by asked.n
            """;

    private record Question(String key, @Nullable JobId newJob) {}

    private final Pool pool;
    private final String region;
    private final GroupedReads<Question, EventStore.Prior> reads;

    PriorReads(Pool pool, String region) {
        this.pool = pool;
        this.region = region;
        this.reads = new GroupedReads<>(AT_ONCE, this::read, PriorReads::prior);
    }

    Future<EventStore.Prior> ask(String key, @Nullable JobId newJob) {
        return reads.ask(new Question(key, newJob));
    }

    private Future<RowSet<Row>> read(List<Question> together) {
        String[] keys = together.stream().map(Question::key).toArray(String[]::new);
        if (together.stream().allMatch(asked -> asked.newJob == null)) {
            return pool.preparedQuery(KNOWN).execute(Tuple.of(keys));
        }
        String[] names =
                together.stream()
                        .map(asked -> asked.newJob == null ? null : asked.newJob.value())
                        .toArray(String[]::new);
        return pool.preparedQuery(KNOWN_AND_CLAIMED).execute(Tuple.of(keys, names, region));
    }

    private static EventStore.Prior prior(Row row) {
        String hash = row.getString("request_hash");
        EventStore.Found reply =
                hash == null
                        ? null
                        : new EventStore.Found(
                                hash,
                                new StoredReply(row.getInteger("status"), row.getString("body")));
        return new EventStore.Prior(reply, row.getBoolean("taken"));
    }
}
