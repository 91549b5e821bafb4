package dev.antar.server.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketBase;

import java.util.ArrayDeque;
import java.util.Deque;

/// What goes out on a socket, bounded. While the client does not read, a limited number of frames
/// wait; beyond that, or after some seconds without progress, the client is given up. The socket's
/// event loop.
final class Outbox {

    static final int CLOSE_SLOW = 1013;

    private static final int QUEUE_BYTES = 64 * 1024;
    private static final int MAX_WAITING = 128;
    private static final int MAX_STUCK_MILLIS = 5_000;

    private final Vertx vertx;
    private final WebSocketBase socket;
    private final Runnable onSlow;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean stuck;
    private long stuckTimer;

    /// @param onSlow called once, when the client is given up for not reading
    Outbox(Vertx vertx, WebSocketBase socket, Runnable onSlow) {
        this.vertx = vertx;
        this.socket = socket;
        this.onSlow = onSlow;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.drainHandler(_ -> drained());
    }

    /// Sends a frame that must not be lost while the socket lives.
    void send(String frame) {
        if (socket.isClosed()) {
            return;
        }
        if (!waiting.isEmpty() || socket.writeQueueFull()) {
            if (waiting.size() >= MAX_WAITING) {
                giveUp();
                return;
            }
            waiting.add(frame);
            watch();
        } else {
            write(frame);
        }
    }

    /// Sends a frame that a newer one will replace, unless the client is behind.
    ///
    /// @return whether it was sent
    boolean offer(String frame) {
        if (socket.isClosed()) {
            return false;
        }
        if (!waiting.isEmpty() || socket.writeQueueFull()) {
            watch();
            return false;
        }
        write(frame);
        return true;
    }

    private void drained() {
        stuck = false;
        vertx.cancelTimer(stuckTimer);
        while (!waiting.isEmpty() && !socket.isClosed() && !socket.writeQueueFull()) {
            write(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            watch();
        }
    }

    private void watch() {
        if (!stuck) {
            stuck = true;
            stuckTimer =
                    vertx.setTimer(
                            MAX_STUCK_MILLIS,
                            _ -> {
                                if (stuck && !socket.isClosed()) {
                                    giveUp();
                                }
                            });
        }
    }

    private void giveUp() {
        waiting.clear();
        onSlow.run();
        // A close frame would wait behind what is not read: the connection itself is ended.
        socket.close((short) CLOSE_SLOW, "does not read");
        vertx.setTimer(
                1_000,
                _ -> {
                    if (socket instanceof io.vertx.core.http.ServerWebSocket server) {
                        server.shutdown(0, java.util.concurrent.TimeUnit.SECONDS);
                    }
                });
    }

    private void write(String frame) {
        // A failed write is a closed socket, of which the close handler tells.
        socket.writeTextMessage(frame).onFailure(_ -> waiting.clear());
    }
}
