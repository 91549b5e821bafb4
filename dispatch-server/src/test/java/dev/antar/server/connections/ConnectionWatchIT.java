package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The bounds on connections, with real ones and a clock that the test moves.
@Timeout(30)
final class ConnectionWatchIT {

    private static final int MOST = 3;
    private static final int ANSWER_BYTES = 300_000;
    private static final FrameRate FRAMES = new FrameRate(20, 400);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String HANDSHAKE =
            """
            GET / HTTP/1.1
            Host: x
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                    .replace("\n", "\r\n");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicLong now = new AtomicLong(1_000_000_000L);
    private final AtomicInteger asked = new AtomicInteger();
    private final Meters meters = new Meters();
    private final Connections connections =
            new Connections(
                    ConnectionLimits.usual().perAnyAddress(MOST).mapsPerAnyAddress(1),
                    meters.connections());
    private final HttpServerOptions options =
            new HttpServerOptions().setHttp2ClearTextEnabled(false).setSendBufferSize(64 * 1024);
    private final ConnectionWatch watch =
            new ConnectionWatch(connections, options, "/map", FRAMES, now::get);
    private volatile Handler<ServerWebSocket> sockets = _ -> {};
    private int port;

    @BeforeEach
    void listen() {
        HttpServer server =
                vertx.createHttpServer(options)
                        .connectionHandler(watch::opened)
                        .webSocketHandshakeHandler(
                                watch.handshakes(handshake -> handshake.accept()))
                        .webSocketHandler(watch.sockets(socket -> sockets.handle(socket)))
                        .requestHandler(
                                watch.requests(
                                        request -> {
                                            asked.incrementAndGet();
                                            request.response()
                                                    .end(Buffer.buffer(new byte[ANSWER_BYTES]));
                                        }));
        CountDownLatch listening = new CountDownLatch(1);
        loop.runOnContext(
                _ ->
                        server.listen(0, "127.0.0.1")
                                .onSuccess(
                                        made -> {
                                            port = made.actualPort();
                                            listening.countDown();
                                        }));
        await(listening);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void whoSendsNothingOrHalfAHeadIsCutOffAndWhoAskedIsNot() throws Exception {
        try (Socket silent = connect();
                Socket half = connect();
                Socket asking = connect()) {
            half.getOutputStream().write("GET / HTTP/1.1\r\nHos".getBytes(StandardCharsets.UTF_8));
            ask(asking, GET);
            read(asking, ANSWER_BYTES);

            now.addAndGet(Visits.FIRST_REQUEST_NANOS + 1);
            look();

            assertEquals(-1, silent.getInputStream().read());
            assertTrue(isCut(half));
            ask(asking, GET);
            read(asking, ANSWER_BYTES);
        }
        awaitNoneOpen();
        assertTrue(
                meters.scrape()
                        .contains("antar_connections_ended_total{reason=\"NO_REQUEST\"} 2.0"),
                meters.scrape());
    }

    @Test
    void oneTooManyFromAnAddressIsCutOffAtOnceAndRoomComesBack() throws Exception {
        try (Socket a = connect();
                Socket b = connect();
                Socket c = connect()) {
            for (Socket each : new Socket[] {a, b, c}) {
                ask(each, GET);
                read(each, ANSWER_BYTES);
            }
            try (Socket tooMany = connect()) {
                assertTrue(isCut(tooMany));
            }
        }
        awaitNoneOpen();
        try (Socket again = connect()) {
            ask(again, GET);
            read(again, ANSWER_BYTES);
        }
    }

    @Test
    void whoReadsNoAnswerIsNotAnsweredAnyMore() throws Exception {
        int requests = HeadGuard.BURST;
        try (Socket deaf = new Socket()) {
            // Else the operating system may keep megabytes for whoever does not read.
            deaf.setReceiveBufferSize(64 * 1024);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            ask(deaf, GET.repeat(requests));
            look();
            int answered = asked.get();

            // It goes on where it was as he reads.
            assertTrue(answered < requests / 2, answered + " of " + requests);
            read(deaf, (long) requests * ANSWER_BYTES);
            assertEquals(requests, asked.get());
        }
    }

    @Test
    void whoSendsRequestsByTheThousandIsCutOff() throws Exception {
        try (Socket ahead = connect()) {
            ask(ahead, GET.repeat(20 * HeadGuard.BURST));

            assertTrue(isCut(ahead));
        }
        awaitNoneOpen();
        assertTrue(asked.get() <= 2 * HeadGuard.BURST, asked + " were answered");
        assertTrue(
                meters.scrape().contains("antar_connections_ended_total{reason=\"AHEAD\"} 1.0"),
                meters.scrape());
    }

    @Test
    void whoNeitherReadsNorAnswersTheGoodbyeIsCutOff() throws Exception {
        sockets =
                socket -> {
                    socket.pause();
                    for (int i = 0; i < 100; i++) {
                        var _ = socket.writeTextMessage("x".repeat(100_000));
                    }
                    var _ = socket.close((short) 4429, "too many frames");
                };
        try (Socket deaf = connect()) {
            ask(deaf, HANDSHAKE);
            read(deaf, 1);

            awaitNoneOpen();
        }
    }

    @Test
    void floodOfPingsIsCutOffWhetherItsAnswersAreReadOrNot() throws Exception {
        try (Socket flood = connect()) {
            ask(flood, HANDSHAKE);
            byte[] ping = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
            // What arrives together with the handshake is not counted.
            read(flood, "HTTP/1.1 101 Switching Protocols\r\n".length());
            byte[] many = new byte[3 * FrameGuard.BURST * ping.length];
            for (int i = 0; i < many.length; i++) {
                many[i] = ping[i % ping.length];
            }
            flood.getOutputStream().write(many);

            assertTrue(isCut(flood));
        }
        awaitNoneOpen();
    }

    @Test
    void whoCameInBeforeThePortWasClosedIsServedAndNobodyComesInAfterwards() throws Exception {
        try (Socket early = connect()) {
            while (onLoop(watch::newcomers) == 0) {
                Thread.onSpinWait();
            }

            onLoop(watch::stopListening).await();

            // Java's own sockets go on listening for a moment after they were closed.
            while (!isRefused()) {
                Thread.onSpinWait();
            }
            assertEquals(1, onLoop(watch::newcomers));
            ask(early, GET);
            read(early, ANSWER_BYTES);
            assertEquals(0, onLoop(watch::newcomers));
        }
    }

    @Test
    void oneMapTooManyFromAnAddressIsRefusedAndRoomComesBack() throws Exception {
        try (Socket map = connect();
                Socket other = connect()) {
            assertEquals("HTTP/1.1 101", open(map, "/map"));
            assertEquals("HTTP/1.1 101", open(other, "/driver"));
            try (Socket tooMany = connect()) {
                assertEquals("HTTP/1.1 429", open(tooMany, "/map"));
            }
        }
        awaitNoneOpen();
        try (Socket again = connect()) {
            assertEquals("HTTP/1.1 101", open(again, "/map"));
        }
    }

    /// What the handshake for a websocket is answered.
    private static String open(Socket socket, String path) throws IOException {
        ask(
                socket,
                """
                GET %s HTTP/1.1
                Host: x
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """
                        .formatted(path)
                        .replace("\n", "\r\n"));
        return new String(
                socket.getInputStream().readNBytes("HTTP/1.1 101".length()),
                StandardCharsets.US_ASCII);
    }

    @Test
    void requestWithTwoLengthsIsRefusedAndWhatFollowsIsNotAnswered() throws Exception {
        for (String lengths :
                List.of(
                        "Content-Length: 4\r\nTransfer-Encoding: chunked",
                        "Transfer-Encoding: chunked\r\nContent-Length: 4",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                        "Transfer-Encoding: x\r\n chunked\r\nContent-Length: 5",
                        "Content-Length: 5\r\nContent-Length: 0")) {
            try (Socket smuggler = connect()) {
                ask(
                        smuggler,
                        "POST / HTTP/1.1\r\nHost: x\r\n" + lengths + "\r\n\r\n0\r\n\r\n" + GET);

                assertTrue(isCut(smuggler), lengths);
                assertEquals(0, asked.get(), lengths);
            }
        }
    }

    @Test
    void bodyInPiecesIsTaken() throws Exception {
        try (Socket pieces = connect()) {
            ask(
                    pieces,
                    """
                    POST / HTTP/1.1
                    Host: x
                    Transfer-Encoding: chunked

