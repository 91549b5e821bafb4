package dev.antar.simulator.soak;

import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

import java.util.concurrent.TimeUnit;

/// Requests of all kinds, sent once each, whatever is answered. One event loop.
final class Desk {

    private static final int MOST_CONNECTIONS = 200;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final long LIMIT_MILLIS = 8_000;

    private final HttpClient http;
    private final ServerAddress server;
    private long keys;
    private final String tag;
    private long sent;
    private long unanswered;

    /// @param tag begins the keys of requests
    Desk(Vertx vertx, ServerAddress server, String tag) {
        this.server = server;
        this.tag = tag;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }

    /// What was answered.
    record Answer(int status, Buffer body) {

        JsonObject json() {
            return body.length() > 0 && body.getByte(0) == '{'
                    ? body.toJsonObject()
                    : new JsonObject();
        }
    }

    Future<Answer> get(String path) {
        return send(HttpMethod.GET, path, Buffer.buffer());
    }

    /// Under a key of its own.
    Future<Answer> post(String path, JsonObject body) {
        return send(HttpMethod.POST, path, body.toBuffer());
    }

    /// Fails where nothing is answered in time.
    Future<Answer> send(HttpMethod method, String path, Buffer body) {
        sent++;
        return http.request(where(method, path))
                .compose(request -> keyed(request, method).send(body))
                .compose(
                        response ->
                                response.body()
                                        .map(said -> new Answer(response.statusCode(), said)))
                .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(_ -> unanswered++);
    }

    /// Begins a request whose answer goes on and on.
    Future<HttpClientRequest> open(String path) {
        sent++;
        return http.request(where(HttpMethod.GET, path));
    }

    /// How many requests were begun.
    long sent() {
        return sent;
    }

    /// How many of them had no answer in time.
    long unanswered() {
        return unanswered;
    }

    Future<Void> close() {
        return http.close();
    }

    private RequestOptions where(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(server.host())
                .setPort(server.port())
                .setURI(path);
    }

    private HttpClientRequest keyed(HttpClientRequest request, HttpMethod method) {
        request.putHeader("Content-Type", "application/json");
        if (method.equals(HttpMethod.POST)) {
            request.putHeader("Idempotency-Key", tag + "-" + ++keys);
        }
        return request;
    }
}
