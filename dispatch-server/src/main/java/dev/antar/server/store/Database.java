package dev.antar.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL that is up, migrated, and known to keep what it has confirmed.
public final class Database implements AutoCloseable {

    /// Of the PostgreSQL that comes along; its files are those of no other.
    public static final String EMBEDDED_MAJOR = "17";

    private static final int STATEMENT_TIMEOUT_MILLIS = 5_000;

    /// Where PostgreSQL writes its port, of what it writes of itself.
    private static final int PORT_LINE = 3;

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final @Nullable EmbeddedDatabase embedded;
    private final Address address;
    private final List<String> settingsOff;

    private Database(
            @Nullable EmbeddedDatabase embedded, Address address, List<String> settingsOff) {
        this.embedded = embedded;
        this.address = address;
        this.settingsOff = List.copyOf(settingsOff);
    }

    /// Where a database is, and as whom to go there.
    ///
    /// @param password never shown in a message
    record Address(String host, int port, String name, String user, String password) {

        String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + name;
        }

        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + name;
        }
    }

    /// Starts the embedded database with its files in this folder. Blocks until it is ready.
    ///
    /// @throws DatabaseException saying what is wrong and what to do
    public static Database embedded(Path folder) {
        return embedded(folder, Migrations.newest());
    }

    /// The same with tables of an earlier version, for what was made with it.
    public static Database embedded(Path folder, int version) {
        EmbeddedDatabase started = EmbeddedDatabase.start(folder);
        try {
            return ready(started, started.address(), false, version);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /// Uses a database that somebody else runs. Blocks until it is known to be fit.
    ///
    /// @param url `postgresql://user:password@host:port/name`
    /// @throws DatabaseException saying what is wrong and what to do
    public static Database given(String url) {
        return given(url, false);
    }

    /// The same, and with a database that may lose what it has confirmed where that is allowed.
    public static Database given(String url, boolean allowLoss) {
        return ready(null, parse(url), allowLoss, Migrations.newest());
    }

    /// The same with tables of an earlier version.
    public static Database given(String url, boolean allowLoss, int version) {
        return ready(null, parse(url), allowLoss, version);
    }

    /// The database of this folder with nothing changed: that of the server that runs on it, or
    /// else started for as long as this is open.
    ///
    /// @throws DatabaseException where there is none, or it cannot be started
    public static Database asItIs(Path folder) throws IOException {
        requireDatabase(folder);
        Path files = folder.resolve("postgres");
        if (FolderLock.user(folder) == null) {
            EmbeddedDatabase started = EmbeddedDatabase.start(folder);
            return new Database(started, started.address(), List.of());
        }
        List<String> said = FolderLock.postmaster(files);
        if (said.size() <= PORT_LINE) {
            throw new DatabaseException(
                    "The server on " + folder + " is starting or stopping: try again in a moment.");
        }
        int port = Integer.parseInt(said.get(PORT_LINE).strip());
        return new Database(null, EmbeddedDatabase.address(port), List.of());
    }

    /// The database of this folder for nobody else, with its tables up to date.
    ///
    /// @throws DatabaseException where there is none, or a server runs on it
    public static Database alone(Path folder) {
        requireDatabase(folder);
        return embedded(folder);
    }

    private static void requireDatabase(Path folder) {
        if (!Files.exists(folder.resolve("postgres").resolve("PG_VERSION"))) {
            throw new DatabaseException(
                    "There is no database in " + folder + ": name a server's data folder.");
        }
    }

    /// A given database with nothing looked at and nothing changed.
    public static Database asItIs(String url) {
        return new Database(null, parse(url), List.of());
    }

    /// A given database that a backup can be brought into, with nothing changed; it may have
    /// tables.
    ///
    /// @throws DatabaseException saying what is wrong and what to do
    public static Database toRestore(String url, boolean allowLoss) {
        Address address = parse(url);
        return new Database(null, address, fit(address, allowLoss, true));
    }

    /// Brings the tables to a version, beyond which none of them may be.
    public void migrate(int version) {
        migrate(address, version);
    }

    private static Database ready(
            @Nullable EmbeddedDatabase embedded, Address address, boolean allowLoss, int version) {
        List<String> off = fit(address, allowLoss, false);
        migrate(address, version);
        return new Database(embedded, address, off);
    }

    private static List<String> fit(Address address, boolean allowLoss, boolean restores) {
        List<String> off = new Fitness(address, restores).require();
        if (!off.isEmpty() && !allowLoss) {
            throw new DatabaseException(
                    "PostgreSQL at "
                            + address
                            + " may lose what it has confirmed: "
                            + String.join(", ", off)
                            + ". Turn that on, then start again; or insist with --allow-data-loss"
                            + " where losing acknowledged jobs does not matter.");
        }
        return off;
    }

    /// The settings by which it may lose what it has confirmed, such as `fsync=off`, as they were
    /// when it was opened; empty unless that was allowed.
    public List<String> settingsOff() {
        return settingsOff;
    }

    /// Asks for the same once more. On a connection of its own, which is closed at once: it has the
    /// settings of whoever connects now, also those of the user and of the database.
    public Future<List<String>> settingsOffNow(Vertx vertx) {
        return PgConnection.connect(vertx, options())
                .compose(
                        connection ->
                                connection
                                        .preparedQuery(Fitness.SETTINGS_OFF)
                                        .execute(Tuple.of(Fitness.DURABLE.toArray(String[]::new)))
                                        .eventually(connection::close))
                .map(
                        rows -> {
                            List<String> off = new ArrayList<>();
                            rows.forEach(row -> off.add(row.getString("name") + "=off"));
                            return off;
                        });
    }

    private PgConnectOptions options() {
        return new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.name())
                .setUser(address.user())
                .setPassword(address.password())
                .setCachePreparedStatements(true)
                .addProperty("application_name", "antar")
                .addProperty("statement_timeout", Integer.toString(STATEMENT_TIMEOUT_MILLIS));
    }

    /// A pool of so many connections whose waiting queue is bounded.
    public Pool pool(Vertx vertx, int connections, int waiting) {
        PgConnectOptions connect = options();
        PoolOptions pool =
                new PoolOptions()
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(waiting)
                        .setConnectionTimeout(2)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(5)
                        .setIdleTimeoutUnit(TimeUnit.MINUTES);
        NetClientOptions transport =
                new NetClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setTcpKeepAlive(true);
        return PgBuilder.pool()
                .connectingTo(connect)
                .with(pool)
                .with(transport)
                .using(vertx)
                .build();
    }

    /// Stops the database if it was started here. Blocks until it has stopped.
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    @Override
    public String toString() {
        return (embedded == null ? "PostgreSQL " : "embedded PostgreSQL ") + address;
    }

    private static Address parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException _) {
            throw new DatabaseException("--database-url is not a URL; " + URL_RULE);
        }
        String scheme = uri.getScheme();
        String path = uri.getPath();
        String host = uri.getHost();
        if (host == null
                || path == null
                || path.length() < 2
                || !("postgresql".equals(scheme) || "postgres".equals(scheme))) {
            throw new DatabaseException("--database-url cannot be used; " + URL_RULE);
        }
        String who = uri.getUserInfo() == null ? "postgres" : uri.getUserInfo();
        int colon = who.indexOf(':');
        return new Address(
                host,
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.substring(1),
                colon < 0 ? who : who.substring(0, colon),
                colon < 0 ? "" : who.substring(colon + 1));
    }

    private static final String URL_RULE = "it must be postgresql://user:password@host:port/name";

    /// A connection of its own, for what is done once; the caller closes it.
    public Connection connect() throws SQLException {
        return connect(address);
    }

    static Connection connect(Address address) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        login.setProperty("password", address.password());
        login.setProperty("connectTimeout", "5");
        login.setProperty("ApplicationName", "antar-care");
        return DriverManager.getConnection(address.jdbcUrl(), login);
    }

    private static void migrate(Address address, int version) {
        try {
            Migrations.migrate(address, version);
        } catch (RuntimeException e) {
            throw new DatabaseException(
                    "The tables at "
                            + address
                            + " could not be brought up to date: "
                            + e.getMessage(),
                    e);
        }
    }
}
