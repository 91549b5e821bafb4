package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.WrongAnswer;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What stands in the tables: how many rows each has, and what one create wrote, as a script that
/// writes the same. Nothing here knows which tables there are. One thread.
final class WrittenRows implements AutoCloseable {

    /// A name of 36 characters that is new each time, as a random UUID is.
    private static final String NEW_NAME = "(:a::text || :b::text)";

    private final Connection connection;

    WrittenRows(Connection connection) {
        this.connection = connection;
    }

    /// Rows by table.
    Map<String, Long> count() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables()) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    /// Checks that what came since `before` is so many times what one create writes.
    ///
    /// @param one rows that one create writes, by table
    void requireTimes(String who, Map<String, Long> before, Map<String, Long> one, long times)
            throws SQLException {
        Map<String, Long> expected = new TreeMap<>();
        one.forEach((table, rows) -> expected.put(table, rows * times));
        Map<String, Long> came = since(before);
        if (!came.equals(expected)) {
            throw new WrongAnswer(who + " wrote " + came + " and not " + expected);
        }
    }

    /// How many rows came, of tables where any did.
    Map<String, Long> since(Map<String, Long> before) throws SQLException {
        Map<String, Long> came = new TreeMap<>();
        count().forEach(
                        (table, rows) -> {
                            long more = rows - before.getOrDefault(table, 0L);
                            if (more != 0) {
                                came.put(table, more);
                            }
                        });
        return came;
    }

    /// Checks that these jobs stand in the tables.
    void requireJobs(String region, List<String> answered) throws SQLException {
        Set<String> missing = new HashSet<>(answered);
        try (PreparedStatement jobs =
                connection.prepareStatement("select id from job where region = ?")) {
            jobs.setString(1, region);
            try (ResultSet rows = jobs.executeQuery()) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new WrongAnswer(
                    missing.size()
                            + " of "
                            + answered.size()
                            + " answered jobs are not in the tables, such as "
                            + missing.iterator().next());
        }
    }

    /// The rows that one create wrote as inserts for `pgbench`, each with a name, a key and a
    /// number of its own.
    ///
    /// @param job its name
    /// @param key the key it was asked for with
    /// @param region to write into instead of the create's own
    List<String> inserts(
            String job, String key, String from, String region, Map<String, Long> tables)
            throws SQLException {
        List<String> inserts = new ArrayList<>();
        for (String table : inOrderOfReferences(tables.keySet())) {
            inserts.add(insert(table, job, key, from, region));
        }
        return inserts;
    }

    /// The database's first process.
    long postmaster() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select (string_to_array(pg_read_file('postmaster.pid'),"
                                        + " chr(10)))[1]::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Begins a region for who writes past the engine.
    void addRegion(String region) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into region (id, epoch) values (?, 1)")) {
            insert.setString(1, region);
            insert.executeUpdate();
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private String insert(String table, String job, String key, String from, String region)
            throws SQLException {
        Map<String, String> types = columns(table);
        String search =
                "select "
                        + String.join("::text, ", types.keySet())
                        + "::text from "
                        + table
                        + " where "
                        + (types.containsKey("key") ? "key = ?" : nameOf(types) + " = ?");
        List<String> values = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(search)) {
            find.setString(1, types.containsKey("key") ? key : job);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    throw new WrongAnswer(table + " has no row of the create that wrote one");
                }
                int i = 1;
                for (Map.Entry<String, String> column : types.entrySet()) {
                    String value = row.getString(i++);
                    values.add(
                            column.getKey().equals("seq")
                                    ? "(:client_id::bigint * 1000000000 + :n::bigint)"
                                    : expression(value, column.getValue(), job, key, from, region));
                }
                if (row.next()) {
                    throw new WrongAnswer("one create wrote several rows of " + table);
                }
            }
        }
        return "insert into "
                + table
                + " ("
                + String.join(", ", types.keySet())
                + ") values ("
                + String.join(", ", values)
                + ")";
    }

    private static String nameOf(Map<String, String> columns) {
        return columns.containsKey("job") ? "job" : "id";
    }

    private static String expression(
            @Nullable String value,
            String type,
            String job,
            String key,
            String from,
            String region) {
        if (value == null) {
            return "null";
        }
        // A colon would begin a variable of pgbench.
        String escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\x3a");
        String quoted =
                ("E'" + escaped + "'")
                        .replace(job, "' || " + NEW_NAME + " || E'")
                        .replace(key, "' || " + NEW_NAME + " || E'")
                        .replace(from, region)
                        .replace("E'' || ", "")
                        .replace(" || E''", "");
        return "(" + quoted + ")::" + type;
    }

    /// Columns with their types, without those that the table fills in itself.
    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement find =
                connection.prepareStatement(
                        "select attname, format_type(atttypid, atttypmod) from pg_attribute where"
                                + " attrelid = ?::regclass and attnum > 0 and not attisdropped"
                                + " and not atthasdef order by attnum")) {
            find.setString(1, table);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select relname from pg_class where relkind = 'r'"
                                        + " and relnamespace = 'public'::regnamespace"
                                        + " order by relname")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /// Whoever refers to another comes after it.
    private List<String> inOrderOfReferences(Set<String> tables) throws SQLException {
        List<String> order = new ArrayList<>();
        Set<String> left = new HashSet<>(tables);
        while (!left.isEmpty()) {
            String next = null;
            for (String table : tables) {
                if (left.contains(table) && !refersToOneOf(table, left)) {
                    next = table;
                    break;
                }
            }
            if (next == null) {
                throw new IllegalStateException("tables refer to each other: " + left);
            }
            order.add(next);
            left.remove(next);
        }
        return order;
    }

    private boolean refersToOneOf(String table, Set<String> others) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement(
                        "select confrelid::regclass::text from pg_constraint where contype = 'f'"
                                + " and conrelid = ?::regclass and confrelid <> conrelid")) {
            find.setString(1, table);
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    if (others.contains(rows.getString(1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
