package dev.antar.simulator.soak;

import dev.antar.core.geo.LatLng;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// Somebody who opens the map, moves it about, and closes it, or leaves it open on a machine that
/// stands still. One event loop.
final class PassingMap {

    private static final int PAN_MILLIS = 1_500;
    private static final int MOST_PANS = 8;
    private static final double WIDE = 0.08;
    private static final double NEAR = 0.01;

    private final Vertx vertx;
    private final LatLng middle;
    private final boolean goesDeaf;
    private final RandomGenerator random;
    private @Nullable WebSocket socket;
    private int pans;
    private boolean closed;

    PassingMap(Vertx vertx, LatLng middle, boolean goesDeaf, RandomGenerator random) {
        this.vertx = vertx;
        this.middle = middle;
        this.goesDeaf = goesDeaf;
        this.random = random;
    }

    void open(WebSocketClient client, WebSocketConnectOptions where) {
        client.connect(where)
                .onSuccess(
                        opened -> {
                            if (closed) {
                                // He closed it before it was there.
                                opened.close();
                                return;
                            }
                            socket = opened;
                            opened.textMessageHandler(_ -> {});
                            opened.exceptionHandler(_ -> {});
                            opened.closeHandler(_ -> closed = true);
                            pan();
                        })
                .onFailure(_ -> closed = true);
    }

    /// Whether it is closed, by whomever.
    boolean closed() {
        return closed;
    }

    /// One whose handshake goes on is closed when that is over.
    void close() {
        WebSocket open = socket;
        if (open != null && !closed) {
            open.resume();
            open.close();
        }
        closed = true;
    }

    private void pan() {
        WebSocket open = socket;
        if (closed || open == null) {
            return;
        }
        if (pans++ == MOST_PANS) {
            if (goesDeaf) {
                open.pause();
            } else {
                close();
            }
            return;
        }
        double half = random.nextBoolean() ? WIDE : NEAR;
        double lat = middle.lat() + (random.nextDouble() - 0.5) * WIDE;
        double lng = middle.lng() + (random.nextDouble() - 0.5) * WIDE;
        JsonObject view =
                new JsonObject()
                        .put("t", "view")
                        .put("id", pans)
                        .put("west", lng - half)
                        .put("south", lat - half)
                        .put("east", lng + half)
                        .put("north", lat + half)
                        .put("zoom", random.nextInt(8, 16));
        open.writeTextMessage(pans % 3 == 0 ? "{\"t\":\"resync\"}" : view.encode());
        if (pans % 4 == 0) {
            open.writeTextMessage("{\"t\":\"view\",\"west\":\"no number\"}");
        }
        vertx.setTimer(PAN_MILLIS, _ -> pan());
    }
}
