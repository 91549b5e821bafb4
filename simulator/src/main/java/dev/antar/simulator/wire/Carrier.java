package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

import java.net.BindException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What all sockets of a run share: clients that connect from as many addresses as there must be
/// ports, and a door that lets only so many handshakes pass at once, because a machine that opens
/// thousands in one go is too busy to measure anything. One event loop.
public final class Carrier {

    private static final int HANDSHAKES_AT_ONCE = 128;

    /// Linux has 28,000 ports for each address unless told otherwise; sockets that were closed keep
    /// theirs for a minute.
    private static final int PHONES_PER_ADDRESS = 9_000;

    private static final String BINARY = "antar.driver.v1+binary";
    private static final int CONNECT_MILLIS = 10_000;

    private final Vertx vertx;
    private final ServerAddress server;
    private final List<WebSocketClient> clients = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final SortedMap<Integer, Integer> closes = new TreeMap<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicLong welcomes = new AtomicLong();
    private int passing;
    private int failedHere;
    private int dropped;

    /// @param sockets at most
    /// @param process of several on this machine, from 0; each has addresses of its own
    public Carrier(Vertx vertx, ServerAddress server, int sockets, int process) {
        this.vertx = vertx;
        this.server = server;
        boolean loopback = server.host().startsWith("127.") || server.host().equals("localhost");
        int addresses = loopback ? 1 + sockets / PHONES_PER_ADDRESS : 1;
        boolean many = (process + 1L) * sockets >= PHONES_PER_ADDRESS;
        for (int i = 0; i < addresses; i++) {
            WebSocketClientOptions options =
                    new WebSocketClientOptions()
                            .setConnectTimeout(CONNECT_MILLIS)
                            .setMaxConnections(sockets + 100)
                            .setMaxFrameSize(16 * 1024 * 1024)
                            .setMaxMessageSize(64 * 1024 * 1024)
                            .setClosingTimeout(2);
            if (loopback && many) {
                options.setLocalAddress("127.0." + process + "." + (i + 1));
            }
            clients.add(vertx.createWebSocketClient(options));
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /// A socket that is not connected yet.
    ///
    /// @param number spreads sockets over addresses
    ClientWebSocket socket(int number) {
        return clients.get(number % clients.size()).webSocket();
    }

    /// Runs this when its turn has come; it must answer when its handshake is over.
    void enter(Supplier<Future<?>> handshake) {
        if (passing >= HANDSHAKES_AT_ONCE) {
            waiting.add(() -> pass(handshake));
            return;
        }
        pass(handshake);
    }

    private void pass(Supplier<Future<?>> handshake) {
        passing++;
        handshake
                .get()
                .onComplete(
                        done -> {
                            passing--;
                            if (done.failed() && ours(done.cause())) {
                                failedHere++;
                            }
                            Runnable next = waiting.poll();
                            if (next != null) {
                                next.run();
                            }
                        });
    }

    /// @param binary whether fixes will come in binary frames
    WebSocketConnectOptions driver(boolean binary) {
        WebSocketConnectOptions driver = where("/v1/driver");
        return binary ? driver.addSubProtocol(BINARY) : driver;
    }

    WebSocketConnectOptions where(String path) {
        return new WebSocketConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setSsl(server.tls())
                .setURI(path);
    }

    /// A driver's hello was answered.
    void welcomed() {
        welcomes.incrementAndGet();
        connected.incrementAndGet();
    }

    /// The socket of one who was welcomed is gone.
    void gone() {
        connected.decrementAndGet();
    }

    /// Drivers who were welcomed and have kept their socket since. Any thread.
    public int connected() {
        return connected.get();
    }

    /// How often a driver was welcomed. Any thread.
    public long welcomes() {
        return welcomes.get();
    }

    /// @param announced whether the server had said goodbye
    void closed(int code, boolean announced) {
        closes.merge(code, 1, Integer::sum);
        if (!announced) {
            dropped++;
        }
    }

    /// How many sockets a server closed, or broke, without a word.
    public int dropped() {
        return dropped;
    }

    /// Handshakes that failed because this machine has no port or file left for them.
    public int failedHere() {
        return failedHere;
    }

    /// How often a server closed a socket, by code; 1006 where it just broke.
    public SortedMap<Integer, Integer> closes() {
        return closes;
    }

    private static boolean ours(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof BindException
                || failure.getCause() instanceof BindException
                || message.contains("Too many open files")
                || message.contains("Cannot assign requested address");
    }
}
