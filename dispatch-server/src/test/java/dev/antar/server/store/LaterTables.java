package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.server.engine.webhook.Webhook;

import io.vertx.sqlclient.Pool;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/// Fills the tables that came after those of dispatch itself, each from the version on at which it
/// appeared: with rows of the driver who has gone off duty and of the job that is done.
public final class LaterTables {

    private static final int WEBHOOKS = 21;
    private static final int CARE = 22;
    private static final int INCOMES = 23;
    private static final int ACCEPTANCE = 25;
    private static final int REVIEW = 28;

    private final Connection connection;
    private final String region;
    private final String driver;
    private final String job;

    private LaterTables(Connection connection, String region, SmallHistory history) {
        this.connection = connection;
        this.region = region;
        this.driver = history.gone.value();
        this.job = history.done.value();
    }

    /// Fills those that this version has.
    ///
    /// @param version that the tables have
    /// @param history that is written already
    public static void write(
            Connection connection, int version, String region, SmallHistory history)
            throws SQLException {
        LaterTables tables = new LaterTables(connection, region, history);
        if (version >= WEBHOOKS) {
            tables.webhooks();
        }
        if (version >= CARE) {
            tables.erased();
        }
        if (version >= INCOMES) {
            tables.pay();
        }
        if (version >= ACCEPTANCE) {
            tables.acceptance();
        }
        if (version >= REVIEW) {
            tables.cases();
        }
    }

    /// Whether what is there of a region after all changes of version is read by what reads it
    /// today.
    static void assertRead(Pool pool, int version, String region) {
        String served = "wh-" + region;
        assertEquals(
                version < WEBHOOKS ? List.of() : List.of(served, served + "-off"),
                new PgWebhooks(pool)
                        .all().await().stream()
                                .map(Webhook::id)
                                .filter(id -> id.equals(served) || id.equals(served + "-off"))
                                .toList());
        assertEquals(
                version < WEBHOOKS ? 0 : 1,
                new PgWebhooks(pool)
                        .backlogs().await().stream()
                                .filter(backlog -> backlog.webhook().equals(served))
                                .count());
        assertEquals(version < INCOMES ? 0 : 1, PgIncomes.incomes(pool, region).await().size());
        assertEquals(version < INCOMES ? 0 : 1, PgIncomes.days(pool, region).await().size());
        assertEquals(
                version < ACCEPTANCE ? 0 : 1,
                new PgLearned(pool).of(region).await().acceptance().size());
        PgCaseArchive cases = new PgCaseArchive(pool);
        String answered = "c-" + region + "-answered";
        assertEquals(
                version < REVIEW ? 0 : 1,
                cases.untold().await().stream()
                        .filter(untold -> untold.id().equals(answered))
                        .count());
        assertEquals(version < REVIEW, cases.find(answered).await() == null);
    }

    /// One that is served, with an event that waits and one that was given up, and one in the day
    /// in which its earlier secret still counts.
    private void webhooks() throws SQLException {
        String insert =
                "insert into webhook (id, url, about, kinds, state, secret, previous_secret,"
                        + " previous_until) values (?, ?, 'accounts', ?::text[], ?, ?, ?, ?)";
        String served = "wh-" + region;
        insert(
                insert,
                served,
                "https://example.org/antar",
                "{JobPickedUp,JobCompleted}",
                "ENABLED",
                "whsec_YSBuZXdlciBzZWNyZXQgdGhhbiBvdGhlcnM=",
                null,
                null);
        insert(
                insert,
                served + "-off",
                "https://example.org/other",
                "{}",
                "DISABLED",
                "whsec_YSBuZXdlciBzZWNyZXQgdGhhbiBvdGhlcnM=",
                "whsec_YW4gb2xkZXIgc2VjcmV0IHRoYW4gdGhhdCBvbmU=",
                new Timestamp(SmallHistory.BEGAN + 86_400_000));
        insert("insert into webhook_place values (?, ?, 17)", served, region);
        String delivery =
                "insert into webhook_delivery (webhook, region, seq, job, dead, attempts, status,"
                        + " failure) values (?, ?, ?, ?, ?, ?, ?, ?)";
        insert(delivery, served, region, 8, job, true, 10, 500, "answered with 500");
        insert(delivery, served, region, 9, job, false, 2, null, "no answer within 15 s");
    }

    /// Somebody who is known no more.
    private void erased() throws SQLException {
        insert(
                "insert into erased values ('job', erased_digest('job', ?), '2025-10-10')",
                region + "-long-gone");
    }

    private void pay() throws SQLException {
        insert(
                "insert into driver_income values (?, ?, 123457, 7200000, now(),"
                        + " '[[20369, 91000, 21600000], [20370, 123457, 7200000]]')",
                region,
                driver);
        insert("insert into fairness_day values (?, '2025-10-09', 12, 34000, 9, 5400)", region);
        insert(
                "insert into pay_adjustment values (?, ?, ?, ?, 1500, 'EUR',"
                        + " 'The dog was sick in the car.', 'office', ?)",
                "adjustment-" + region,
                region,
                driver,
                new Timestamp(SmallHistory.BEGAN + 180_000),
                job);
    }

    private void acceptance() throws SQLException {
        insert("insert into learned_acceptance values (?, 5, 41, 7, 63000)", region);
    }

    /// One that was answered, of which nobody has told the driver yet, and one that waits.
    private void cases() throws SQLException {
        insert(
                "insert into idempotency (key, request_hash, status, body) values (?, 'hash', 200,"
                        + " ?)",
                "pause-" + region,
                "{\"driver\":\""
                        + driver
                        + "\",\"region\":\""
                        + region
                        + "\",\"paused\":true,\"by\":\"office\",\"reason\":\"Papers\"}");
        String answered = "c-" + region + "-answered";
        String waiting = "c-" + region + "-waiting";
        openCase(answered, "JOB", job, "I stood at the door.");
        openCase(waiting, "OTHER", null, "Nobody calls me back.");
        insert(
                "insert into review_entry (review_case, at, kind, by, outcome, words) values (?, ?,"
                        + " 'ANSWERED', 'eva', 'UPHELD', 'You were two streets away.')",
                answered,
                new Timestamp(SmallHistory.BEGAN + 300_000));
        insert("insert into review_untold values (?, ?)", answered, driver);
        insert(
                "insert into review_open values (?, ?, ?)",
                waiting,
                driver,
                new Timestamp(SmallHistory.BEGAN + 86_400_000));
        insert(
                "insert into policy_report (digest, body) values (?, '{\"winner\": \"b\"}')",
                "digest-" + region);
    }

    private void openCase(String id, String subject, @Nullable String about, String words)
            throws SQLException {
        insert(
                "insert into review_case values (?, ?, ?, ?, ?, '2025-10-09', ?, ?::jsonb, ?, ?)",
                id,
                driver,
                region,
                subject,
                about,
                words,
                "{\"explanation\": {\"text\": \"You were not asked.\"}, \"record\": {\"text\": \""
                        + region
                        + "-working was nearer than "
                        + driver
                        + ".\", \"decisions\": [{\"driver\": \""
                        + driver
                        + "\"}]}, \"replay\": {\"until\": \"2025-10-09T08:53:20Z\"}}",
                new Timestamp(SmallHistory.BEGAN + 200_000),
                new Timestamp(SmallHistory.BEGAN + 86_400_000));
    }

    private void insert(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
