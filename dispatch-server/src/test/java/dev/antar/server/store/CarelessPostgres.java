package dev.antar.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// A PostgreSQL that is made for tests: quick, and careless with what it confirms. Its database
/// `postgres` has the newest tables and no row. Databases are copied file by file: where nothing is
/// forced to the disk that takes a third of what it takes by way of the log.
public final class CarelessPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    /// Starts one with its files in this folder, which is not there yet.
    public CarelessPostgres(Path files) throws IOException {
        this(files, Map.of());
    }

    /// The same with settings of its own.
    CarelessPostgres(Path files, Map<String, String> settings) throws IOException {
        MadeDatabase.files(files);
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(files).setCleanDataDirectory(false);
        settings.forEach(builder::setServerConfig);
        postgres = builder.start();
    }

    int port() {
        return postgres.getPort();
    }

    /// The address of one of its databases, for its owner.
    public String url(String name) {
        return url("postgres", name);
    }

    String url(String user, String name) {
        return "postgresql://" + user + "@127.0.0.1:" + port() + "/" + name;
    }

    Database.Address address(String name) {
        return new Database.Address("127.0.0.1", port(), name, "postgres", "");
    }

    /// A new database without tables.
    ///
    /// @return its address
    public String create(String name) throws SQLException {
        return copy("template0", name);
    }

    /// A new database with the newest tables: a copy, which is quicker than making them.
    ///
    /// @return its address
    public String withTables(String name) throws SQLException {
        return copy("postgres", name);
    }

    /// A new database with whatever another has, to which nobody is connected.
    ///
    /// @return its address
    String copy(String from, String name) throws SQLException {
        run("template1", "create database " + name + " template " + from + " strategy file_copy");
        return url(name);
    }

    void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
