package dev.antar.server.webhooks;

import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Message;
import dev.antar.server.engine.webhook.Target;
import dev.antar.server.engine.webhook.Webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLException;

/// One attempt: ends once, in time, and leaves no connection that still receives. One event loop.
final class PostCall {

    private final Vertx vertx;
    private final SendingLimits limits;
    private final Webhook to;
    private final Message message;
    private final long beganNanos = System.nanoTime();
    private final Promise<Attempt> promise = Promise.promise();
    private final long timer;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean answerRead;
    private long received;

    PostCall(Vertx vertx, SendingLimits limits, Webhook to, Message message) {
        this.vertx = vertx;
        this.limits = limits;
        this.to = to;
        this.message = message;
        this.timer = vertx.setTimer(limits.totalMillis(), _ -> timedOut());
    }

    Future<Attempt> attempt() {
        return promise.future();
    }

    /// Connects to this address and to no other, but speaks to the host by its name.
    void post(HttpClient http, Target target, InetAddress address) {
        if (promise.future().isComplete()) {
            return;
        }
        http.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.POST)
                                .setServer(
                                        SocketAddress.inetSocketAddress(
                                                target.port(), address.getHostAddress()))
                                .setHost(target.host())
                                .setPort(target.port())
                                .setURI(target.path())
                                .setSsl(target.tls())
                                .setFollowRedirects(false))
                .onFailure(this::failed)
                .onSuccess(this::send);
    }

    void end(Attempt.Outcome outcome, int status) {
        vertx.cancelTimer(timer);
        HttpClientResponse answer = response;
        long tookMillis = (System.nanoTime() - beganNanos) / 1_000_000;
        promise.tryComplete(
                new Attempt(outcome, status, answer == null ? 0 : retryAfter(answer), tookMillis));
        HttpClientRequest sent = request;
        if (sent != null && !answerRead) {
            // Whatever it still sends is not wanted.
            sent.reset();
        }
    }

    private void send(HttpClientRequest opened) {
        if (promise.future().isComplete()) {
            opened.reset();
            return;
        }
        request = opened;
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        long seconds = System.currentTimeMillis() / 1_000;
        opened.putHeader("content-type", "application/json")
                .putHeader("user-agent", "Antar-Webhooks/1")
                .putHeader("webhook-id", message.id())
                .putHeader("webhook-timestamp", Long.toString(seconds))
                .putHeader("webhook-signature", to.signatures(message.id(), seconds, body));
        opened.response().onFailure(this::failed).onSuccess(this::answered);
        opened.send(Buffer.buffer(body));
    }

    private void answered(HttpClientResponse answer) {
        response = answer;
        answer.exceptionHandler(_ -> endByStatus(answer))
                .handler(
                        part -> {
                            received += part.length();
                            if (received > limits.answerBytes()) {
                                endByStatus(answer);
                            }
                        })
                .endHandler(
                        _ -> {
                            answerRead = true;
                            endByStatus(answer);
                        });
    }

    /// The status is what counts; nobody reads more.
    private void endByStatus(HttpClientResponse answer) {
        int status = answer.statusCode();
        Attempt.Outcome outcome =
                switch (status / 100) {
                    case 2 -> Attempt.Outcome.DELIVERED;
                    case 3 -> Attempt.Outcome.REDIRECTED;
                    default -> Attempt.Outcome.REFUSED;
                };
        end(outcome, status);
    }

    private void timedOut() {
        HttpClientResponse answer = response;
        if (answer == null) {
            end(Attempt.Outcome.TIMED_OUT, 0);
        } else {
            endByStatus(answer);
        }
    }

    private void failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                end(Attempt.Outcome.UNTRUSTED, 0);
                return;
            }
        }
        end(Attempt.Outcome.UNREACHABLE, 0);
    }

    /// Only the seconds are understood; a date is as good as nothing.
    private static int retryAfter(HttpClientResponse answer) {
        String header = answer.getHeader("retry-after");
        if (header == null || header.length() > 9) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(header.strip()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
