package dev.antar.simulator.chaos;

import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// HTTP/1.1 over a fixed number of connections that stay open, one request at a time on each. It
/// knows no more of HTTP than this server's answers need, because it has to offer many times what
/// the server can do and shares the machine with it. One event loop.
final class LeanHttp implements AutoCloseable {

    /// No answer for so long counts as none.
    static final int TIMEOUT_MILLIS = 8_000;

    /// Instead of a status: no connection was free, perhaps for as long as one waits, and nothing
    /// was sent.
    static final int NOT_SENT = -1;

    private static final int SWEEP_MILLIS = 250;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int AGAIN_MILLIS = 200;
    private static final int STATUS_AT = 9;
    private static final int HEAD_AT_MOST = 16_384;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /// Is told what became of a request.
    interface Answered {

        /// Called once.
        ///
        /// @param status 0 where there was no answer, or [#NOT_SENT]
        /// @param retryAfterSeconds as the answer asked for, or -1
        void take(int status, int retryAfterSeconds, String body);
    }

    private record Request(Buffer bytes, long sinceNanos, Answered answered) {}

    private final Vertx vertx;
    private final Context home;
    private final NetClient net;
    private final ServerAddress server;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Line> idle = new ArrayDeque<>();
    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean closed;
    private long broken;

    /// @param home the event loop on which everything happens
    LeanHttp(Vertx vertx, Context home, ServerAddress server) {
        this.vertx = vertx;
        this.home = home;
        this.server = server;
        this.net =
                vertx.createNetClient(
                        new NetClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setTcpNoDelay(true)
                                .setReconnectAttempts(0));
    }

    /// Opens so many connections. Called once, on the event loop.
    ///
    /// @return completes when all have been tried
    Future<?> open(int connections) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Line line = new Line();
            lines.add(line);
            all.add(line.connect().otherwiseEmpty());
        }
        vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
        return Future.join(all);
    }

    /// Sends it on a connection that is free, or as soon as one is. On the event loop.
    void send(Buffer request, Answered answered) {
        Request asked = new Request(request, System.nanoTime(), answered);
        Line free = idle.pollFirst();
        if (free == null) {
            waiting.add(asked);
        } else {
            free.ask(asked);
        }
    }

    /// Sends it if a connection is free. On the event loop.
    void sendNow(Buffer request, Answered answered) {
        Line free = idle.pollFirst();
        if (free == null) {
            answered.take(NOT_SENT, -1, "");
        } else {
            free.ask(new Request(request, System.nanoTime(), answered));
        }
    }

    int connected() {
        return (int) lines.stream().filter(line -> line.socket != null).count();
    }

    /// Connections that the server, or the time, has ended.
    long broken() {
        return broken;
    }

    @Override
    public void close() {
        home.runOnContext(
                _ -> {
                    closed = true;
                    net.close();
                });
    }

    /// The bytes of a request.
    ///
    /// @param key of a change, or empty
    /// @param body JSON, or empty
    static Buffer request(
            ServerAddress server, String method, String path, String key, String body) {
        StringBuilder text = new StringBuilder(256 + body.length());
        text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
        text.append(server.host()).append(':').append(server.port()).append("\r\n");
        if (!key.isEmpty()) {
            text.append("Idempotency-Key: ").append(key).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\nContent-Length: ");
            text.append(body.length()).append("\r\n");
        }
        return Buffer.buffer(text.append("\r\n").append(body).toString(), "ISO-8859-1");
    }

    private void sweep() {
        long before = System.nanoTime() - TIMEOUT_MILLIS * 1_000_000L;
        while (!waiting.isEmpty() && waiting.peek().sinceNanos() < before) {
            waiting.poll().answered().take(NOT_SENT, -1, "");
        }
        for (Line line : lines) {
            Request late = line.current;
            NetSocket socket = line.socket;
            if (late != null && socket != null && late.sinceNanos() < before) {
                socket.close();
            }
        }
    }

    /// One connection.
    private final class Line {

        private @Nullable NetSocket socket;
        private @Nullable Request current;
        private @Nullable Buffer begun;

        private Future<?> connect() {
            return net.connect(server.port(), server.host())
                    .onSuccess(this::connected)
                    .onFailure(_ -> again());
        }

        private void again() {
            if (!closed) {
                vertx.setTimer(AGAIN_MILLIS, _ -> connect());
            }
        }

        private void connected(NetSocket opened) {
            socket = opened;
            opened.handler(this::heard);
            opened.exceptionHandler(_ -> {});
            opened.closeHandler(_ -> gone());
            free();
        }

        private void free() {
            Request next = waiting.poll();
            if (next == null) {
                idle.addLast(this);
            } else {
                ask(next);
            }
        }

        private void ask(Request request) {
            NetSocket open = socket;
            if (open == null) {
                request.answered().take(NOT_SENT, -1, "");
                return;
            }
            current = request;
            // A failure to write is followed by the close, and dealt with there.
            open.write(request.bytes());
        }

        private void gone() {
            socket = null;
            begun = null;
            idle.remove(this);
            Request lost = current;
            current = null;
            if (!closed) {
                broken++;
                vertx.setTimer(1, _ -> connect());
            }
            if (lost != null) {
                lost.answered().take(0, -1, "");
            }
        }

        private void heard(Buffer part) {
            Buffer all = begun == null ? part : begun.appendBuffer(part);
            // One byte is one character, so that positions are the same in both.
            String text = new String(all.getBytes(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf(END_OF_HEAD);
            if (end < 0 && all.length() < HEAD_AT_MOST) {
                begun = all.copy();
                return;
            }
            String head = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
            int length = number(head, "\r\ncontent-length:");
            int status = head.length() < STATUS_AT + 3 ? 0 : number(head, head.substring(0, 8));
            Request asked = current;
            if (length < 0 || status <= 0 || asked == null) {
                // Nothing that this client understands, such as an answer in chunks.
                close();
                return;
            }
            int from = end + END_OF_HEAD.length();
            if (text.length() < from + length) {
                begun = all.copy();
                return;
            }
            begun = null;
            current = null;
            boolean last = head.contains("\r\nconnection: close");
            if (last) {
                close();
            } else {
                free();
            }
            asked.answered()
                    .take(
                            status,
                            number(head, "\r\nretry-after:"),
                            text.substring(from, from + length));
        }

        private void close() {
            NetSocket open = socket;
            if (open != null) {
                open.close();
            }
        }
    }

    /// The number that follows this text, or -1.
    private static int number(String head, String after) {
        int at = head.indexOf(after);
        if (at < 0) {
            return -1;
        }
        at += after.length();
        while (at < head.length() && head.charAt(at) == ' ') {
            at++;
        }
        int value = 0;
        int digits = 0;
        while (at < head.length() && Character.isDigit(head.charAt(at)) && digits < 9) {
            value = value * 10 + head.charAt(at) - '0';
            at++;
            digits++;
        }
        return digits == 0 ? -1 : value;
    }
}
