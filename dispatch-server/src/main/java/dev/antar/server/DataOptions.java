package dev.antar.server;

import dev.antar.server.care.Refused;
import dev.antar.server.store.Database;
import dev.antar.server.store.DatabaseException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Whose data a command is about: a data folder's, or that of a given database.
final class DataOptions {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "antar-data",
            description = "The server's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("antar-data");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "The PostgreSQL that the server uses instead of the embedded one; also as"
                            + " ANTAR_DATABASE_URL.",
            defaultValue = "${env:ANTAR_DATABASE_URL}")
    private @Nullable String url;

    /// What a command does.
    interface Work {

        /// Does it, and says with which exit code it ends.
        int run() throws IOException, SQLException;
    }

    Path data() {
        return data;
    }

    /// The given database's address, or null for the embedded one.
    @Nullable String url() {
        return url == null || url.isBlank() ? null : url;
    }

    /// The database with nothing changed, also while a server runs on it.
    Database asItIs() throws IOException {
        String given = url();
        return given == null ? Database.asItIs(data) : Database.asItIs(given);
    }

    /// Does the work, and says what went wrong on standard error: 1 where it could not be done, 2
    /// where it was asked for wrongly.
    static int told(String command, Work work) {
        try {
            return work.run();
        } catch (IllegalArgumentException e) {
            System.err.println("antar " + command + ": " + e.getMessage());
            return USAGE;
        } catch (Refused | DatabaseException e) {
            System.err.println("antar " + command + ": " + e.getMessage());
            return FAILED;
        } catch (IOException | SQLException e) {
            System.err.println(
                    "antar "
                            + command
                            + ": "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage());
            return FAILED;
        }
    }
}
