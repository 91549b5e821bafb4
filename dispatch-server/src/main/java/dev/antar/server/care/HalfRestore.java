package dev.antar.server.care;

import dev.antar.server.store.Migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A restore into a database that somebody else runs, from its begin to its end. Meanwhile a view
/// says so, and what was there before: whatever else is there can be taken away again, by the same
/// process or by a later one. Servers refuse a database that has the view.
final class HalfRestore {

    /// One at a time in one database; is gone with the session that has it.
    private static final String LOCK =
            "select pg_try_advisory_lock(hashtextextended('antar restore', 0))";

    private static final String BEGIN =
            """
            select format(
                'create materialized view %I as select %L::text as what, %L::oid[] as tables, %L::oid[] as routines',
                ?, ?,
                (select coalesce(array_agg(oid), '{}')::text from pg_class
                 where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace),
                (select coalesce(array_agg(oid), '{}')::text from pg_proc
                 where pronamespace = current_schema()::regnamespace))
            """;

    /// Parts of tables go with their tables.
    private static final String MADE =
            """
            select 'drop table ' || string_agg(c.oid::regclass::text, ', '), 1
            from pg_class c, %1$s v
            where c.relkind in ('r', 'p') and not c.relispartition
              and c.relnamespace = current_schema()::regnamespace and c.oid <> all (v.tables)
            having count(*) > 0
            union all
            select 'drop routine ' || p.oid::regprocedure, 2
            from pg_proc p, %1$s v
            where p.pronamespace = current_schema()::regnamespace and p.oid <> all (v.routines)
            order by 2
            """
                    .formatted(Migrations.RESTORING);

    private HalfRestore() {}

    /// Holds off any other restore until the connection is closed.
    ///
    /// @throws Refused where another is under way
    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new Refused("Another restore into this database is under way.");
            }
        }
    }

    /// Is to be called before anything is made.
    ///
    /// @param what of which backup, and since when
    static void begin(Connection connection, String what) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, Migrations.RESTORING);
            statement.setString(2, what);
            String view;
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                view = row.getString(1);
            }
            execute(connection, List.of(view));
        }
    }

    /// What was made stays.
    static void end(Connection connection) throws SQLException {
        execute(connection, List.of("drop materialized view " + Migrations.RESTORING));
    }

    /// Takes away everything that was made since the begin, all of it or nothing.
    ///
    /// @return whether a restore was under way, and had not ended
    static boolean takeBack(Connection connection) throws SQLException {
        if (!(Migrations.of(connection) instanceof Migrations.State.Restoring)) {
            return false;
        }
        List<String> drops = new ArrayList<>();
        // Whoever wrote may still be at it, where its connection was lost.
        drops.add("set local lock_timeout = '30s'");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MADE)) {
            while (row.next()) {
                drops.add(row.getString(1));
            }
        }
        drops.add("drop materialized view " + Migrations.RESTORING);
        connection.setAutoCommit(false);
        try {
            execute(connection, drops);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        return true;
    }

    private static void execute(Connection connection, List<String> changes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String change : changes) {
                statement.execute(change);
            }
        }
    }
}
