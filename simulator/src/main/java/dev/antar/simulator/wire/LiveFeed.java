package dev.antar.simulator.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// An operator's view of the city: snapshot, then deltas; comes back by itself.
// Sockets are compared by identity: the one in use against one that is gone.
@SuppressWarnings("ReferenceEquality")
public final class LiveFeed {

    private static final int MIN_RECONNECT_MILLIS = 500;
    private static final int MAX_RECONNECT_MILLIS = 5_000;

    /// Who looks at the map.
    public interface Viewer {

        void driverAt(String driver, double lat, double lng);

        /// The totals of the frame, as the server has them.
        void counted(JsonObject counts);
    }

    private final Vertx vertx;
    private final WebSocketClient client;
    private final WebSocketConnectOptions where;
    private final Viewer viewer;
    private final Backoff backoff;
    private @Nullable ClientWebSocket socket;
    private boolean closed;
    private boolean seen;

    public LiveFeed(
            Vertx vertx,
            WebSocketClient client,
            WebSocketConnectOptions where,
            Viewer viewer,
            RandomGenerator random) {
        this.vertx = vertx;
        this.client = client;
        this.where = where;
        this.viewer = viewer;
        this.backoff = new Backoff(MIN_RECONNECT_MILLIS, MAX_RECONNECT_MILLIS, random);
    }

    public void open() {
        if (closed) {
            return;
        }
        ClientWebSocket opening = client.webSocket();
        socket = opening;
        opening.textMessageHandler(text -> heard(opening, text));
        opening.closeHandler(_ -> comeBack(opening));
        opening.exceptionHandler(_ -> {});
        opening.connect(where).onFailure(_ -> comeBack(opening));
    }

    public void close() {
        closed = true;
        ClientWebSocket open = socket;
        socket = null;
        if (open != null && !open.isClosed()) {
            open.close();
        }
    }

    /// Whether a snapshot has arrived.
    public boolean seen() {
        return seen;
    }

    private void comeBack(ClientWebSocket which) {
        if (which == socket) {
            socket = null;
            vertx.setTimer(backoff.nextMillis(), _ -> open());
        }
    }

    private void heard(ClientWebSocket from, String text) {
        if (from != socket) {
            return;
        }
        backoff.succeeded();
        JsonObject frame = new JsonObject(text);
        switch (frame.getString("t")) {
            case "ping" -> from.writeTextMessage("{\"t\":\"pong\"}");
            case "snapshot", "delta" -> show(frame);
            default -> {}
        }
    }

    private void show(JsonObject frame) {
        seen = true;
        JsonArray drivers = frame.getJsonArray("drivers", new JsonArray());
        for (int i = 0; i < drivers.size(); i++) {
            JsonObject driver = drivers.getJsonObject(i);
            Double lat = driver.getDouble("lat");
            Double lng = driver.getDouble("lng");
            if (lat != null && lng != null) {
                viewer.driverAt(driver.getString("id"), lat, lng);
            }
        }
        JsonObject counts = frame.getJsonObject("counts");
        if (counts != null) {
            viewer.counted(counts);
        }
    }
}
