package dev.antar.server.store;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Whether a PostgreSQL can be used, and if not, why and what to do. Looks before anything is
/// changed.
public final class Fitness {

    /// Each of them off means that a power cut may take what was acknowledged.
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /// Those of them that are off, in their order.
    static final String SETTINGS_OFF =
            "select name from pg_settings where name = any ($1) and setting = 'off' order by"
                    + " array_position($1, name)";

    private static final int MOST_NAMED = 5;

    private final Database.Address address;
    private final boolean restores;

    /// @param restores whether it is looked at by a restore, which goes on where another was cut
    ///   short
    Fitness(Database.Address address, boolean restores) {
        this.address = address;
        this.restores = restores;
    }

    /// Looks at everything.
    ///
    /// @return the settings by which it may lose what it has confirmed, such as `fsync=off`
    /// @throws DatabaseException saying what is wrong and what to do
    List<String> require() {
        try (Connection connection = Database.connect(address)) {
            requireWritable(connection);
            requireKnownTables(connection);
            requireRights(connection);
            requireOwnership(connection);
            return settingsOff(connection);
        } catch (SQLException e) {
            throw explained(address, e);
        }
    }

    /// The settings by which this database may lose what it has confirmed.
    public static List<String> settingsOff(Connection connection) throws SQLException {
        List<String> off = new ArrayList<>();
        for (String setting : DURABLE) {
            if ("off".equals(ask(connection, "show " + setting))) {
                off.add(setting + "=off");
            }
        }
        return off;
    }

    private void requireWritable(Connection connection) throws SQLException {
        if ("t".equals(ask(connection, "select pg_is_in_recovery()"))) {
            throw new DatabaseException(
                    "PostgreSQL at "
                            + address
                            + " is a standby and can only be read. Give the address of the"
                            + " primary.");
        }
        if ("on".equals(ask(connection, "show transaction_read_only"))) {
            throw new DatabaseException(
                    "PostgreSQL at "
                            + address
                            + " lets this user only read: default_transaction_read_only is on."
                            + " Turn it off for the user, the database or the server.");
        }
    }

    private void requireKnownTables(Connection connection) throws SQLException {
        if (ask(connection, "select current_schema()") == null) {
            throw new DatabaseException(
                    "The user of "
                            + address
                            + " has no schema to work in: his search_path names none"
                            + " that exists. Create it, or set the search_path.");
        }
        String problem =
                switch (Migrations.of(connection)) {
                    case Migrations.State.Empty _ -> null;
                    case Migrations.State.At(int version) -> tooNew(version);
                    case Migrations.State.Unfinished(int version) ->
                            "A change of its tables to version "
                                    + version
                                    + " was begun and not finished. Restore a backup from before"
                                    + " it, or ask whoever changed the tables by hand.";
                    case Migrations.State.Restoring(String what) ->
                            restores
                                    ? null
                                    : "A restore into it was begun and not finished: "
                                            + what
                                            + ". Restore again with antar restore, which first"
                                            + " takes away what was left.";
                    case Migrations.State.Foreign(String table) ->
                            "It has tables that are not Antar's ("
                                    + table
                                    + "). Give Antar a database of its own: create database antar.";
                };
        if (problem != null) {
            throw new DatabaseException(
                    "The database at " + address + " cannot be used. " + problem);
        }
    }

    private static @Nullable String tooNew(int version) {
        int newest = Migrations.newest();
        return version <= newest
                ? null
                : "Its tables have version "
                        + version
                        + ", made by a newer Antar; this one knows up to "
                        + newest
                        + ". Run that Antar, or restore a backup that is not newer than this one.";
    }

    private void requireRights(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        if ("f"
                .equals(
                        ask(
                                connection,
                                "select has_schema_privilege(current_schema(), 'CREATE')"))) {
            missing.add("CREATE on schema " + ask(connection, "select current_schema()"));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select r.name || ' on table ' || c.relname from pg_class c,"
                                    + " (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) as"
                                    + " r (name) where c.relkind in ('r', 'p') and c.relnamespace ="
                                    + " current_schema()::regnamespace and not"
                                    + " has_table_privilege(c.oid, r.name) order by c.relname,"
                                    + " r.name limit 5")) {
            while (rows.next()) {
                missing.add(rows.getString(1));
            }
        }
        if (!missing.isEmpty()) {
            throw new DatabaseException(
                    "The user of "
                            + address
                            + " may not do what Antar needs: "
                            + String.join(", ", missing)
                            + ". Make that user the owner of the database, or grant it.");
        }
    }

    /// What only the owner may change is asked for before the first change, and not in the middle.
    private void requireOwnership(Connection connection) throws SQLException {
        if (!(Migrations.of(connection) instanceof Migrations.State.At(int version))
                || Migrations.pending(connection).isEmpty()) {
            return;
        }
        List<String> things = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select 'table ' || c.relname, pg_get_userbyid(c.relowner), 1 from pg_class c
                        where c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
                          and c.relnamespace = current_schema()::regnamespace
                          and not pg_has_role(c.relowner, 'USAGE')
                        union all
                        select 'function ' || p.proname, pg_get_userbyid(p.proowner), 2 from pg_proc p
                        where p.proname = any (?)
                          and p.pronamespace = current_schema()::regnamespace
                          and not pg_has_role(p.proowner, 'USAGE')
                        order by 3, 1
                        """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", Migrations.functions().toArray(String[]::new)));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    things.add(row.getString(1));
                    owners.add(row.getString(2));
                }
            }
        }
        if (!things.isEmpty()) {
            throw new DatabaseException(notOwned(version, things, owners));
        }
    }

    private String notOwned(int version, List<String> things, List<String> owners) {
        int named = Math.min(things.size(), MOST_NAMED);
        List<String> belong = new ArrayList<>();
        for (int i = 0; i < named; i++) {
            belong.add(things.get(i) + " belongs to " + owners.get(i));
        }
        if (things.size() > named) {
            belong.add("and so on, " + things.size() + " in all");
        }
        return "The tables at "
                + address
                + " have to be brought from version "
                + version
                + " to "
                + Migrations.newest()
                + ", which only their owner may do: "
                + String.join(", ", belong)
                + ". Start Antar once as "
                + owners.getFirst()
                + ", or give each of them to its user: alter "
                + things.getFirst()
                + " owner to "
                + address.user()
                + ". Nothing was changed.";
    }

    /// A failure to reach the database or to work with it, in words that help.
    static DatabaseException explained(Database.Address address, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String said = String.valueOf(failure.getMessage());
        String advice =
                switch (state) {
                    case "28P01", "28000" ->
                            "User or password is wrong, or pg_hba.conf does not let this user in"
                                    + " from here.";
                    case "3D000" -> "Create the database, or name another.";
                    case "08001", "08004", "08006" ->
                            "Is PostgreSQL running there, and does it listen on that address?";
                    case "53300" -> "It has no connection left: raise max_connections.";
                    case "57P03" -> "It is starting or stopping: try again in a moment.";
                    case "42501" -> "Make that user the owner of the database, or grant it.";
                    case "25006" -> "It can only be read: give the address of the primary.";
                    default -> "";
                };
        return new DatabaseException(
                "PostgreSQL cannot be used at "
                        + address
                        + ": "
                        + said
                        + (advice.isEmpty() ? "" : " " + advice),
                failure);
    }

    private static @Nullable String ask(Connection connection, String question)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
