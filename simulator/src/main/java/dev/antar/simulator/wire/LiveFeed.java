package dev.antar.simulator.wire;

import io.vertx.core.http.ClientWebSocket;
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
    private static final int BROKEN = 1006;

    /// Who looks at the map.
    public interface Viewer {

        void driverAt(String driver, double lat, double lng);

        /// The totals of the frame, as the server has them.
        void counted(JsonObject counts);
    }

    /// Frames up to this long may be a word to the operator; longer ones are the city.
    private static final int SHORT_FRAME = 300;

    private final Carrier carrier;
    private final int number;
    private final @Nullable Viewer viewer;
    private final Backoff backoff;
    private @Nullable ClientWebSocket socket;
    private boolean up;
    private boolean closed;
    private boolean seen;
    private long received;

    /// When the server asked it to be back, milliseconds by a clock of its own; 0 when it did not.
    private long comeBackAtMillis;

    /// @param number of the operator, from 0
    /// @param viewer null for one who only receives
    public LiveFeed(Carrier carrier, int number, @Nullable Viewer viewer, RandomGenerator random) {
        this.carrier = carrier;
        this.number = number;
        this.viewer = viewer;
        this.backoff = new Backoff(MIN_RECONNECT_MILLIS, MAX_RECONNECT_MILLIS, random);
    }

    public void open() {
        if (closed) {
            return;
        }
        ClientWebSocket opening = carrier.socket(number);
        socket = opening;
        opening.textMessageHandler(text -> heard(opening, text));
        opening.closeHandler(
                _ -> {
                    Short code = opening.closeStatusCode();
                    if (opening == socket) {
                        carrier.closed(code == null ? BROKEN : code, comeBackAtMillis > 0);
                    }
                    comeBack(opening);
                });
        opening.exceptionHandler(_ -> {});
        carrier.enter(
                () ->
                        opening.connect(carrier.where("/v1/live"))
                                .onSuccess(_ -> opened(opening))
                                .onFailure(_ -> comeBack(opening)));
    }

    public void close() {
        closed = true;
        ClientWebSocket open = socket;
        socket = null;
        if (open != null && up && !open.isClosed()) {
            open.close();
        }
    }

    /// From now on reads nothing, and leaves the socket open.
    public void stopReading() {
        ClientWebSocket open = socket;
        if (open != null && up) {
            open.pause();
        }
    }

    /// Bytes of text that arrived.
    public long received() {
        return received;
    }

    /// Whether a snapshot has arrived.
    public boolean seen() {
        return seen;
    }

    private void opened(ClientWebSocket which) {
        if (which == socket) {
            up = true;
        } else {
            which.close();
        }
    }

    private void comeBack(ClientWebSocket which) {
        if (which == socket) {
            socket = null;
            up = false;
            long asked = comeBackAtMillis;
            comeBackAtMillis = 0;
            long pause = asked > 0 ? Math.max(1, asked - now()) : backoff.nextMillis();
            carrier.vertx().setTimer(pause, _ -> open());
        }
    }

    private void heard(ClientWebSocket from, String text) {
        if (from != socket) {
            return;
        }
        backoff.succeeded();
        received += text.length();
        if (viewer == null && text.length() > SHORT_FRAME) {
            seen = true;
            return;
        }
        JsonObject frame = new JsonObject(text);
        switch (frame.getString("t")) {
            case "ping" -> from.writeTextMessage("{\"t\":\"pong\"}");
            case "snapshot", "delta" -> show(frame);
            case "bye" -> comeBackAtMillis = now() + frame.getInteger("reconnectAfterMs", 0);
            default -> {}
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void show(JsonObject frame) {
        seen = true;
        Viewer looking = viewer;
        if (looking == null) {
            return;
        }
        JsonArray drivers = frame.getJsonArray("drivers", new JsonArray());
        for (int i = 0; i < drivers.size(); i++) {
            JsonObject driver = drivers.getJsonObject(i);
            Double lat = driver.getDouble("lat");
            Double lng = driver.getDouble("lng");
            if (lat != null && lng != null) {
                looking.driverAt(driver.getString("id"), lat, lng);
            }
        }
        JsonObject counts = frame.getJsonObject("counts");
        if (counts != null) {
            looking.counted(counts);
        }
    }
}
