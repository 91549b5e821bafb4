package dev.antar.simulator.chaos;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A PostgreSQL in a process of ours, which may be ended, frozen and started again. One thread.
final class Postgres implements AutoCloseable {

    /// Reading a gigabyte of its log again, after it was ended at once, takes a slow disk a minute.
    private static final Duration UP = Duration.ofMinutes(2);

    private static final String USER = "postgres";

    private final Path program;
    private final Path files;
    private final int port;
    private final Path log;
    private final List<String> settings;
    private @Nullable Process process;

    /// @param program the `postgres` to run
    /// @param files a database cluster that exists
    /// @param log file that its output is added to
    /// @param settings of its own, such as `max_wal_size=48MB`
    Postgres(Path program, Path files, int port, Path log, List<String> settings) {
        this.program = program;
        this.files = files;
        this.port = port;
        this.log = log;
        this.settings = settings;
    }

    int port() {
        return port;
    }

    /// Starts it and returns when it answers.
    void start() throws IOException, InterruptedException {
        startWithoutWaiting();
        Pace.await(UP, () -> !running() || answers());
        if (!running() || !answers()) {
            throw new IOException("PostgreSQL does not start; see " + log);
        }
    }

    void startWithoutWaiting() throws IOException {
        List<String> command = new ArrayList<>();
        if (Commands.isRoot()) {
            // It refuses to run as root; in a user namespace of its own nobody is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), "-D", files.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "fsync=on",
                        "synchronous_commit=on",
                        "full_page_writes=on",
                        // As the embedded one has it.
                        "max_wal_size=4GB",
                        "min_wal_size=2GB",
                        "shared_buffers=512MB",
                        "max_connections=60",
                        "timezone=UTC",
                        "log_timezone=UTC")) {
            command.addAll(List.of("-c", setting));
        }
        for (String setting : settings) {
            command.addAll(List.of("-c", setting));
        }
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    boolean running() {
        Process known = process;
        return known != null && known.isAlive();
    }

    /// While it runs.
    ProcessHandle handle() {
        return started().toHandle();
    }

    /// Ends it without writing anything more, as `pg_ctl stop -m immediate` does: it must recover
    /// from its log at the next start.
    void stopAtOnce() throws IOException, InterruptedException {
        end("QUIT");
    }

    void freeze() throws IOException, InterruptedException {
        Signals.freeze(started().toHandle());
    }

    void thaw() throws IOException, InterruptedException {
        Signals.thaw(started().toHandle());
    }

    /// The address of one of its databases, for a server.
    ///
    /// @param host and `viaPort` at which it is reached, which need not be its own
    String url(String host, int viaPort, String database) {
        return "postgresql://" + USER + ":" + USER + "@" + host + ":" + viaPort + "/" + database;
    }

    /// Opens a connection to one of its databases.
    Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", USER);
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "120");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, login);
    }

    /// Makes a database as the first one was before anybody used it.
    void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("template1");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + USER);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stopInOrder();
        } catch (InterruptedException _) {
            started().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Lets it write everything and end. Does nothing where it does not run.
    void stopInOrder() throws IOException, InterruptedException {
        if (running()) {
            thaw();
            end("INT");
        }
    }

    private void end(String signal) throws IOException, InterruptedException {
        Process known = started();
        Signals.sendOnly(signal, known.toHandle());
        Signals.awaitEnd(known);
    }

    private Process started() {
        Process known = process;
        if (known == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return known;
    }

    private boolean answers() {
        try (Connection connection = connect("template1")) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }
}
