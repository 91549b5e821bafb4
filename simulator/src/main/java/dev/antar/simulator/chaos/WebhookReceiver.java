package dev.antar.simulator.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Somebody who is sent events, and turns some of them away at first. What has come may be read by
/// any thread.
final class WebhookReceiver implements AutoCloseable {

    private static final String PATH = "/hook";

    /// Of so many messages one is refused when it comes for the first time.
    private static final int REFUSED = 20;

    /// It takes its time, up to so long, so that whoever is killed is often waiting for an answer.
    private static final int SLOW_MILLIS = 400;

    private final Vertx vertx;
    private final HttpServer server;
    private final int port;
    private final List<WebhookMessage> got = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    private WebhookReceiver(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
        this.server = vertx.createHttpServer().requestHandler(this::take);
    }

    static WebhookReceiver listen(Vertx vertx, int port) {
        WebhookReceiver receiver = new WebhookReceiver(vertx, port);
        receiver.server.listen(port, Stage.HERE).await();
        return receiver;
    }

    String url() {
        return "http://" + Stage.HERE + ":" + port + PATH;
    }

    /// All that has come so far, in its order.
    List<WebhookMessage> got() {
        synchronized (got) {
            return List.copyOf(got);
        }
    }

    @Override
    public void close() {
        server.close().await();
    }

    private void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            String id = header(request, "webhook-id");
                            boolean taken = !turnedAway(id);
                            WebhookMessage message =
                                    new WebhookMessage(
                                            id,
                                            header(request, "webhook-timestamp"),
                                            header(request, "webhook-signature"),
                                            body.toString(),
                                            System.currentTimeMillis(),
                                            taken);
                            synchronized (got) {
                                got.add(message);
                            }
                            vertx.setTimer(
                                    1 + Math.floorMod(id.hashCode(), SLOW_MILLIS),
                                    _ -> answer(request.response(), taken ? 204 : 500));
                        });
    }

    private static void answer(HttpServerResponse response, int status) {
        if (!response.closed()) {
            response.setStatusCode(status).end();
        }
    }

    private boolean turnedAway(String id) {
        return Math.floorMod(id.hashCode(), REFUSED) == 0 && refused.add(id);
    }

    private static String header(HttpServerRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }
}
