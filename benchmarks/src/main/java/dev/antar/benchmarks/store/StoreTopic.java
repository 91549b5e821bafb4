package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Topic;
import dev.antar.benchmarks.peer.NotInstalled;
import dev.antar.benchmarks.peer.Pgbench;
import dev.antar.server.store.Database;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

/// Durable creates: from a request in the region's mailbox to its answer after the commit, key,
/// lookup and engine included, HTTP left out but for one row. Beside it `pgbench`, eight clients
/// that write the same rows into the same tables, one create in one transaction; and an insert of a
/// single row through the same client. All in one PostgreSQL, the one that comes along, with
/// `fsync` and `synchronous_commit` on, all on the same cores.
public final class StoreTopic implements Topic {

    @Override
    public String name() {
        return "store";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Path data = Files.createTempDirectory("antar-bench-store");
        try (Database database = Database.embedded(data)) {
            Vertx vertx =
                    Vertx.vertx(
                            new VertxOptions()
                                    .setPreferNativeTransport(true)
                                    .setEventLoopPoolSize(4));
            try {
                run(bench, database, vertx);
            } finally {
                vertx.close().await();
            }
        } finally {
            delete(data);
        }
    }

    private static void run(Bench bench, Database database, Vertx vertx) throws Exception {
        int port = port(database);
        try (Scene scene = new Scene(database, vertx, bench.seed())) {
            new ThroughputRun(bench, scene, pgbench(bench, port)).run();
            new LatencyRun(bench, scene).run();
            new HttpRun(bench, scene, port).run();
        }
    }

    private static @Nullable Pgbench pgbench(Bench bench, int port) throws IOException {
        try {
            return Pgbench.find(port, "postgres");
        } catch (NotInstalled missing) {
            bench.skip(String.valueOf(missing.getMessage()));
            return null;
        }
    }

    private static int port(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            String url = connection.getMetaData().getURL();
            return URI.create(url.substring("jdbc:".length())).getPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
