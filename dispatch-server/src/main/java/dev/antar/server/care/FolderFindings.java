package dev.antar.server.care;

import dev.antar.server.store.Database;
import dev.antar.server.store.FolderLock;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a data folder looks like from outside.
final class FolderFindings {

    private static final long LEAST_BYTES = 512L << 20;
    private static final int LEAST_PERCENT = 10;

    /// What PostgreSQL cannot start without.
    private static final List<String> NEEDED =
            List.of(
                    "PG_VERSION",
                    "global/pg_control",
                    "base",
                    "global",
                    "pg_wal",
                    "pg_xact",
                    "pg_multixact",
                    "pg_tblspc",
                    "postgresql.conf",
                    "pg_hba.conf",
                    "pg_ident.conf");

    private static final String OURS =
            "postgres|recordings|restoring|antar\\.lock|postgres\\.before-.*";
    private static final String POSTGRES =
            "base|global|log|pg_\\w+|pg_\\w+\\.conf|postgresql(\\.auto)?\\.conf|PG_VERSION"
                    + "|postmaster\\.(pid|opts)|current_logfiles|epg-lock|\\.\\w+";

    private final Path data;
    private final Path recordings;
    private final Path files;
    private final List<Finding> findings = new ArrayList<>();
    private boolean running;

    FolderFindings(Path data, Path recordings) {
        this.data = data;
        this.recordings = recordings;
        this.files = data.resolve("postgres");
    }

    /// Whether a server runs on the folder.
    boolean isRunning() {
        return running;
    }

    /// Whether there is something like a database.
    boolean hasDatabase() {
        return Files.isDirectory(files);
    }

    List<Finding> look() throws IOException {
        if (!Files.isDirectory(data)) {
            findings.add(
                    Finding.problem(
                            "There is no folder " + data + ".",
                            "Name a server's data folder with --data."));
            return findings;
        }
        lookAtOwner();
        String user = FolderLock.user(data);
        running = user != null;
        findings.add(
                Finding.fine(
                        running
                                ? "A server runs on " + data + " (process " + user + ")."
                                : "No server runs on " + data + "."));
        lookAtSpace(Files.getFileStore(data));
        lookForStrangers(data, OURS);
        if (!hasDatabase()) {
            lookForRestore();
            return findings;
        }
        lookForMissing();
        lookForStrangers(files, POSTGRES);
        lookAtProcess();
        return findings;
    }

    private void lookAtOwner() throws IOException {
        String me = System.getProperty("user.name");
        for (Path each : List.of(data, files, files.resolve("PG_VERSION"))) {
            if (!Files.exists(each)) {
                continue;
            }
            String owner = Files.getOwner(each).getName();
            if (!owner.equals(me)) {
                findings.add(
                        Finding.problem(
                                each + " belongs to " + owner + ", and this is " + me + ".",
                                "Run the server as "
                                        + owner
                                        + ", or: chown -R "
                                        + me
                                        + " "
                                        + data));
            } else if (!Files.isWritable(each) || !Files.isReadable(each)) {
                findings.add(
                        Finding.problem(
                                each + " cannot be read and written by its owner.",
                                "chmod -R u+rwX " + data));
            }
        }
        if (hasDatabase()
                && files.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> may = Files.getPosixFilePermissions(files);
            if (may.contains(PosixFilePermission.GROUP_WRITE)
                    || may.stream().anyMatch(each -> each.name().startsWith("OTHERS"))) {
                findings.add(
                        Finding.problem(
                                files + " is open to others, with which PostgreSQL does not start.",
                                "chmod 700 " + files));
            }
        }
    }

    private void lookAtSpace(FileStore store) throws IOException {
        long free = store.getUsableSpace();
        long percent = free * 100 / Math.max(1, store.getTotalSpace());
        String said = (free >> 20) + " MiB are free at " + data + " (" + percent + " %).";
        if (free < LEAST_BYTES) {
            findings.add(
                    Finding.problem(
                            said,
                            "Make room: without any the database stops. Recordings may be made"
                                    + " smaller with --recordings-size."));
        } else if (percent < LEAST_PERCENT) {
            findings.add(
                    Finding.warning(
                            said, "Make room, or give recordings less: --recordings-size."));
        } else {
            findings.add(Finding.fine(said));
        }
    }

    private void lookForStrangers(Path folder, String known) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.sorted().toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith("postgres.before-")) {
                    findings.add(
                            Finding.warning(
                                    each + " is a database that a restore put aside.",
                                    "It holds data of people: delete it once all is well."));
                } else if (!name.matches(known) && !each.equals(recordings)) {
                    findings.add(
                            Finding.warning(
                                    each + " is not Antar's.", "Move it away if nobody needs it."));
                }
            }
        }
    }

    private void lookForRestore() {
        Path restored = data.resolve("restoring").resolve("postgres");
        findings.add(
                Files.exists(restored)
                        ? Finding.problem(
                                "A restore was cut short; there is no database.",
                                "Restore the backup again: antar restore.")
                        : Finding.warning(
                                "There is no database in " + data + " yet.",
                                "antar serve makes one; if there was one, restore a backup."));
    }

    private void lookForMissing() throws IOException {
        if (!Files.exists(files.resolve("global/pg_control"))
                && !Files.exists(files.resolve("PG_VERSION"))) {
            findings.add(
                    Finding.warning(
                            "A first start of the database was cut short.",
                            "antar serve begins anew."));
            return;
        }
        List<String> missing =
                NEEDED.stream().filter(each -> !Files.exists(files.resolve(each))).toList();
        if (!missing.isEmpty()) {
            findings.add(
                    Finding.problem(
                            "Of the database's files are missing: " + String.join(", ", missing),
                            "Bring them back from where they were moved, or restore a backup:"
                                    + " antar restore --replace."));
            return;
        }
        String version = Files.readString(files.resolve("PG_VERSION")).strip();
        findings.add(
                version.equals(Database.EMBEDDED_MAJOR)
                        ? Finding.fine(
                                "The database's files are those of PostgreSQL " + version + ".")
                        : Finding.problem(
                                "The database's files are those of PostgreSQL "
                                        + version
                                        + "; this Antar brings "
                                        + Database.EMBEDDED_MAJOR
                                        + ".",
                                "Back it up with the Antar that made it, and restore that here."));
    }

    private void lookAtProcess() throws IOException {
        Path said = files.resolve("postmaster.pid");
        if (!Files.exists(said) || running) {
            return;
        }
        List<String> lines = Files.readAllLines(said);
        String pid = lines.isEmpty() ? "none" : lines.getFirst().strip();
        if (FolderLock.runningPostgres(files) != null) {
            findings.add(
                    Finding.warning(
                            "A PostgreSQL (process "
                                    + pid
                                    + ") still runs, left by a server that died.",
                            "antar serve stops it and goes on."));
        } else if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
            findings.add(
                    Finding.problem(
                            said
                                    + " names process "
                                    + pid
                                    + ", which is no PostgreSQL; PostgreSQL will not start.",
                            "Delete " + said + "."));
        } else {
            findings.add(
                    Finding.warning(
                            said + " was left by a PostgreSQL that died (process " + pid + ").",
                            "Nothing: the next start recovers what was committed."));
        }
    }
}
