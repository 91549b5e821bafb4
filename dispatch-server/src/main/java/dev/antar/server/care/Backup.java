package dev.antar.server.care;

import dev.antar.server.store.Database;
import dev.antar.server.store.FoldCheck;
import dev.antar.server.store.Migrations;

import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes all tables as they are at one moment into a folder, while the server goes on. Rows, not
/// the database's own files, so that a backup fits every later PostgreSQL and Antar, an embedded
/// database and a given one.
public final class Backup {

    private static final String UNFINISHED = ".unfinished";

    private final Database database;
    private final String antar;

    /// @param antar the version that makes the backup
    public Backup(Database database, String antar) {
        this.database = database;
        this.antar = antar;
    }

    /// What was written, and in what the tables differ from what the log makes of them.
    public record Written(Manifest manifest, List<String> differences) {}

    /// Writes the backup. The folder has this name only once the backup is whole.
    ///
    /// @param target is made, and must not exist
    /// @throws Refused where it does, or there is nothing to back up
    public Written write(Path target) throws IOException, SQLException {
        if (Files.exists(target)) {
            throw new Refused(target + " exists already: name a folder that does not.");
        }
        Path folder = target.resolveSibling(target.getFileName() + UNFINISHED);
        Folders.delete(folder);
        Folders.createOwn(folder);
        try {
            Written written = copy(folder);
            written.manifest().write(folder);
            Manifest.checked(folder);
            Folders.sync(folder);
            move(folder, target);
            return written;
        } catch (IOException | SQLException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private Written copy(Path folder) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                statement.execute("set local statement_timeout = 0");
            }
            if (!(Migrations.of(connection) instanceof Migrations.State.At(int schema))) {
                throw new Refused("There are no tables of Antar in " + database + ".");
            }
            Instant takenAt = Instant.now();
            Tables tables = new Tables(connection);
            List<Manifest.TableFile> files = new ArrayList<>();
            for (Map.Entry<String, List<String>> each : tables.columns().entrySet()) {
                files.add(copy(connection, each.getKey(), each.getValue(), folder));
            }
            FoldCheck.Result fold = FoldCheck.of(connection);
            Manifest manifest =
                    new Manifest(
                            Manifest.KIND,
                            Manifest.FORMAT,
                            antar,
                            serverVersion(connection),
                            schema,
                            takenAt.toString(),
                            fold.events(),
                            fold.differences().isEmpty(),
                            files,
                            tables.parts(),
                            tables.sequences());
            return new Written(manifest, fold.differences());
        }
    }

    private static Manifest.TableFile copy(
            Connection connection, String table, List<String> columns, Path folder)
            throws IOException, SQLException {
        String name = table + ".copy.gz";
        Path file = folder.resolve(name);
        MessageDigest digest = Manifest.sha256();
        Counting raw;
        long rows;
        try (OutputStream out = Folders.createOwnFile(file);
                OutputStream packed = new GZIPOutputStream(new DigestOutputStream(out, digest))) {
            raw = new Counting(packed);
            rows =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "copy (select "
                                            + Tables.quoted(columns)
                                            + " from "
                                            + Tables.quoted(table)
                                            + ") to stdout",
                                    raw);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return new Manifest.TableFile(
                table,
                columns,
                name,
                rows,
                raw.bytes,
                Files.size(file),
                Manifest.hex(digest.digest()));
    }

    private static String serverVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void move(Path folder, Path target) throws IOException {
        try {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(folder, target);
        }
        Folders.syncParent(target);
    }

    /// Counts what passes through. Not closed by its writer.
    private static final class Counting extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) throws IOException {
            out.write(values, from, length);
            bytes += length;
        }
    }
}
