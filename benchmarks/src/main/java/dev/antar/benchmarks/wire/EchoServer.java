package dev.antar.benchmarks.wire;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/// The peer: a bare Vert.x server that sends every frame back.
final class EchoServer {

    private EchoServer() {}

    public static void main(String[] arguments) throws Exception {
        Answering.endOnFailure();
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        vertx.deployVerticle(new Echo(port)).await();
        Answering.serve(Integer.toString(port), _ -> "0");
    }

    private static final class Echo extends AbstractVerticle {

        private final int port;

        Echo(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4_096))
                    .webSocketHandler(
                            socket -> {
                                socket.textMessageHandler(socket::writeTextMessage);
                                socket.binaryMessageHandler(socket::writeBinaryMessage);
                            })
                    .listen(port, "0.0.0.0")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
