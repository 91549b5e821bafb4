package dev.antar.simulator.chaos;

import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Asks a server for many jobs, each by a request of its own, some at a time. The methods are for
/// the drill's thread and wait; all else is on one event loop.
final class Inquiry implements AutoCloseable {

    private static final int AT_ONCE = 32;
    private static final int PAUSE_MILLIS = 50;

    private final Vertx vertx;
    private final Context home;
    private final ServerAddress server;
    private final LeanHttp http;
    private final Deque<String> left = new ArrayDeque<>();
    private final Map<String, ToldJob> told = new HashMap<>();
    private int unknown;

    Inquiry(Vertx vertx, ServerAddress server) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.server = server;
        this.http = new LeanHttp(vertx, home, server);
    }

    /// Asks for all of them, again for those that were put off, until all are told or the time is
    /// over. Called once.
    ///
    /// @return what was told, by id; without those that the server does not know
    Map<String, ToldJob> ask(Collection<String> jobs, Duration limit) throws InterruptedException {
        onHome(
                () -> {
                    left.addAll(jobs);
                    http.open(AT_ONCE).onComplete(_ -> begin());
                    return true;
                });
        Pace.await(limit, () -> onHome(() -> told.size() + unknown) == jobs.size());
        return onHome(() -> Map.copyOf(told));
    }

    @Override
    public void close() {
        onHome(
                () -> {
                    left.clear();
                    return true;
                });
        http.close();
    }

    private void begin() {
        for (int i = 0; i < AT_ONCE; i++) {
            next();
        }
    }

    private void next() {
        String job = left.poll();
        if (job == null) {
            return;
        }
        http.send(
                LeanHttp.request(server, "GET", "/v1/jobs/" + job, "", ""),
                (status, _, body) -> {
                    if (status == 200) {
                        told.put(job, ToldJob.of(new JsonObject(body)));
                        next();
                    } else if (status == 404 || status == 410) {
                        unknown++;
                        next();
                    } else {
                        vertx.setTimer(
                                PAUSE_MILLIS,
                                _ -> {
                                    left.add(job);
                                    next();
                                });
                    }
                });
    }

    private <T> T onHome(Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        home.runOnContext(_ -> answer.complete(question.get()));
        return answer.future().await();
    }
}
