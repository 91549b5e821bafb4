package dev.antar.simulator.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/// Reads what the events of every job come to.
final class EventFolds {

    private static final int ROWS = 5_000;

    private static final String EVENTS =
            "select job, version, type, coalesce(driver, ''), type = 'JobSubmitted' and"
                    + " (body ->> 'dueAt')::bigint > (body -> 'asked' ->> 'requestedAt')::bigint"
                    + " from event where job is not null order by job, version";

    private EventFolds() {}

    /// What the events of each job come to, by the job's id.
    ///
    /// @param connection that does not commit by itself: otherwise all rows come at once
    static Map<String, JobFold> read(Connection connection) throws SQLException {
        Map<String, JobFold> folds = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (ResultSet row = statement.executeQuery(EVENTS)) {
                while (row.next()) {
                    folds.computeIfAbsent(row.getString(1), _ -> new JobFold())
                            .add(
                                    row.getInt(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getBoolean(5));
                }
            }
        }
        return folds;
    }
}
