package dev.antar.server.care;

import dev.antar.server.store.Database;
import dev.antar.server.store.FoldCheck;
import dev.antar.server.store.FolderLock;
import dev.antar.server.store.Migrations;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Brings a backup back: checked before anything is touched, into an empty database beside the old
/// one, verified there, and only then put in its place.
public final class Restore {

    /// Rows with their indexes take about so much more than the rows alone.
    private static final int SPACE = 3;

    private static final int ANSWER_SECONDS = 5;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path backup;
    private final Manifest manifest;
    private final boolean acceptDifferences;

    /// Reads the backup and checks every file of it.
    ///
    /// @param acceptDifferences whether tables are taken that are not what their log makes of them
    /// @throws Refused where it is damaged, somebody else's, or newer than this program
    public Restore(Path backup, boolean acceptDifferences) throws IOException {
        this.backup = backup;
        this.acceptDifferences = acceptDifferences;
        if (!Files.isDirectory(backup)) {
            throw new Refused(backup + ": there is no such folder.");
        }
        manifest = Manifest.checked(backup);
        List<Integer> known = Migrations.known();
        if (manifest.schema() > known.getLast()) {
            throw new Refused(
                    backup
                            + " has tables of version "
                            + manifest.schema()
                            + ", made by Antar "
                            + manifest.antar()
                            + "; this Antar knows up to "
                            + known.getLast()
                            + ". Restore it with that Antar or a newer one.");
        }
        if (!known.contains(manifest.schema())) {
            throw new Refused(
                    backup
                            + " has tables of version "
                            + manifest.schema()
                            + ", which Antar never had.");
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /// Puts the backup in the place of the embedded database of this data folder.
    ///
    /// @param replace whether a database that is there may be put aside
    /// @return where the old one was put, or null where there was none
    public @Nullable Path into(Path data, boolean replace) throws IOException, SQLException {
        Path place = data.resolve("postgres");
        if (Files.exists(place) && !replace) {
            throw new Refused(
                    place
                            + " exists: a restore would put it aside. Back it up, then say"
                            + " --replace; or name another folder with --data.");
        }
        Files.createDirectories(data);
        try (FolderLock _ = FolderLock.of(data)) {
            requireNoServer(place);
            requireSpace(data);
            Path beside = data.resolve("restoring");
            Folders.delete(beside);
            Folders.createOwn(beside);
            try (Database database = Database.embedded(beside, manifest.schema())) {
                fill(database);
            } catch (IOException | SQLException | RuntimeException e) {
                Folders.delete(beside);
                throw e;
            }
            return swap(data, place, beside);
        }
    }

    /// Fills an empty database that somebody else runs. What goes wrong leaves it as it was; what
    /// an earlier restore left that was cut short is taken away first.
    ///
    /// @return what that was, or null where there was nothing
    /// @throws Refused where it is not empty, or another restore is under way
    public @Nullable String into(String url, boolean allowLoss) throws IOException, SQLException {
        try (Database database = Database.toRestore(url, allowLoss);
                Connection held = database.connect()) {
            HalfRestore.lock(held);
            String left = null;
            if (Migrations.of(held) instanceof Migrations.State.Restoring(String what)) {
                left = what;
                HalfRestore.takeBack(held);
            }
            if (!(Migrations.of(held) instanceof Migrations.State.Empty)) {
                throw new Refused(
                        database + " is not empty: a backup is restored into an empty database.");
            }
            HalfRestore.begin(held, backup.toAbsolutePath() + ", begun at " + Instant.now());
            try {
                database.migrate(manifest.schema());
                fill(database);
                try (Connection connection = database.connect()) {
                    HalfRestore.end(connection);
                }
            } catch (IOException | SQLException | RuntimeException e) {
                if (takenBack(database, held, e)) {
                    throw e;
                }
            }
            return left;
        }
    }

    /// Whether there was something to take back: where only the answer to the end was lost there is
    /// not, and all is well.
    private static boolean takenBack(Database database, Connection held, Exception failure) {
        try {
            if (held.isValid(ANSWER_SECONDS)) {
                return HalfRestore.takeBack(held);
            }
            try (Connection again = database.connect()) {
                HalfRestore.lock(again);
                return HalfRestore.takeBack(again);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
            throw new Refused(
                    failure.getMessage()
                            + " What had been made in "
                            + database
                            + " by then is still there, since it could not be taken away: "
                            + e.getMessage()
                            + ". No server will use it. Restore again: that takes it away first.",
                    failure);
        }
    }

    private static void requireNoServer(Path place) throws IOException {
        if (FolderLock.runningPostgres(place) != null) {
            throw new Refused(
                    "A PostgreSQL still runs on "
                            + place
                            + ", left by a server that died. Start and stop `antar serve` once, or"
                            + " stop it by hand.");
        }
    }

    private void requireSpace(Path data) throws IOException {
        long free = Files.getFileStore(data).getUsableSpace();
        long needed = manifest.rawBytes() * SPACE;
        if (free < needed) {
            throw new Refused(
                    "There are "
                            + free
                            + " bytes free at "
                            + data
                            + "; the restore needs about "
                            + needed
                            + ".");
        }
    }

    private void fill(Database database) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            load(connection);
            verify(connection);
            connection.commit();
        }
        database.migrate(Migrations.newest());
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            verify(connection);
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }
    }

