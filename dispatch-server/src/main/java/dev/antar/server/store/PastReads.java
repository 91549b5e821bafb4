package dev.antar.server.store;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Looks up how offers and jobs of a region ended. One for each region, on its thread.
final class PastReads {

    /// Commits go before.
    private static final int AT_ONCE = 1;

    /// An offer has the number of the event that made it, which names its job; among that job's
    /// later events, few, is its end. All through the indexes that the tables have for commits.
    private static final String PAST =
            """
            select ended.driver as offered_to, ended.type, ended.how, job.state,
                   job.driver as held_by
            from unnest($2::bigint[], $3::text[]) with ordinality as asked (offer, job, n)
            left join event made
                on made.region = $1::text and made.seq = asked.offer
                   and made.type in ('OfferMade', 'SwapOffered')
            left join lateral (
                select later.driver, later.type, later.body ->> 'how' as how
                from event later
                where later.job = made.job and later.version > made.version
                  and later.type in ('OfferAccepted', 'OfferDeclined', 'OfferExpired',
                                     'OfferWithdrawn', 'SwapEnded')
                  and (later.body ->> 'offer')::bigint = asked.offer
                limit 1) as ended on true
            left join job
                on job.id = asked.job and job.region = $1::text and job.ended_at is not null
            order by asked.n
            """;

    private record Question(@Nullable Long offer, @Nullable JobId job) {}

    private record Past(EventStore.@Nullable PastOffer offer, EventStore.@Nullable PastJob job) {}

    private final GroupedReads<Question, Past> reads;

    PastReads(Pool pool, String region) {
        this.reads =
                new GroupedReads<>(
                        AT_ONCE,
                        together -> pool.preparedQuery(PAST).execute(values(region, together)),
                        row -> new Past(offer(row), job(row)));
    }

    Future<EventStore.@Nullable PastOffer> offer(long offer) {
        return reads.ask(new Question(offer, null)).map(Past::offer);
    }

    Future<EventStore.@Nullable PastJob> job(JobId job) {
        return reads.ask(new Question(null, job)).map(Past::job);
    }

    private static Tuple values(String region, List<Question> together) {
        return Tuple.of(
                region,
                together.stream().map(Question::offer).toArray(Long[]::new),
                together.stream()
                        .map(asked -> asked.job == null ? null : asked.job.value())
                        .toArray(String[]::new));
    }

    private static EventStore.@Nullable PastOffer offer(Row row) {
        String type = row.getString("type");
        return type == null
                ? null
                : new EventStore.PastOffer(
                        new DriverId(row.getString("offered_to")),
                        switch (type) {
                            case "OfferAccepted" -> OfferOutcome.ACCEPTED;
                            case "OfferDeclined" -> OfferOutcome.DECLINED;
                            case "OfferExpired" -> OfferOutcome.EXPIRED;
                            case "OfferWithdrawn" -> OfferOutcome.WITHDRAWN;
                            default -> OfferOutcome.valueOf(row.getString("how"));
                        });
    }

    private static EventStore.@Nullable PastJob job(Row row) {
        String state = row.getString("state");
        String driver = row.getString("held_by");
        return state == null
                ? null
                : new EventStore.PastJob(
                        JobState.valueOf(state), driver == null ? null : new DriverId(driver));
    }
}
