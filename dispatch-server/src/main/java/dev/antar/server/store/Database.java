package dev.antar.server.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL that is up, migrated, and known to keep what it has confirmed.
public final class Database implements AutoCloseable {

    private static final int STATEMENT_TIMEOUT_MILLIS = 5_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private final @Nullable EmbeddedDatabase embedded;
    private final Address address;

    private Database(@Nullable EmbeddedDatabase embedded, Address address) {
        this.embedded = embedded;
        this.address = address;
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
        EmbeddedDatabase started = EmbeddedDatabase.start(folder);
        try {
            return ready(started, started.address());
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
        return ready(null, parse(url));
    }

    private static Database ready(@Nullable EmbeddedDatabase embedded, Address address) {
        requireDurable(address);
        migrate(address);
        return new Database(embedded, address);
    }

    /// A pool of so many connections whose waiting queue is bounded.
    public Pool pool(Vertx vertx, int connections, int waiting) {
        PgConnectOptions connect =
                new PgConnectOptions()
                        .setHost(address.host())
                        .setPort(address.port())
                        .setDatabase(address.name())
                        .setUser(address.user())
                        .setPassword(address.password())
                        .setCachePreparedStatements(true)
                        .addProperty("application_name", "antar")
                        .addProperty(
                                "statement_timeout", Integer.toString(STATEMENT_TIMEOUT_MILLIS));
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

    /// Deletes replies older than a day, at most so many at once.
    public static Future<Integer> forgetOldReplies(Pool pool) {
        return pool.query(
                        "delete from idempotency where key in (select key from idempotency"
                                + " where created_at < now() - interval '25 hours' limit 10000)")
                .execute()
                .map(rows -> rows.rowCount());
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

    /// What is acknowledged must survive a power cut: refuses a server that only pretends to write.
    private static void requireDurable(Address address) {
        List<String> off = new ArrayList<>();
        Properties login = new Properties();
        login.setProperty("user", address.user());
        login.setProperty("password", address.password());
        login.setProperty("connectTimeout", "5");
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), login);
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    if (row.next() && "off".equals(row.getString(1))) {
                        off.add(setting + "=off");
                    }
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "PostgreSQL cannot be used at " + address + ": " + e.getMessage(), e);
        }
        if (!off.isEmpty()) {
            throw new DatabaseException(
                    "PostgreSQL at "
                            + address
                            + " may lose what it has confirmed: "
                            + String.join(", ", off)
                            + ". Turn that on, then start again.");
        }
    }

    private static void migrate(Address address) {
        try {
            Flyway.configure()
                    .dataSource(address.jdbcUrl(), address.user(), address.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
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
