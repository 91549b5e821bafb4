package dev.antar.server.care;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which tables a database has, as it says itself, so that a new one is not forgotten. Without the
/// history of migrations, which making the tables anew writes.
final class Tables {

    private static final String OURS =
            " c.relnamespace = current_schema()::regnamespace and c.relname <>"
                    + " 'flyway_schema_history' ";

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /// Each table's columns that hold something of their own. Parts of tables are not listed.
    Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select c.relname, a.attname from pg_class c join pg_attribute a on"
                                    + " a.attrelid = c.oid where c.relkind in ('r', 'p') and not"
                                    + " c.relispartition and a.attnum > 0 and not a.attisdropped"
                                    + " and a.attgenerated = '' and"
                                        + OURS
                                        + "order by c.relname, a.attnum")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return tables;
    }

    List<Manifest.Part> parts() throws SQLException {
        List<Manifest.Part> parts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid)"
                                    + " from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                    + " join pg_class p on p.oid = i.inhparent where"
                                    + " c.relispartition and c.relkind in ('r', 'p') and"
                                        + OURS
                                        + "order by 1, 2")) {
            while (rows.next()) {
                parts.add(
                        new Manifest.Part(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return parts;
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        List<Manifest.Sequence> sequences = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select sequencename, last_value from pg_sequences where schemaname"
                                        + " = current_schema() and last_value is not null order by"
                                        + " 1")) {
            while (rows.next()) {
                sequences.add(new Manifest.Sequence(rows.getString(1), rows.getLong(2)));
            }
        }
        return sequences;
    }

    /// The same tables, each after those that its rows point to.
    List<String> inOrder(Set<String> tables) throws SQLException {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        tables.stream().sorted().forEach(table -> after.put(table, new LinkedHashSet<>()));
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select c.relname, t.relname from pg_constraint f join pg_class c"
                                    + " on c.oid = f.conrelid join pg_class t on t.oid ="
                                    + " f.confrelid where f.contype = 'f' and c.oid <> t.oid and"
                                        + OURS
                                        + "order by 1, 2")) {
            while (rows.next()) {
                Set<String> before = after.get(rows.getString(1));
                if (before != null) {
                    before.add(rows.getString(2));
                }
            }
        }
        List<String> order = new ArrayList<>();
        while (order.size() < after.size()) {
            int placed = order.size();
            after.forEach(
                    (table, before) -> {
                        if (!order.contains(table) && order.containsAll(before)) {
                            order.add(table);
                        }
                    });
            if (order.size() == placed) {
                throw new IllegalStateException("tables point to each other in a circle: " + after);
            }
        }
        return order;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(Tables::quoted).toList());
    }
}
