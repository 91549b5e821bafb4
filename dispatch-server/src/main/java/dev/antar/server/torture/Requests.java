package dev.antar.server.torture;

import dev.antar.server.engine.KeyConflict;
import dev.antar.server.engine.KeyMismatch;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How somebody's requests reach the server, and its answers him.
final class Requests {

    private static final int TIMEOUT_MILLIS = 2_500;
    private static final int NO_ANSWER = 0;
    private static final int CONFLICT = 409;
    private static final int MISMATCH = 422;
    private static final int UNAVAILABLE = 503;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final SplittableRandom apart;
    private final NetworkWeather weather;
    private final Servers servers;

    /// @param apart draws what newer kinds of faults do, so that runs without them are as they were
    Requests(
            VirtualTime time,
            SplittableRandom random,
            SplittableRandom apart,
            NetworkWeather weather,
            Servers servers) {
        this.time = time;
        this.random = random;
        this.apart = apart;
        this.weather = weather;
        this.servers = servers;
    }

    /// Sends a request over a network that may lose it or its answer, keep it for longer than its
    /// sender waits, or deliver it twice; and gives up waiting.
    ///
    /// @param overheard gets what the server answers when nobody waits for it any more
    void send(
            Function<Region, Future<StoredReply>> request,
            BiConsumer<Integer, String> answer,
            BiConsumer<Integer, String> overheard) {
        ServerProcess process = servers.taking();
        boolean[] over = new boolean[1];
        BiConsumer<Integer, String> once =
                (status, body) -> {
                    if (!over[0]) {
                        over[0] = true;
                        answer.accept(status, body);
                    } else if (!retried(status)) {
                        overheard.accept(status, body);
                    }
                };
        time.after(
                TIMEOUT_MILLIS,
                () -> {
                    if (!over[0]) {
                        once.accept(NO_ANSWER, "");
                    }
                });
        if (process == null) {
            return;
        }
        long again = weather.again(apart);
        if (again > 0) {
            time.after(again, () -> arrive(request, once));
        }
        if (weather.loses(random)) {
            return;
        }
        long hangs = weather.hangs(apart);
        if (hangs > 0) {
            time.after(hangs, () -> arrive(request, once));
            return;
        }
        time.after(weather.delay(random), () -> carryOut(process, request, once));
    }

    /// Reaches whichever server serves now.
    private void arrive(
            Function<Region, Future<StoredReply>> request, BiConsumer<Integer, String> answer) {
        ServerProcess process = servers.taking();
        if (process != null) {
            carryOut(process, request, answer);
        }
    }

    private void carryOut(
            ServerProcess process,
            Function<Region, Future<StoredReply>> request,
            BiConsumer<Integer, String> answer) {
        process.onSockets(
                () ->
                        request.apply(process.region())
                                .onComplete(reply -> answerLater(reply, answer)));
    }

    private void answerLater(AsyncResult<StoredReply> reply, BiConsumer<Integer, String> answer) {
        if (weather.loses(random)) {
            return;
        }
        int status = reply.succeeded() ? reply.result().status() : statusOf(reply.cause());
        String body = reply.succeeded() ? reply.result().body() : "";
        time.after(weather.delay(random), () -> answer.accept(status, body));
    }

    private static int statusOf(@Nullable Throwable failure) {
        return switch (failure) {
            case KeyConflict _ -> -CONFLICT;
            case KeyMismatch _ -> MISMATCH;
            case null, default -> UNAVAILABLE;
        };
    }

    /// Whether whoever got this must ask again.
    static boolean retried(int status) {
        return status == NO_ANSWER || status == -CONFLICT || status == UNAVAILABLE;
    }
}
