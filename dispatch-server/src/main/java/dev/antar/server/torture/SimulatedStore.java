package dev.antar.server.torture;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.EventStore.Batch;
import dev.antar.server.engine.EventStore.Opened;
import dev.antar.server.engine.EventStore.PastJob;
import dev.antar.server.engine.EventStore.PastOffer;
import dev.antar.server.engine.EventStore.Prior;
import dev.antar.server.engine.JobFollower;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A database that outlives the processes that use it. What has been sent to it is carried out
/// whatever becomes of its sender; answers reach only processes that live.
final class SimulatedStore {

    private final VirtualTime time;
    private final StoreWeather weather;
    private final Tables tables;
    private final History history;
    private @Nullable Predicate<Boolean> atCommit;

    SimulatedStore(VirtualTime time, StoreWeather weather, Tables tables, History history) {
        this.time = time;
        this.weather = weather;
        this.tables = tables;
        this.history = history;
    }

    /// Asks when the next batch has arrived: with false before it is written, and only a yes lets
    /// it be; with true when it has been.
    void atNextCommit(Predicate<Boolean> then) {
        atCommit = then;
    }

    /// A process's connection.
    EventStore connect(ServerProcess process) {
        return new EventStore() {
            @Override
            public Future<Opened> open(String region) {
                return ask(process, tables::takeOver);
            }

            @Override
            public Future<Void> commit(Batch batch) {
                return SimulatedStore.this.commit(process, copy(batch));
            }

            @Override
            public Future<Long> lastSeq(String region, long epoch) {
                return ask(process, () -> tables.lastSeq(region, epoch));
            }

            @Override
            public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
                return ask(process, () -> tables.prior(key, newJob));
            }

            @Override
            public Future<@Nullable PastOffer> pastOffer(String region, long offer) {
                return ask(process, () -> tables.pastOffer(offer));
            }

            @Override
            public Future<@Nullable PastJob> pastJob(String region, JobId job) {
                return ask(process, () -> tables.pastJob(job));
            }
        };
    }

    /// Where a process reads the events of jobs. The first read draws as everybody's calls do, the
    /// later ones apart.
    JobFollower.History history(ServerProcess process, SplittableRandom apart) {
        StoreWeather later = weather.drawnFrom(apart);
        boolean[] began = new boolean[1];
        return (job, after) -> {
            StoreWeather draws = began[0] ? later : weather;
            began[0] = true;
            return ask(
                    process,
                    () -> tables.events(job, after).stream().map(JobStream::archived).toList(),
                    draws);
        };
    }

    private static Batch copy(Batch batch) {
        return new Batch(
                batch.region(),
                batch.epoch(),
                List.copyOf(batch.events()),
                List.copyOf(batch.replies()));
    }

    private Future<Void> commit(ServerProcess process, Batch batch) {
        FaultKind fault = weather.ofCommit();
        Promise<Void> answer = Promise.promise();
        if (fault == null) {
            time.after(weather.delay(), () -> inTurn(() -> write(process, batch, answer)));
        } else if (fault == FaultKind.COMMIT_UNKNOWN) {
            time.after(
                    weather.delay(),
                    () ->
                            inTurn(
                                    () -> {
                                        history.add(new Seen.OutcomeLost(time.nowMillis(), true));
                                        write(process, batch, Promise.promise());
                                        failLater(process, answer, weather);
                                    }));
        } else {
            history.add(new Seen.OutcomeLost(time.nowMillis(), false));
            failLater(process, answer, weather);
            if (fault == FaultKind.COMMIT_LATE) {
                time.after(
                        weather.late(),
                        () -> inTurn(() -> write(process, batch, Promise.promise())));
            }
        }
        return answer.future();
    }

    private void write(ServerProcess process, Batch batch, Promise<Void> answer) {
        Predicate<Boolean> hook = atCommit;
        atCommit = null;
        if (hook != null && !hook.test(false)) {
            return;
        }
        try {
            tables.write(batch);
            history.add(new Seen.Written(time.nowMillis(), batch.epoch(), batch.events()));
            if (hook != null) {
                var _ = hook.test(true);
            }
            answerLater(process, () -> answer.tryComplete(), weather);
        } catch (EventStore.Fenced e) {
            history.add(new Seen.Fenced(time.nowMillis(), batch.epoch()));
            answerLater(process, () -> answer.tryFail(e), weather);
        } catch (Tables.Refusal e) {
            history.add(new Seen.Refused(time.nowMillis(), String.valueOf(e.getMessage())));
            answerLater(process, () -> answer.tryFail(e), weather);
        }
    }

    private <T extends @Nullable Object> Future<T> ask(
            ServerProcess process, Supplier<T> question) {
        return ask(process, question, weather);
    }

    private <T extends @Nullable Object> Future<T> ask(
            ServerProcess process, Supplier<T> question, StoreWeather draws) {
        Promise<T> answer = Promise.promise();
        if (weather.is(FaultKind.STORE_AWAY)) {
            failLater(process, answer, draws);
        } else {
            time.after(
                    draws.delay(), () -> inTurn(() -> answerNow(process, question, answer, draws)));
        }
        return answer.future();
    }

    private <T extends @Nullable Object> void answerNow(
            ServerProcess process, Supplier<T> question, Promise<T> answer, StoreWeather draws) {
        try {
            T found = question.get();
            answerLater(process, () -> answer.tryComplete(found), draws);
        } catch (EventStore.Fenced e) {
            answerLater(process, () -> answer.tryFail(e), draws);
        }
    }

    private void inTurn(Runnable work) {
        long turn = weather.turn();
        if (turn > time.nowMillis()) {
            time.at(turn, work);
        } else {
            work.run();
        }
    }

    private void answerLater(ServerProcess process, Runnable answer, StoreWeather draws) {
        time.after(draws.delay(), () -> process.onRegion(answer));
    }

    private void failLater(ServerProcess process, Promise<?> answer, StoreWeather draws) {
        time.after(
                draws.failureDelay(),
                () -> process.onRegion(() -> answer.tryFail("connection lost")));
    }
}
