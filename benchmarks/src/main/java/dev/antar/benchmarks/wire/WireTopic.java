package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Topic;

/// Fixes through websockets, screening and index update included, and the memory of idle sockets;
/// beside a bare Vert.x server that echoes the same frames. Server and client are processes of
/// their own, each on a core of its own where there are two.
public final class WireTopic implements Topic {

    static final String PEER = "bare_vertx";

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public void run(Bench bench) throws Exception {
        new Throughput(bench).run();
        new SocketMemory(bench).run();
    }

    /// How Antar calls itself and its peer on a command line.
    static String word(String subject) {
        return subject.equals(Row.ANTAR) ? "antar" : "echo";
    }

    /// A server process that listens.
    ///
    /// @param others drivers on duty besides those on sockets
    static Child server(String subject, int port, int others, boolean limited) throws Exception {
        Child server =
                subject.equals(Row.ANTAR)
                        ? new Child(
                                AntarServer.class,
                                0,
                                Integer.toString(port),
                                Integer.toString(others),
                                limited ? "limited" : "unlimited")
                        : new Child(EchoServer.class, 0, Integer.toString(port));
        server.await();
        return server;
    }

    static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
