package dev.antar.simulator.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Follows one job by server-sent events: from the first on, over as many connections as it takes,
/// until the job has ended or it is closed.
// Connections are compared by identity: the one in use against one that is gone.
@SuppressWarnings("ReferenceEquality")
public final class JobStream {

    private static final int MIN_PAUSE_MILLIS = 500;
    private static final int MAX_PAUSE_MILLIS = 5_000;
    private static final long CONNECT_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final ServerAddress server;
    private final String path;
    private final Consumer<JobEvent> events;
    private final Backoff backoff;
    private final Promise<Boolean> ended = Promise.promise();
    private @Nullable HttpClientResponse open;
    private int lastVersion;
    private boolean closed;

    /// @param events is given each event once
    public JobStream(
            Vertx vertx,
            HttpClient http,
            ServerAddress server,
            String job,
            Consumer<JobEvent> events,
            RandomGenerator random) {
        this.vertx = vertx;
        this.http = http;
        this.server = server;
        this.path = "/v1/jobs/" + job + "/events";
        this.events = events;
        this.backoff = new Backoff(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS, random);
    }

    /// Begins to follow.
    ///
    /// @return true when the job has ended, false when it was closed before or there is no such job
    public Future<Boolean> follow() {
        connect();
        return ended.future();
    }

    public void close() {
        closed = true;
        HttpClientResponse response = open;
        open = null;
        if (response != null) {
            response.request().reset();
        }
        ended.tryComplete(false);
    }

    private void connect() {
        if (closed) {
            return;
        }
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(server.host())
                        .setPort(server.port())
                        .setSsl(server.tls())
                        .setURI(path)
                        .setConnectTimeout(CONNECT_MILLIS);
        if (lastVersion > 0) {
            options.putHeader("Last-Event-ID", Integer.toString(lastVersion));
        }
        http.request(options)
                .compose(request -> request.send())
                .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(this::read)
                .onFailure(_ -> comeBack(0));
    }

    private void read(HttpClientResponse response) {
        if (closed) {
            response.request().reset();
            return;
        }
        if (response.statusCode() == 404) {
            closed = true;
            ended.tryComplete(false);
            return;
        }
        if (response.statusCode() != 200) {
            response.end();
            comeBack(Reply.retryAfterSeconds(response) * 1_000L);
            return;
        }
        open = response;
        EventLines lines = new EventLines(this::heard);
        response.exceptionHandler(_ -> broken(response, lines));
        response.endHandler(_ -> broken(response, lines));
        response.handler(RecordParser.newDelimited("\n", line -> lines.line(line.toString())));
    }

    private void heard(JobEvent event) {
        if (closed || event.version() <= lastVersion) {
            return;
        }
        backoff.succeeded();
        lastVersion = event.version();
        events.accept(event);
        if (event.ends()) {
            closed = true;
            ended.tryComplete(true);
        }
    }

    private void broken(HttpClientResponse which, EventLines lines) {
        if (which == open) {
            open = null;
            comeBack(lines.retryMillis());
        }
    }

    /// As long as the server asks for, and by chance somewhat longer, so that not all come at once.
    private void comeBack(long askedMillis) {
        if (!closed) {
            vertx.setTimer(Math.max(0, askedMillis) + backoff.nextMillis(), _ -> connect());
        }
    }
}
