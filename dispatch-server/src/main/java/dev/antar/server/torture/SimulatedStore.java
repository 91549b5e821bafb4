package dev.antar.server.torture;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.EventStore.Batch;
import dev.antar.server.engine.EventStore.Opened;
import dev.antar.server.engine.EventStore.Prior;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.List;
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
        };
    }

    /// Reads the numbers of a job's events after a version.
    Future<List<Integer>> follow(ServerProcess process, JobId job, int after) {
        return ask(
                process,
                () -> tables.events(job, after).stream().map(event -> event.version()).toList());
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
                                        failLater(process, answer);
                                    }));
        } else {
            history.add(new Seen.OutcomeLost(time.nowMillis(), false));
            failLater(process, answer);
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
            answerLater(process, () -> answer.tryComplete());
        } catch (EventStore.Fenced e) {
            history.add(new Seen.Fenced(time.nowMillis(), batch.epoch()));
            answerLater(process, () -> answer.tryFail(e));
        } catch (Tables.Refusal e) {
            history.add(new Seen.Refused(time.nowMillis(), String.valueOf(e.getMessage())));
            answerLater(process, () -> answer.tryFail(e));
        }
    }

    private <T> Future<T> ask(ServerProcess process, Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        if (weather.is(FaultKind.STORE_AWAY)) {
            failLater(process, answer);
        } else {
            time.after(weather.delay(), () -> inTurn(() -> answerNow(process, question, answer)));
        }
        return answer.future();
    }

    private <T> void answerNow(ServerProcess process, Supplier<T> question, Promise<T> answer) {
        try {
            T found = question.get();
            answerLater(process, () -> answer.tryComplete(found));
        } catch (EventStore.Fenced e) {
            answerLater(process, () -> answer.tryFail(e));
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

    private void answerLater(ServerProcess process, Runnable answer) {
        time.after(weather.delay(), () -> process.onRegion(answer));
    }

    private void failLater(ServerProcess process, Promise<?> answer) {
        time.after(
                weather.failureDelay(),
                () -> process.onRegion(() -> answer.tryFail("connection lost")));
    }
}
