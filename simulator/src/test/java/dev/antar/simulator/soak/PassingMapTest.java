package dev.antar.simulator.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class PassingMapTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context home = vertx.getOrCreateContext();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final PassingMap map =
            new PassingMap(vertx, new LatLng(57.7, 11.97), true, new SplittableRandom(1));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void mapClosedBeforeItsHandshakeIsOverIsClosedByItsClientAfterwards() throws Exception {
        CompletableFuture<Runnable> knocking = new CompletableFuture<>();
        open(knocking);
        Runnable letIn = knocking.get(20, TimeUnit.SECONDS);

        onHome(map::close);
        letIn.run();

        gone.get(20, TimeUnit.SECONDS);
        assertTrue(map.closed());
    }

    /// @param knocking is told how to let the map in once its handshake has begun
    private void open(CompletableFuture<Runnable> knocking) throws Exception {
        int port =
                vertx.createHttpServer()
                        .webSocketHandshakeHandler(
                                handshake -> {
                                    Context loop = vertx.getOrCreateContext();
                                    knocking.complete(
                                            () -> loop.runOnContext(_ -> handshake.accept()));
                                })
                        .webSocketHandler(socket -> socket.closeHandler(_ -> gone.complete(null)))
                        .listen(0, "127.0.0.1")
                        .await()
                        .actualPort();
        onHome(
                () ->
                        map.open(
                                client,
                                new WebSocketConnectOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(port)
                                        .setURI("/v1/live")));
    }

    private void onHome(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        home.runOnContext(
                _ -> {
                    task.run();
                    done.complete(null);
                });
        done.get(20, TimeUnit.SECONDS);
    }
}
