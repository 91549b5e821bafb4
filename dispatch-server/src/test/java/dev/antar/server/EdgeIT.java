package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// When a connection is given up on which nothing moves. Here after a third of a second; a server
/// that is late is late with both, what it writes and when it looks.
@Timeout(60)
class EdgeIT {

    private static final int IDLE_MILLIS = 300;
    private static final int KEEP_ALIVE_MILLIS = 50;
    private static final int KEEP_ALIVES = 30;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void streamIsKeptOnWhichOnlyTheServerSpeaks() throws IOException {
        int port =
                serve(
                        request -> {
                            HttpServerResponse response = request.response().setChunked(true);
                            vertx.setPeriodic(KEEP_ALIVE_MILLIS, _ -> response.write(":"));
                        });

        assertEquals(KEEP_ALIVES, heard(ask(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    @Test
    void websocketIsKeptOnWhichOnlyTheServerSpeaks() throws IOException {
        int port = serve(_ -> {});

        assertEquals(
                KEEP_ALIVES,
                heard(
                        ask(
                                port,
                                """
                                GET / HTTP/1.1
                                Host: x
                                Upgrade: websocket
                                Connection: Upgrade
                                Sec-WebSocket-Version: 13
                                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                                """
                                        .replace("\n", "\r\n"))));
    }

    @Test
    void connectionIsGivenUpWhoseClientDoesNotReadItsAnswer() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        int port =
                serve(
                        request -> {
                            request.connection().closeHandler(_ -> givenUp.countDown());
                            // More than all buffers on the way hold.
                            request.response().end(Buffer.buffer(new byte[64 << 20]));
                        });

        try (Socket deaf = ask(port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertTrue(givenUp.await(50, TimeUnit.SECONDS), deaf.toString());
        }
    }

    private int serve(Handler<HttpServerRequest> requests) {
        return vertx.createHttpServer(Edge.options(IDLE_MILLIS))
                .webSocketHandler(
                        socket ->
                                vertx.setPeriodic(
                                        KEEP_ALIVE_MILLIS, _ -> socket.writeTextMessage(":")))
                .requestHandler(requests)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    private static Socket ask(int port, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// How often the server was heard, of as often as it takes to be sure.
    private static int heard(Socket socket) throws IOException {
        int heard = 0;
        try (socket) {
            InputStream in = socket.getInputStream();
            skipHead(in);
            while (heard < KEEP_ALIVES) {
                int next = in.read();
                if (next < 0) {
                    return heard;
                }
                heard += next == ':' ? 1 : 0;
            }
        }
        return heard;
    }

    private static void skipHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
    }
}
