package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.RegionAtOnce;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// Commands are carried out at once; batches of fixes wait until the test lets the region work.
final class TestRegion extends RegionAtOnce {

    final Deque<Runnable> batches = new ArrayDeque<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();

    /// Happens once, right after the region was next asked about.
    Runnable afterNextRead = () -> {};

    /// While true, commands are carried out, and whoever sent them does not learn it.
    boolean losesAnswers;

    /// While true, commands are carried out, and their senders learn it by [#giveAnswers].
    boolean keepsAnswers;

    /// While false, nothing that is reported is looked at.
    boolean hasTimeForReports = true;

    /// How urgently what is shown as a fact was asked for.
    final List<Priority> urgency = new ArrayList<>();

    /// While true, batches are judged as soon as they come.
    boolean keepsUp;

    TestRegion(long now) {
        super(Policy.of("nearest-first"), now);
    }

    /// Judges the batches that wait.
    void work() {
        while (!batches.isEmpty()) {
            batches.remove().run();
        }
    }

    void giveAnswers() {
        while (!answers.isEmpty()) {
            answers.remove().run();
        }
    }

    @Override
    public Future<Result> handle(Command command) {
        Result result = carryOut(command);
        if (keepsAnswers) {
            Promise<Result> answer = Promise.promise();
            answers.add(() -> answer.complete(result));
            return answer.future();
        }
        return losesAnswers
                ? Future.failedFuture(new RegionUnavailable("The database does not answer.", 2))
                : Future.succeededFuture(result);
    }

    @Override
    public Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        return Future.succeededFuture(reply.apply(carryOut(command), dispatcher));
    }

    @Override
    public Future<Result> report(Command command) {
        return hasTimeForReports ? handle(command) : Promise.<Result>promise().future();
    }

    @Override
    public void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged) {
        batches.add(
                () -> {
                    boolean done = carryOut(new Command.ReportFixes(now, fixes)).isDone();
                    loop.execute(() -> judged.accept(done));
                });
        if (keepsUp) {
            work();
        }
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        T answer = question.apply(dispatcher);
        Runnable then = afterNextRead;
        afterNextRead = () -> {};
        then.run();
        return Future.succeededFuture(answer);
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        urgency.add(priority);
        return read(priority, question);
    }

    @Override
    public int mailbox() {
        return batches.size();
    }
}
