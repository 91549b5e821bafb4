package dev.antar.server.store;

import dev.antar.core.engine.Event;
import dev.antar.core.job.Job;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Map;
import java.util.TreeMap;

/// Fills tables of an earlier version, as the server of that time did.
final class OldTables {

    /// From this version on the region stands in the assignment, and names of jobs are claimed.
    private static final int REGIONS = 2;

    private static final int SPEEDS = 10;
    private static final int DECISIONS = 16;
    private static final int CARE = 22;

    private final Connection connection;
    private final int version;
    private final String region;

    private OldTables(Connection connection, int version, String region) {
        this.connection = connection;
        this.version = version;
        this.region = region;
    }

    static void write(Connection connection, int version, String region, SmallHistory history)
            throws SQLException {
        new OldTables(connection, version, region).write(history);
    }

    /// How many rows each table has.
    static Map<String, Integer> rows(Connection connection) throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(
                            "select relname from pg_class where relkind in ('r', 'p') and not"
                                    + " relispartition and relnamespace = 'public'::regnamespace"
                                    + " and relname <> 'flyway_schema_history'")) {
                while (row.next()) {
                    rows.put(row.getString(1), 0);
                }
            }
            for (Map.Entry<String, Integer> each : rows.entrySet()) {
                try (ResultSet row =
                        statement.executeQuery("select count(*) from " + each.getKey())) {
                    row.next();
                    each.setValue(row.getInt(1));
                }
            }
        }
        return rows;
    }

    private void write(SmallHistory history) throws SQLException {
        Projection.Rows rows = new Projection().of(history.events);
        insert("insert into region values (?, 4)", region);
        insert(
                "insert into idempotency (key, request_hash, status, body)"
                        + " values (?, 'hash', 201, '{}')",
                "key-" + region);
        for (Projection.DriverRow driver : rows.drivers.values()) {
            boolean home = version < CARE && driver.id().equals(history.gone);
            insert(
                    "insert into driver values (?, ?, ?, 'CAR', '{}', ?, ?, ?, ?::jsonb)",
                    driver.id().value(),
                    region,
                    driver.registeredSeq(),
                    driver.driver().profile().seats(),
                    driver.driver().profile().capacity(),
                    driver.driver().onDuty(),
                    home
                            ? "{\"kind\": \"GO_HOME\", \"home\": {\"lat\": 57.76, \"lng\": 11.9}}"
                            : EventJson.availabilityJson(driver.driver()));
        }
        for (var each : rows.jobs.entrySet()) {
            writeJob(each.getValue());
        }
        for (Event event : history.events) {
            insert(
                    "insert into event values (?, ?, ?, ?, ?, ?, ?, ?::jsonb" + earlier() + ")",
                    region,
                    event.seq(),
                    event instanceof Event.OfJob o ? o.job().value() : null,
                    event instanceof Event.OfJob o ? o.version() : null,
                    null,
                    EventJson.typeOf(event),
                    new Timestamp(event.atMillis()),
                    EventJson.bodyOf(event));
        }
        for (Projection.Started each : rows.started) {
            Long ended = each.endedAtMillis();
            insert(
                    "insert into assignment values (?, ?, ?, 1, 0, ?, ?"
                            + (version >= REGIONS ? ", '" + region + "')" : ")"),
                    each.job().value(),
                    each.version(),
                    each.driver().value(),
                    new Timestamp(each.atMillis()),
                    ended == null ? null : new Timestamp(ended));
        }
        if (version >= SPEEDS) {
            insert("insert into learned_speed values (?, 617, -1, 1200, 7, 0)", region);
        }
        if (version >= DECISIONS) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select make_decision_day('2025-10-09')");
            }
            insert(
                    "insert into decision_record values (?, ?, ?, 6, '{\"p\": \"minimum-cost\"}')",
                    region,
                    history.done.value(),
                    new Timestamp(SmallHistory.BEGAN));
        }
        LaterTables.write(connection, version, region, history);
    }

    private void writeJob(Projection.JobRow row) throws SQLException {
        Job asked = row.asked();
        if (asked == null) {
            throw new IllegalStateException("a job that nobody asked for");
        }
        String id = asked.id().value();
        if (version >= REGIONS) {
            insert("insert into job_name values (?, ?)", id, region);
        }
        Long ended = row.endedAtMillis();
        insert(
                "insert into job values (?, ?, ?, ?, ?, ?::jsonb"
                        + earlierAsked()
                        + ", ?, ?, ?, ?, ?)",
                id,
                region,
                asked.kind().name(),
                row.state().name(),
                row.version(),
                EventJson.askedJson(asked),
                new Timestamp(asked.requestedAtMillis()),
                row.driver() == null ? null : row.driver().value(),
                row.offer(),
                ended == null ? null : new Timestamp(ended),
                row.endReason());
    }

    /// What the first servers did not write yet.
    private String earlierAsked() {
        return version <= REGIONS ? " - 'cash' - 'readyAt' - 'dropoffBy' - 'shared'" : "";
    }

    private String earlier() {
        return version <= REGIONS
                ? " #- '{asked,cash}' #- '{asked,readyAt}' #- '{asked,dropoffBy}' #-"
                        + " '{asked,shared}'"
                : "";
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
