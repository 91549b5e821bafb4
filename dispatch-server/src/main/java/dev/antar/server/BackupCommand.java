package dev.antar.server;

import dev.antar.server.care.Backup;
import dev.antar.server.store.Database;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

/// `antar backup`.
@Command(
        name = "backup",
        description = {
            "Writes all that the database has into a folder, as it is at one moment, while the"
                    + " server goes on.",
            "Exit codes: 0 written, 1 not, 2 wrong usage, 3 written, but the tables are not what"
                    + " their log makes of them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BackupCommand implements Callable<Integer> {

    private static final int DIFFERENT = 3;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'antar-backup-'yyyyMMdd'T'HHmmss'Z'")
                    .withZone(ZoneOffset.UTC);

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where to; is made (default: antar-backup-TIME, here).")
    private @Nullable Path target;

    @Mixin private DataOptions of = new DataOptions();

    @Override
    public Integer call() {
        return DataOptions.told("backup", this::backup);
    }

    private int backup() throws IOException, SQLException {
        Path chosen = target;
        Path folder = chosen == null ? Path.of(NAME.format(Instant.now())) : chosen;
        try (Database database = of.asItIs()) {
            Backup.Written written = new Backup(database, Server.version()).write(folder);
            System.out.println("Written and checked: " + folder + ", " + written.manifest());
            System.out.println(
                    "It holds data of people: keep it safe, and no longer than you need it."
                            + " Recordings are not in it.");
            written.differences().forEach(each -> System.err.println("antar backup: " + each));
            return written.differences().isEmpty() ? 0 : DIFFERENT;
        }
    }
}
