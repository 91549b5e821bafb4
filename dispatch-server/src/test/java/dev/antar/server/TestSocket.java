package dev.antar.server;

import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A client's websocket that keeps what it receives until it is asked for.
final class TestSocket implements WebSocket.Listener, AutoCloseable {

    private static final int SECONDS = 20;

    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    TestSocket(HttpClient http, int port, String path) {
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                        .join();
    }

    /// A driver's socket that has been welcomed.
    static TestSocket driver(HttpClient http, int port, String name) {
        TestSocket socket = new TestSocket(http, port, "/v1/driver");
        socket.send("{'t':'hello','proto':1,'driver':'" + name + "'}");
        socket.await("welcome");
        return socket;
    }

    /// Sends a frame written with single quotes.
    void send(String frame) {
        socket.sendText(frame.replace('\'', '"'), true).join();
    }

    /// Reports a position as of now.
    void fix(double lat, double lng) {
        send(
                "{'t':'fix','at':%d,'lat':%s,'lng':%s}"
                        .formatted(System.currentTimeMillis(), lat, lng));
    }

    /// The next frame of this type; others are passed over.
    JsonObject await(String type) {
        return await(frame -> frame.getString("t").equals(type), type);
    }

    /// The answer to the command with this id.
    JsonObject ack(String id) {
        return await(
                frame -> frame.getString("t").equals("ack") && frame.getString("id").equals(id),
                "ack " + id);
    }

    JsonObject await(Predicate<JsonObject> wanted, String what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (true) {
                JsonObject frame = frames.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new AssertionError("no " + what + " within " + SECONDS + " s");
                }
                if (wanted.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int closeCode() {
        return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(new JsonObject(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