    private void load(Connection connection) throws IOException, SQLException {
        Map<String, Manifest.TableFile> files = new LinkedHashMap<>();
        manifest.tables().forEach(file -> files.put(file.table(), file));
        Tables tables = new Tables(connection);
        Map<String, List<String>> there = tables.columns();
        if (!there.keySet().equals(files.keySet())) {
            throw new Refused(
                    backup
                            + " has the tables "
                            + files.keySet()
                            + ", version "
                            + manifest.schema()
                            + " has "
                            + there.keySet()
                            + ".");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + Tables.quoted(List.copyOf(files.keySet())));
            for (Manifest.Part part : manifest.parts()) {
                statement.execute(
                        "create table if not exists "
                                + Tables.quoted(part.name())
                                + " partition of "
                                + Tables.quoted(part.table())
                                + " "
                                + bound(part));
            }
            for (String table : tables.inOrder(files.keySet())) {
                Manifest.TableFile file = files.get(table);
                if (file == null || !new HashSet<>(there.get(table)).containsAll(file.columns())) {
                    throw new Refused(
                            backup + ": " + table + " has other columns than its version.");
                }
                // What triggers do at an insert was done when the rows were first written.
                statement.execute("alter table " + Tables.quoted(table) + " disable trigger user");
                long rows = load(connection, file);
                statement.execute("alter table " + Tables.quoted(table) + " enable trigger user");
                if (rows != file.rows()) {
                    throw new Refused(
                            backup
                                    + ": "
                                    + file.file()
                                    + " has "
                                    + rows
                                    + " rows instead of "
                                    + file.rows()
                                    + ".");
                }
            }
        }
        for (Manifest.Sequence sequence : manifest.sequences()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select setval(?::regclass, ?)")) {
                statement.setString(1, Tables.quoted(sequence.name()));
                statement.setLong(2, sequence.last());
                statement.execute();
            }
        }
    }

    /// The only SQL that a backup holds: nothing but a range is let through.
    private String bound(Manifest.Part part) {
        if (!part.bound().matches("FOR VALUES FROM \\('[-0-9:+. ]+'\\) TO \\('[-0-9:+. ]+'\\)")) {
            throw new Refused(
                    backup + ": the part " + part.name() + " has no range that is known.");
        }
        return part.bound();
    }

    private long load(Connection connection, Manifest.TableFile file)
            throws IOException, SQLException {
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(backup.resolve(file.file())), 1 << 16)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy "
                                    + Tables.quoted(file.table())
                                    + " ("
                                    + Tables.quoted(file.columns())
                                    + ") from stdin",
                            in);
        }
    }

    private void verify(Connection connection) throws SQLException {
        FoldCheck.Result fold = FoldCheck.of(connection);
        if (fold.events() != manifest.events()) {
            throw new Refused(
                    backup
                            + " has "
                            + fold.events()
                            + " events instead of "
                            + manifest.events()
                            + ".");
        }
        if (!fold.differences().isEmpty() && !acceptDifferences) {
            throw new Refused(
                    "The tables of "
                            + backup
                            + " are not what their log makes of them: "
                            + String.join("; ", fold.differences())
                            + ". Restore an earlier backup, or insist with --accept-differences.");
        }
    }

    /// Two renames. Between them there is no database, which a server that starts notices.
    private static @Nullable Path swap(Path data, Path place, Path beside) throws IOException {
        Path old = null;
        if (Files.exists(place)) {
            old = data.resolve("postgres.before-" + NAME.format(Instant.now()));
            Files.move(place, old);
        }
        Files.move(beside.resolve("postgres"), place);
        Folders.sync(data);
        Folders.delete(beside);
        return old;
    }
}
