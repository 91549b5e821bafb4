package dev.antar.benchmarks.peer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// PostgreSQL's own load generator, of the system's packages: any version talks to any server.
public final class Pgbench {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final Pattern DONE =
            Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern SECOND = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps");

    /// A new connection first reads the catalogue and plans its statements: seconds that are not
    /// counted.
    private static final int WARM_UP_SECONDS = 2;

    private final Path program;
    private final int port;
    private final String database;

    private Pgbench(Path program, int port, String database) {
        this.program = program;
        this.port = port;
        this.database = database;
    }

    /// For a database on this machine whose user and password are `postgres`.
    ///
    /// @throws NotInstalled saying how to install it
    public static Pgbench find(int port, String database) throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(VERSIONS)) {
                for (Path version : versions) {
                    Path program = version.resolve("bin/pgbench");
                    if (Files.isExecutable(program)) {
                        return new Pgbench(program, port, database);
                    }
                }
            }
        }
        throw new NotInstalled(
                "pgbench is not installed: on Debian and Ubuntu, apt-get install postgresql", null);
    }

    /// What a run did.
    ///
    /// @param transactions all
    /// @param perSecond once it was warm
    public record Result(long transactions, double perSecond) {}

    /// Runs a script again and again, each client on a connection of its own, statements prepared,
    /// for so many seconds after two that are not counted. A client's variable `:n` begins with 0.
    ///
    /// @throws IOException with what pgbench said, also where one transaction failed
    public Result run(String script, int clients, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("antar-bench", ".sql");
        Path output = Files.createTempFile("antar-bench", ".out");
        try {
            Files.writeString(file, script);
            List<String> command = new ArrayList<>(List.of(program.toString(), "-n"));
            command.addAll(List.of("-M", "prepared", "-c", Integer.toString(clients)));
            command.addAll(List.of("-j", "1", "-D", "n=0", "-P", "1"));
            command.addAll(List.of("-T", Integer.toString(WARM_UP_SECONDS + seconds)));
            command.addAll(List.of("-f", file.toString()));
            command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port)));
            command.addAll(List.of("-U", "postgres", database));
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().put("PGPASSWORD", "postgres");
            Process process = builder.start();
            boolean ended = process.waitFor(seconds + 60L, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new IOException("pgbench: " + said);
            }
            return new Result(Long.parseLong(find(DONE, said)), perSecond(said));
        } finally {
            Files.delete(file);
            Files.delete(output);
        }
    }

    private static double perSecond(String said) throws IOException {
        double sum = 0;
        int seconds = 0;
        Matcher second = SECOND.matcher(said);
        while (second.find()) {
            if (++seconds > WARM_UP_SECONDS) {
                sum += Double.parseDouble(second.group(1));
            }
        }
        if (seconds <= WARM_UP_SECONDS) {
            throw new IOException("pgbench did not get warm: " + said);
        }
        return sum / (seconds - WARM_UP_SECONDS);
    }

    private static String find(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("pgbench said something unknown: " + said);
        }
        return matcher.group(1);
    }
}
