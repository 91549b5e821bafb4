package dev.antar.server.care;

import dev.antar.server.store.Database;
import dev.antar.server.store.Fitness;
import dev.antar.server.store.FoldCheck;
import dev.antar.server.store.Migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a database says when it is asked.
final class DatabaseFindings {

    private static final long CLOCK_MILLIS = 5_000;

    private final Database database;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    DatabaseFindings(Database database, Instant now) {
        this.database = database;
        this.now = now;
    }

    /// @param recorded the last event in each region's recording
    List<Finding> look(Map<String, Long> recorded) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                statement.execute("set local statement_timeout = 0");
            }
            lookAtSettings(connection);
            if (hasNewestTables(connection)) {
                lookAtFold(connection);
                lookAtRecordings(connection, recorded);
            }
            connection.rollback();
        }
        return findings;
    }

    private void lookAtSettings(Connection connection) throws SQLException {
        List<String> off = Fitness.settingsOff(connection);
        findings.add(
                off.isEmpty()
                        ? Finding.fine("The database keeps what it confirms.")
                        : Finding.problem(
                                "The database may lose what it has confirmed: "
                                        + String.join(", ", off)
                                        + ".",
                                "Turn that on in postgresql.conf, or for the user."));
    }

    private boolean hasNewestTables(Connection connection) throws SQLException {
        int newest = Migrations.newest();
        Finding finding =
                switch (Migrations.of(connection)) {
                    case Migrations.State.At(int version) when version == newest ->
                            Finding.fine("The tables have version " + version + ", the newest.");
                    case Migrations.State.At(int version) when version < newest ->
                            Finding.warning(
                                    "The tables have version "
                                            + version
                                            + "; this Antar works with "
                                            + newest
                                            + ".",
                                    "antar serve brings them up to date. Back up before: antar"
                                            + " backup.");
                    case Migrations.State.At(int version) ->
                            Finding.problem(
                                    "The tables have version "
                                            + version
                                            + ", made by a newer Antar; this one knows up to "
                                            + newest
                                            + ".",
                                    "Run that Antar, or restore an older backup.");
                    case Migrations.State.Empty _ ->
                            Finding.warning(
                                    "The database is empty.",
                                    "antar serve makes the tables; if there were some, restore a"
                                            + " backup.");
                    case Migrations.State.Unfinished(int version) ->
                            Finding.problem(
                                    "A change of the tables to version "
                                            + version
                                            + " was begun and not finished.",
                                    "Restore a backup from before it.");
                    case Migrations.State.Restoring(String what) ->
                            Finding.problem(
                                    "A restore into it was begun and not finished: " + what + ".",
                                    "Unless one is under way now, restore again: that first takes"
                                            + " away what was left.");
                    case Migrations.State.Foreign(String table) ->
                            Finding.problem(
                                    "The tables are not Antar's (" + table + ").",
                                    "Give Antar a database of its own.");
                };
        findings.add(finding);
        return finding.level() == Finding.Level.FINE;
    }

    private void lookAtFold(Connection connection) throws SQLException {
        FoldCheck.Result fold = FoldCheck.of(connection);
        if (fold.differences().isEmpty()) {
            findings.add(
                    Finding.fine(
                            "The tables are what the log makes of them: "
                                    + fold.events()
                                    + " events, "
                                    + fold.jobs()
                                    + " jobs, "
                                    + fold.drivers()
                                    + " drivers, "
                                    + fold.regions()
                                    + " regions."));
        }
        for (String difference : fold.differences()) {
            findings.add(
                    Finding.problem(
                            "The tables are not what the log makes of them: " + difference,
                            "Somebody changed them by hand, or the disk did: restore a backup from"
                                    + " before."));
        }
        long behind = fold.lastAtMillis() - now.toEpochMilli();
        if (behind > CLOCK_MILLIS) {
            findings.add(
                    Finding.problem(
                            "The clock is "
                                    + Duration.ofMillis(behind).toSeconds()
                                    + " s behind the last event, of "
                                    + Instant.ofEpochMilli(fold.lastAtMillis())
                                    + ".",
                            "Set it right before the server starts: until it has caught up, no"
                                    + " deadline passes."));
        } else if (fold.lastAtMillis() > 0) {
            findings.add(
                    Finding.fine(
                            "The last event is of "
                                    + Instant.ofEpochMilli(fold.lastAtMillis())
                                    + "."));
        }
    }

    private void lookAtRecordings(Connection connection, Map<String, Long> recorded)
            throws SQLException {
        for (Map.Entry<String, Long> each : recorded.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "select coalesce(max(seq), 0) from event where region = ?")) {
                statement.setString(1, each.getKey());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    long committed = row.getLong(1);
                    if (committed < each.getValue()) {
                        findings.add(
                                Finding.problem(
                                        "The log of "
                                                + each.getKey()
                                                + " ends with event "
                                                + committed
                                                + "; a recording that ended in order has "
                                                + each.getValue()
                                                + ".",
                                        "After the restore of an earlier backup that is so, or"
                                            + " where the server was stopped while the database was"
                                            + " away. Otherwise the disk lost what it had"
                                            + " confirmed: restore a backup, and look at the"
                                            + " disk."));
                    }
                }
            }
        }
    }
}
