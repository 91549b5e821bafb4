package dev.antar.server.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/// An embedded database with connections to it, for all tests of a class that has its instance for
/// all of them. Each test takes a region of its own.
final class EmbeddedPool implements BeforeAllCallback, AfterAllCallback {

    private static final int CONNECTIONS = 4;
    private static final int WAITING = 100;

    final Vertx vertx = Vertx.vertx();
    private @Nullable Path folder;
    private @Nullable Database database;
    private @Nullable Pool pool;
    private int regions;

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        Path data = Files.createTempDirectory("antar-");
        folder = data;
        MadeDatabase.into(data);
        database = Database.embedded(data);
        pool = database.pool(vertx, CONNECTIONS, WAITING);
    }

    @Override
    public void afterAll(ExtensionContext tests) throws IOException {
        pool().close().await();
        Objects.requireNonNull(database).close();
        vertx.close().await();
        try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder))) {
            for (Path each : all.toList().reversed()) {
                Files.delete(each);
            }
        }
    }

    Pool pool() {
        return Objects.requireNonNull(pool, "the database was not started");
    }

    /// The name of a region that nobody has used.
    String newRegion() {
        return "r" + regions++;
    }
}
