package dev.antar.simulator.chaos;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// A way for TCP connections that can be broken: cut, or silent in both directions. All on one
/// event loop; may be told from any thread.
final class Proxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int SERVER_IDLE_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context home;
    private final NetClient client;
    private final NetServer listener;
    private final Supplier<Tap> taps;
    private final Set<Pair> pairs = new HashSet<>();
    private String targetHost;
    private int targetPort;
    private boolean silent;

    private Proxy(Vertx vertx, String targetHost, int targetPort, Supplier<Tap> taps) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.taps = taps;
        this.client =
                vertx.createNetClient(
                        new NetClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setTcpNoDelay(true));
        this.listener =
                vertx.createNetServer(
                        new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
    }

    /// Listens, and passes everything on to the target.
    ///
    /// @param taps makes one for each connection
    static Proxy listen(
            Vertx vertx,
            String host,
            int port,
            String targetHost,
            int targetPort,
            Supplier<Tap> taps) {
        Proxy proxy = new Proxy(vertx, targetHost, targetPort, taps);
        Promise<NetServer> listening = Promise.promise();
        proxy.home.runOnContext(
                _ ->
                        proxy.listener
                                .connectHandler(proxy::connected)
                                .listen(port, host)
                                .onComplete(listening));
        listening.future().await();
        return proxy;
    }

    int port() {
        return listener.actualPort();
    }

    /// New connections go there from now on.
    void target(String host, int port) {
        onHome(
                () -> {
                    targetHost = host;
                    targetPort = port;
                });
    }

    /// Breaks all connections there are.
    void cutAll() {
        onHome(() -> Set.copyOf(pairs).forEach(Pair::cut));
    }

    /// Passes nothing on and breaks nothing, as a network that is gone. What was sent meanwhile
    /// arrives when it is back.
    void silent(boolean now) {
        onHome(
                () -> {
                    silent = now;
                    pairs.forEach(Pair::flow);
                });
    }

    /// Connections that there are.
    int connections() {
        Promise<Integer> answer = Promise.promise();
        onHome(() -> answer.complete(pairs.size()));
        return answer.future().await();
    }

    @Override
    public void close() {
        silent(false);
        cutAll();
        listener.close().await();
        client.close().await();
    }

    private void onHome(Runnable work) {
        home.runOnContext(_ -> work.run());
    }

    private void connected(NetSocket fromClient) {
        fromClient.pause();
        client.connect(targetPort, targetHost)
                .onSuccess(toServer -> new Pair(fromClient, toServer, taps.get()).begin())
                .onFailure(_ -> fromClient.close());
    }

    private final class Pair {

        private final NetSocket client;
        private final NetSocket server;
        private final Tap tap;
        private boolean clientGone;

        Pair(NetSocket client, NetSocket server, Tap tap) {
            this.client = client;
            this.server = server;
            this.tap = tap;
        }

        void begin() {
            pairs.add(this);
            server.pause();
            client.closeHandler(
                    _ -> {
                        if (!clientGone) {
                            cut();
                        }
                    });
            server.closeHandler(_ -> cut());
            client.exceptionHandler(_ -> {});
            server.exceptionHandler(_ -> {});
            client.handler(this::toServer);
            server.handler(this::toClient);
            flow();
        }

        void flow() {
            if (silent) {
                client.pause();
                server.pause();
            } else {
                client.resume();
                server.resume();
            }
        }

        void cut() {
            pairs.remove(this);
            client.close();
            server.close();
        }

        private void toServer(Buffer bytes) {
            switch (tap.toServer(bytes)) {
                case PASS -> pass(bytes, client, server);
                case SWALLOW -> {}
                case CUT -> cut();
                case PASS_AND_CUT_CLIENT -> {
                    server.write(bytes);
                    clientGone = true;
                    client.close();
                    vertx.setTimer(SERVER_IDLE_MILLIS, _ -> cut());
                }
            }
        }

        private void toClient(Buffer bytes) {
            switch (tap.toClient(bytes)) {
                case PASS -> {
                    if (!clientGone) {
                        pass(bytes, server, client);
                    }
                }
                case SWALLOW -> {}
                case CUT, PASS_AND_CUT_CLIENT -> cut();
            }
        }

        private void pass(Buffer bytes, NetSocket from, NetSocket to) {
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(_ -> flow());
            }
        }
    }
}