                    2
                    hi
                    0

                    """
                            .replace("\n", "\r\n"));
            read(pieces, ANSWER_BYTES);
        }
        assertEquals(1, asked.get());
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private boolean isRefused() throws IOException {
        try (Socket _ = connect()) {
            return false;
        } catch (ConnectException _) {
            return true;
        }
    }

    private static void ask(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads so many bytes, or some more: heads come with them.
    private static void read(Socket socket, long bytes) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[(int) Math.min(bytes, 64 * 1024)];
        for (long left = bytes; left > 0; ) {
            int read = in.read(piece);
            assertTrue(read > 0, "the connection was cut off");
            left -= read;
        }
    }

    private static boolean isCut(Socket socket) throws IOException {
        byte[] piece = new byte[64 * 1024];
        try {
            while (socket.getInputStream().read(piece) >= 0) {
                // What was sent before.
            }
            return true;
        } catch (SocketException _) {
            return true;
        }
    }

    private <T> T onLoop(Supplier<T> question) {
        return Future.<T>future(answer -> loop.runOnContext(_ -> answer.succeed(question.get())))
                .await();
    }

    private void look() {
        CountDownLatch looked = new CountDownLatch(1);
        loop.runOnContext(
                _ -> {
                    watch.look();
                    // Once more: what it has cut off is gone then.
                    loop.runOnContext(_ -> looked.countDown());
                });
        await(looked);
    }

    private void awaitNoneOpen() {
        while (connections.open() > 0) {
            look();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
