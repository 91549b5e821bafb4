package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.FixBatch;
import dev.antar.core.job.JobId;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// A region as the rest of the server sees it: commands go in from any thread, answers come back
/// after their events are committed. Futures complete on the caller's context.
public interface Region {

    /// The name that its rows carry.
    String id();

    /// The time by the region's clock, epoch milliseconds; what commands carry.
    long nowMillis();

    /// Carries out a command. The result is given when what followed from it is committed; a
    /// command without events is answered at once.
    ///
    /// Fails with [RegionUnavailable] while the database cannot be reached or too much is waiting.
    /// Commands of one driver are carried out in the order in which they came, also between fixes.
    Future<Result> handle(Command command);

    /// Carries out a command under a key that its sender may use again: the same key with the same
    /// request gets the stored reply, also after a restart.
    ///
    /// @param reply makes the reply from the result, on the region's thread, and must not refer to
    ///   anything that goes on changing in the dispatcher; it is stored in the same commit as the
    ///   events when the command is done, and not stored when it is rejected
    /// @return fails with [KeyConflict] while the first is under way, [KeyMismatch] when the key
    ///   came with another request, [RegionUnavailable] as above
    default Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        JobId claim = command instanceof Command.SubmitJob submit ? submit.job().id() : null;
        return handleOnce(command, key, claim, reply);
    }

    /// The same, saying whether a new job's name must be claimed for the region before the engine
    /// is asked, which costs a commit more.
    ///
    /// @param claim the name, where somebody else may choose the same; null where it was made here
    ///   at random, or there is no new job
    Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply);

    /// Hands over a fix or a heartbeat; never waits for a commit, and works while the database is
    /// away. The answer tells whether the fix was taken.
    Future<Result> report(Command command);

    /// Hands over fixes that one event loop has gathered; what became of each is written into the
    /// batch. Never waits for a commit, and works while the database is away. The batch is the
    /// region's until `judged` is called, on the loop, with false if the region no longer judges.
    ///
    /// Nothing is refused for being too much: whoever calls keeps a bounded number of batches.
    ///
    /// @param loop runs tasks on the caller's event loop
    void report(FixBatch fixes, Executor loop, Consumer<Boolean> judged);

    /// Asks the dispatcher something on its own thread. The answer must not refer to anything that
    /// goes on changing there.
    ///
    /// @param <T> what is asked for
    default <T> Future<T> read(Function<Dispatcher, T> question) {
        return read(Priority.READ, question);
    }

    /// The same, more or less urgently.
    ///
    /// @param <T> what is asked for
    <T> Future<T> read(Priority priority, Function<Dispatcher, T> question);

    /// The same for what is shown as a fact: the answer is given once all is committed that it may
    /// rest on. Fails with [RegionUnavailable] while the database cannot be reached.
    ///
    /// @param <T> what is asked for
    default <T> Future<T> readCommitted(Function<Dispatcher, T> question) {
        return readCommitted(Priority.READ, question);
    }

    /// The same, more or less urgently.
    ///
    /// @param <T> what is asked for
    <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question);

    /// Tells the listener, from now on, what has been committed and what has changed.
    Future<Void> subscribe(RegionListener listener);

    /// Whether commands that need a commit are being carried out.
    RegionHealth health();

    /// How much waits for the region's thread.
    int mailbox();
}
