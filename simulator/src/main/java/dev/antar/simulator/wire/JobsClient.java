package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// The customers' requests. What changes something carries a key and is repeated with it, after an
/// error that says nothing or no answer at all, until the server has decided.
public final class JobsClient {

    /// No answer for so long counts as none.
    private static final long TIMEOUT_MILLIS = 10_000;

    private static final int MIN_PAUSE_MILLIS = 200;
    private static final int MAX_PAUSE_MILLIS = 4_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final ServerAddress server;
    private final RandomGenerator random;
    private long repeats;

    public JobsClient(Vertx vertx, HttpClient http, ServerAddress server, RandomGenerator random) {
        this.vertx = vertx;
        this.http = http;
        this.server = server;
        this.random = random;
    }

    /// One attempt.
    public Future<Reply> get(String path) {
        return once(HttpMethod.GET, path, "", "");
    }

    /// Repeats a `GET` until it is answered by something else than "try later".
    ///
    /// @param patience fails the future once it says false
    public Future<Reply> getUntilAnswered(String path, BooleanSupplier patience) {
        Promise<Reply> answer = Promise.promise();
        attempt(
                HttpMethod.GET,
                path,
                "",
                "",
                patience,
                new Backoff(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS, random),
                answer);
        return answer.future();
    }

    /// Repeats a `POST` under one key until it is answered definitively.
    ///
    /// @param patience fails the future once it says false
    public Future<Reply> post(String path, String key, JsonObject body, BooleanSupplier patience) {
        Promise<Reply> answer = Promise.promise();
        attempt(
                HttpMethod.POST,
                path,
                key,
                body.encode(),
                patience,
                new Backoff(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS, random),
                answer);
        return answer.future();
    }

    /// Requests sent more than once, each time counted.
    public long repeats() {
        return repeats;
    }

    private void attempt(
            HttpMethod method,
            String path,
            String key,
            String body,
            BooleanSupplier patience,
            Backoff backoff,
            Promise<Reply> answer) {
        once(method, path, key, body)
                .onComplete(
                        done -> {
                            if (done.succeeded() && !done.result().mayChange()) {
                                answer.complete(done.result());
                            } else if (!patience.getAsBoolean()) {
                                answer.fail("no definitive answer to " + method + " " + path);
                            } else {
                                long asked =
                                        done.succeeded()
                                                ? done.result().retryAfterSeconds() * 1_000L
                                                : 0;
                                vertx.setTimer(
                                        Math.max(asked, 0) + backoff.nextMillis(),
                                        _ -> {
                                            repeats++;
                                            attempt(
                                                    method, path, key, body, patience, backoff,
                                                    answer);
                                        });
                            }
                        });
    }

    private Future<Reply> once(HttpMethod method, String path, String key, String body) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(method)
                        .setHost(server.host())
                        .setPort(server.port())
                        .setSsl(server.tls())
                        .setURI(path)
                        .setConnectTimeout(TIMEOUT_MILLIS)
                        .setIdleTimeout(TIMEOUT_MILLIS);
        return http.request(options)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .compose(request -> send(request, key, body))
                .compose(JobsClient::read);
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, String key, String body) {
        if (key.isEmpty()) {
            return request.send();
        }
        request.putHeader("Content-Type", "application/json");
        request.putHeader("Idempotency-Key", key);
        return request.send(body);
    }

    private static Future<Reply> read(HttpClientResponse response) {
        int retryAfter = Reply.retryAfterSeconds(response);
        return response.body().map(body -> reply(response.statusCode(), body, retryAfter));
    }

    private static Reply reply(int status, Buffer body, int seconds) {
        try {
            return new Reply(status, body.length() == 0 ? null : body.toJsonObject(), seconds);
        } catch (DecodeException _) {
            return new Reply(status, null, seconds);
        }
    }
}
