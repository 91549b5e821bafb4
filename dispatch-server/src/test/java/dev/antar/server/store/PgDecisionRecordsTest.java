package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.explain.SmallMarket;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/// What becomes of records that cannot be written; what is written DecisionArchiveIT sees.
final class PgDecisionRecordsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Meters meters = new Meters();
    private final SmallMarket market =
            new SmallMarket(11, 1, ShippedPolicies.named("nearest-first"));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void stopDropsWhatADatabaseThatIsAwayDoesNotTake() throws Exception {
        PgDecisionRecords records =
                new PgDecisionRecords(
                        vertx, pool(closedPort()), meters, 30, TimeSource.monotonic());
        RegionListener region = records.of("market");
        market.records.forEach(region::decided);

        records.stop(60_000).await(30, TimeUnit.SECONDS);

        assertEquals(market.records.size(), dropped());
    }

    @Test
    void stopWaitsNoLongerThanItIsToldForADatabaseThatDoesNotAnswer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PgDecisionRecords records =
                    new PgDecisionRecords(
                            vertx, pool(deaf.getLocalPort()), meters, 30, TimeSource.monotonic());
            RegionListener region = records.of("market");
            market.records.forEach(region::decided);

            records.stop(1).await(30, TimeUnit.SECONDS);
            double dropped = dropped();
            region.decided(market.records.getFirst());

            assertEquals(dropped + 1, dropped());
        }
    }

    private Pool pool(int port) {
        PgConnectOptions nobody =
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setDatabase("none")
                        .setUser("nobody")
                        .setPassword("");
        return PgBuilder.pool().connectingTo(nobody).using(vertx).build();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private double dropped() {
        String name = "antar_decision_records_total{fate=\"DROPPED\"} ";
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
