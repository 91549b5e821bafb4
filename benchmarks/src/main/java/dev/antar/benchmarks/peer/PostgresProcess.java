package dev.antar.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server of the system's packages in a new folder, for as long as a measurement. As
/// root it runs as the user `postgres`, since it refuses to run as root.
final class PostgresProcess implements AutoCloseable {

    private final Path binaries;
    private final String folder;
    private final int port;

    private PostgresProcess(Path binaries, String folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    static PostgresProcess start() throws IOException, InterruptedException {
        Path binaries = findPostGis();
        String folder = run("mktemp", "-d", "-t", "antar-postgis.XXXXXX").strip();
        run(binaries.resolve("initdb").toString(), "-D", folder, "-A", "trust", "-U", "postgres");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String options =
                "-p "
                        + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                        + folder
                        + " -c shared_buffers=512MB -c maintenance_work_mem=256MB";
        String pgCtl = binaries.resolve("pg_ctl").toString();
        run(pgCtl, "-D", folder, "-w", "-l", folder + "/log", "-o", options, "start");
        return new PostgresProcess(binaries, folder, port);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    @Override
    public void close() {
        try {
            String pgCtl = binaries.resolve("pg_ctl").toString();
            run(pgCtl, "-D", folder, "-m", "immediate", "-w", "stop");
            run("rm", "-r", folder);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL did not end", e);
        }
    }

    private static Path findPostGis() throws IOException {
        Path share = Path.of("/usr/share/postgresql");
        if (Files.isDirectory(share)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(share)) {
                for (Path version : versions) {
                    Path bin =
                            Path.of("/usr/lib/postgresql", version.getFileName().toString(), "bin");
                    if (Files.exists(version.resolve("extension/postgis.control"))
                            && Files.exists(bin.resolve("initdb"))) {
                        return bin;
                    }
                }
            }
        }
        throw new NotInstalled("PostGIS is not installed; scripts/install-postgis", null);
    }

    /// Runs a command to its end; answers what it wrote.
    private static String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.addAll(List.of(words));
        Path output = Files.createTempFile("antar-postgis", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(words[0] + ": " + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
