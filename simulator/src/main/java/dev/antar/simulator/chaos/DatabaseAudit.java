package dev.antar.simulator.chaos;

import dev.antar.core.job.JobState;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Holds what customers were told against what is in the database, and the database against itself.
/// Reads the tables, and uses nothing of the server. One thread.
final class DatabaseAudit {

    private static final int ROWS = 5_000;

    private record JobRow(JobState state, String driver, int version) {}

    private final Connection connection;
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, JobRow> jobs = new HashMap<>();

    /// @param connection used for nothing else meanwhile
    DatabaseAudit(Connection connection) throws SQLException {
        this.connection = connection;
        // Otherwise all rows come at once.
        connection.setAutoCommit(false);
        // The server goes on: all of it as it is in one moment.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /// Everything that there is to hold against each other.
    List<Check> of(List<Asked> asked) throws SQLException {
        readJobs();
        KeptAnswers kept = readAnswers(asked);
        acknowledged(asked);
        checks.addAll(kept.checks());
        checks.addAll(kept.checksOfJobs(jobs.keySet()));
        logIsWhole();
        stateIsTheFold();
        heldOnce();
        return checks;
    }

    int jobs() {
        return jobs.size();
    }

    private void readJobs() throws SQLException {
        read(
                "select id, state, coalesce(driver, ''), version from job",
                row ->
                        jobs.put(
                                row.getString(1),
                                new JobRow(
                                        JobState.valueOf(row.getString(2)),
                                        row.getString(3),
                                        row.getInt(4))));
    }

    private KeptAnswers readAnswers(List<Asked> asked) throws SQLException {
        KeptAnswers kept = new KeptAnswers(asked);
        read(
                "select key, status, body from idempotency",
                row -> kept.add(row.getString(1), row.getInt(2), row.getString(3)));
        return kept;
    }

    private void acknowledged(List<Asked> asked) {
        none(
                "acknowledged job that is not there",
                asked,
                each -> each.acknowledged() && !jobs.containsKey(each.job()));
        none(
                "acknowledged cancellation that was undone",
                asked,
                each -> each.isCancelled() && !isCancelled(jobs.get(each.job())));
    }

    /// One that is not there is counted as lost already.
    private static boolean isCancelled(@Nullable JobRow row) {
        return row == null || row.state() == JobState.CANCELLED;
    }

    private void none(String promise, List<Asked> asked, Predicate<Asked> broken) {
        List<Asked> found = asked.stream().filter(broken).toList();
        checks.add(
                Check.none(
                        promise,
                        found.size(),
                        found.isEmpty()
                                ? ""
                                : found.getFirst().key()
                                        + ": "
                                        + found.getFirst().status()
                                        + " "
                                        + found.getFirst().answer()));
    }

    private void logIsWhole() throws SQLException {
        checks.add(
                Check.none(
                        "hole in a region's log",
                        number(
                                "select coalesce(sum(last - first + 1 - rows + first - 1), 0) from"
                                        + " (select min(seq) as first, max(seq) as last, count(*)"
                                        + " as rows from event group by region) as log")));
    }

    private void stateIsTheFold() throws SQLException {
        Map<String, JobFold> folds = EventFolds.read(connection);
        List<String> impossible = new ArrayList<>();
        List<String> different = new ArrayList<>();
        folds.forEach(
                (job, fold) -> {
                    if (!fold.wrong().isEmpty()) {
                        impossible.add(job + ": " + fold.wrong());
                    }
                    if (!agrees(fold, jobs.get(job))) {
                        different.add(
                                job
                                        + ": "
                                        + jobs.get(job)
                                        + ", by its events "
                                        + fold.state()
                                        + " with "
                                        + fold.driver());
                    }
                });
        jobs.keySet().stream()
                .filter(job -> !folds.containsKey(job))
                .forEach(job -> different.add(job + ": has no events"));
        checks.add(
                Check.none(
                        "job with events that cannot follow each other (held twice, undone)",
                        impossible));
        checks.add(Check.none("job that is not what its events come to", different));
    }

    private static boolean agrees(JobFold fold, @Nullable JobRow row) {
        return row != null
                && row.state() == fold.state()
                && row.version() == fold.version()
                && row.driver().equals(fold.driver());
    }

    private void heldOnce() throws SQLException {
        checks.add(
                Check.none(
                        "job held twice",
                        number(
                                "select count(*) from (select job from assignment where ended_at"
                                        + " is null group by job having count(*) > 1) as twice")));
        checks.add(
                Check.none(
                        "driver who holds more than he can",
                        number(
                                "select count(*) from (select a.driver from assignment a join"
                                        + " driver d on d.region = a.region and d.id = a.driver"
                                        + " where a.ended_at is null group by a.region, a.driver,"
                                        + " d.capacity having count(*) > d.capacity + 1) as"
                                        + " above")));
        checks.add(
                Check.none(
                        "held job without its holder, or holder without his job",
                        number(
                                "select count(*) from (select * from job where state in"
                                        + " ('ASSIGNED', 'AT_PICKUP', 'PICKED_UP')) as held full"
                                        + " join (select * from assignment where ended_at is null)"
                                        + " as a on a.job = held.id where a.job is null or held.id"
                                        + " is null or a.driver <> held.driver")));
    }

    private interface Row {

        void take(ResultSet row) throws SQLException;
    }

    private void read(String sql, Row each) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
