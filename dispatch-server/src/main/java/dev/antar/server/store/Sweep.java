package dev.antar.server.store;

import dev.antar.server.engine.TimeSource;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Coarsens the places of people that are too old, and deletes replies that are. In small
/// statements, one after the other on a connection of its own, so that it keeps nobody waiting;
/// what it does not get done it does the next time.
///
/// How old something is tells the clock that gave it its time. Replies have theirs from the
/// database: no server's clock has a say in it. What regions wrote has it from a server, perhaps
/// another than this one: it is old when both clocks say so, and one that runs ahead takes nothing
/// away too early.
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /// Of one kind in one statement, which is one transaction.
    private static final int AT_ONCE = 1_000;

    /// Of one kind in one sweep: five million rows.
    private static final int STATEMENTS = 5_000;

    private static final String OLD =
            "least($2::timestamptz, now()) - make_interval(hours => 24 * $3::int)";

    private static final String JOBS = "select coarsen_jobs(" + OLD + ", $1) as swept";
    private static final String HOMES = "select coarsen_homes(" + OLD + ", $1) as swept";

    /// A request may be repeated for a day, and whoever does it may be late.
    private static final String REPLIES =
            "with gone as (delete from idempotency where key in (select key from idempotency where"
                    + " created_at < now() - interval '25 hours' order by created_at limit $1)"
                    + " returning 1) select count(*)::int as swept from gone";

    /// What a sweep did.
    public record Swept(int jobs, int homes, int replies) {}

    private final Vertx vertx;
    private final Pool pool;
    private final int positionDays;
    private final TimeSource time;
    private final Meters meters;
    private boolean sweeping;

    /// @param pool not shared with commits
    /// @param positionDays after how many days places become coarse
    /// @param time of this server's regions
    public Sweep(Vertx vertx, Pool pool, int positionDays, TimeSource time, Meters meters) {
        this.vertx = vertx;
        this.pool = pool;
        this.positionDays = positionDays;
        this.time = time;
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

    /// Takes away what is too old.
    public Future<Swept> sweep() {
        OffsetDateTime now = Instant.ofEpochMilli(time.millis()).atOffset(ZoneOffset.UTC);
        Tuple places = Tuple.of(AT_ONCE, now, positionDays);
        return all(JOBS, places, "jobs", 0, STATEMENTS)
                .compose(
                        jobs ->
                                all(HOMES, places, "homes", 0, STATEMENTS)
                                        .compose(homes -> replies(jobs, homes)));
    }

    private Future<Swept> replies(int jobs, int homes) {
        return all(REPLIES, Tuple.of(AT_ONCE), "replies", 0, STATEMENTS)
                .map(replies -> new Swept(jobs, homes, replies));
    }

    private void begin() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        sweep().onComplete(
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
            String statement, Tuple values, String what, int sofar, int statements) {
        return pool.preparedQuery(statement)
                .execute(values)
                .compose(
                        rows -> {
                            int swept = rows.iterator().next().getInteger("swept");
                            meters.swept(what, swept);
                            return swept < AT_ONCE || statements == 1
                                    ? Future.succeededFuture(sofar + swept)
                                    : all(statement, values, what, sofar + swept, statements - 1);
                        });
    }
}
