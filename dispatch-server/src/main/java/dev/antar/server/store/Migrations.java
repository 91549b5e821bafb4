package dev.antar.server.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The versions of the tables: those that this program knows, and the one that a database has.
public final class Migrations {

    private static final String PLACE = "db/migration";
    private static final Pattern FUNCTION =
            Pattern.compile("create (?:or replace )?function (\\w+)");

    /// Stands in a database while a backup is brought into it, with the column `what`. A
    /// materialized view, which needs no more rights than a table, and by which a schema still
    /// counts as empty.
    public static final String RESTORING = "antar_restore_under_way";

    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private Migrations() {}

    /// What a database's tables are.
    public sealed interface State {

        /// There is nothing yet.
        record Empty() implements State {}

        /// They are Antar's, of this version.
        record At(int version) implements State {}

        /// A change of them was begun and not finished.
        record Unfinished(int version) implements State {}

        /// A restore into it was begun and not finished, or is under way.
        ///
        /// @param what of which backup, and since when
        record Restoring(String what) implements State {}

        /// They are somebody else's.
        ///
        /// @param table one of them
        record Foreign(String table) implements State {}
    }

    /// Every version that this program can make, the earliest first.
    public static List<Integer> known() {
        return inFolder(Migrations::versions);
    }

    private interface Reading<T> {

        T of(Path folder) throws IOException;
    }

    private static <T> T inFolder(Reading<T> reading) {
        URL folder = Migrations.class.getClassLoader().getResource(PLACE);
        if (folder == null) {
            throw new IllegalStateException(PLACE + " is missing from the program");
        }
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return reading.of(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return reading.of(jar.getPath(PLACE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The version that this program works with.
    public static int newest() {
        return known().getLast();
    }

    /// The versions that are still to be made in this database, whose tables are Antar's.
    static List<Integer> pending(Connection connection) throws SQLException {
        List<Integer> pending = new ArrayList<>(known());
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select version::int from flyway_schema_history where success and"
                                        + " version is not null")) {
            while (row.next()) {
                pending.remove(Integer.valueOf(row.getInt(1)));
            }
        }
        return pending;
    }

    /// The names of all functions that any version makes.
    static Set<String> functions() {
        return inFolder(
                folder -> {
                    Set<String> functions = new TreeSet<>();
                    try (Stream<Path> files = Files.list(folder)) {
                        for (Path file : files.toList()) {
                            Matcher made = FUNCTION.matcher(Files.readString(file));
                            while (made.find()) {
                                functions.add(made.group(1));
                            }
                        }
                    }
                    return functions;
                });
    }

    /// What the tables of this database are.
    public static State of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (exists(statement, RESTORING)) {
                try (ResultSet row = statement.executeQuery("select what from " + RESTORING)) {
                    row.next();
                    return new State.Restoring(row.getString(1));
                }
            }
            if (!exists(statement, "flyway_schema_history")) {
                try (ResultSet other =
                        statement.executeQuery(
                                "select relname from pg_class where relkind in ('r', 'p') and"
                                    + " relnamespace = current_schema()::regnamespace order by 1"
                                    + " limit 1")) {
                    return other.next() ? new State.Foreign(other.getString(1)) : new State.Empty();
                }
            }
            try (ResultSet row =
                    statement.executeQuery(
                            "select max(version::int), max(version::int) filter (where not"
                                    + " success) from"
                                    + " flyway_schema_history where version is not null")) {
                row.next();
                int unfinished = row.getInt(2);
                int version = row.getInt(1);
                return unfinished > 0
                        ? new State.Unfinished(unfinished)
                        : version == 0 ? new State.Empty() : new State.At(version);
            }
        }
    }

    /// Brings the tables to a version, which none of them may be beyond.
    static void migrate(Database.Address address, int version) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:" + PLACE)
                // Parts are built side by side: one may be ready after one with a later number.
                .outOfOrder(true)
                .target(MigrationVersion.fromVersion(Integer.toString(version)))
                .load()
                .migrate();
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static List<Integer> versions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .sorted()
                    .toList();
        }
    }
}
