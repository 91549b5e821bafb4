package dev.antar.server.store;

import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Coarsens the places of people that are too old, and deletes replies that are. In small
/// statements, one after the other on a connection of its own, so that it keeps nobody waiting;
/// what it does not get done it does the next time.
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /// A request may be repeated for a day, and whoever does it may be late.
    private static final Duration REPLIES_KEPT = Duration.ofHours(25);

    /// Of one kind in one statement, which is one transaction.
    private static final int AT_ONCE = 1_000;

    /// Of one kind in one sweep: five million rows.
    private static final int STATEMENTS = 5_000;

    private static final String JOBS = "select coarsen_jobs($1, $2) as swept";
    private static final String HOMES = "select coarsen_homes($1, $2) as swept";
    private static final String REPLIES =
            "with gone as (delete from idempotency where key in (select key from idempotency where"
                    + " created_at < $1 order by created_at limit $2) returning 1) select"
                    + " count(*)::int as swept from gone";

    /// What a sweep did.
    public record Swept(int jobs, int homes, int replies) {}

    private final Vertx vertx;
    private final Pool pool;
    private final Duration positionsKept;
    private final Meters meters;
    private boolean sweeping;

    /// @param pool not shared with commits
    /// @param positionDays after how many days places become coarse
    public Sweep(Vertx vertx, Pool pool, int positionDays, Meters meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.positionsKept = Duration.ofDays(positionDays);
        this.meters = meters;
        for (String what : new String[] {"jobs", "homes", "replies"}) {
            meters.swept(what, 0);
        }
    }

    /// Sweeps now and again and again.
    public void every(long millis) {
        vertx.getOrCreateContext()
                .runOnContext(
                        _ -> {
                            begin();
                            vertx.setPeriodic(millis, _ -> begin());
                        });
    }

    /// Takes away what was too old at that moment.
    public Future<Swept> sweep(Instant now) {
        Instant before = now.minus(positionsKept);
        return all(JOBS, before, "jobs", 0, STATEMENTS)
                .compose(
                        jobs ->
                                all(HOMES, before, "homes", 0, STATEMENTS)
                                        .compose(
                                                homes ->
                                                        all(
                                                                        REPLIES,
                                                                        now.minus(REPLIES_KEPT),
                                                                        "replies",
                                                                        0,
                                                                        STATEMENTS)
                                                                .map(
                                                                        replies ->
                                                                                new Swept(
                                                                                        jobs, homes,
                                                                                        replies))));
    }

    private void begin() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        sweep(Instant.now())
                .onComplete(
                        swept -> {
                            sweeping = false;
                            LOG.debug("Swept {}", swept);
                        },
                        failure -> {
                            sweeping = false;
                            meters.sweepFailed();
                            LOG.warn(
                                    "What is too old was not all taken away, and will be later: {}",
                                    failure.getMessage());
                        });
    }

    private Future<Integer> all(
            String statement, Instant before, String what, int sofar, int statements) {
        OffsetDateTime moment = before.atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(statement)
                .execute(Tuple.of(moment, AT_ONCE))
                .compose(
                        rows -> {
                            int swept = rows.iterator().next().getInteger("swept");
                            meters.swept(what, swept);
                            return swept < AT_ONCE || statements == 1
                                    ? Future.succeededFuture(sofar + swept)
                                    : all(statement, before, what, sofar + swept, statements - 1);
                        });
    }
}
