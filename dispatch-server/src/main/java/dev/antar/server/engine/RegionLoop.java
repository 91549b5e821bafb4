package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Policy;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Runs a dispatcher so that nothing is seen of an event before it is committed. Knows no thread
/// and no clock of its own: one thread calls it, and the futures of its store complete there.
///
/// Commands are carried out at once; their events gather in a batch while the one before is being
/// written, so that a busy region writes few large batches. Results, also those of commands without
/// events, wait for the last batch that their answer may rest on, and keep their place among its
/// events. [BatchWriter] has the batches, [LoopState] whether the region goes on.
final class RegionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RegionLoop.class);

    /// How long a caller waits for a commit before he is told to ask again.
    static final int ANSWER_MILLIS = 1_000;

    static final int TICK_MILLIS = 100;

    /// After a tick others have the thread for so many times as long as it took, or a round of
    /// thousands of jobs that takes longer than the time between two rounds, as those of a server
    /// that has just started do, would leave nothing for those who ask and answer.
    private static final int TIMES_FOR_OTHERS = 2;

    private static final int LONGEST_PAUSE_MILLIS = 5_000;

    /// Requests that are looked up at once. A crowd beyond that is told to come back, or all would
    /// wait until nobody waits for the answers any more.
    static final int MAX_LOOKUPS = 256;

    private final String region;
    private final EventStore store;
    private final TimeSource time;
    private final Timers timers;
    private final Recorder recorder;
    private final Recorder.Beginning beginning;
    private final Dispatcher dispatcher;
    private final Memory memory;
    private final Map<String, String> keysUnderWay = new HashMap<>();
    private final LoopState state;
    private final BatchWriter writer;
    private final Hindsight hindsight;
    private int lookups;
    private boolean offering = true;

    /// @param turns runs a task on the region's thread after what it has to do just now
    RegionLoop(
            String region,
            DispatchConfig config,
            Policy policy,
            EventStore store,
            EventStore.Opened opened,
            Listeners listeners,
            Recorder recorder,
            TimeSource time,
            Timers timers,
            Executor turns) {
        this.region = region;
        this.store = store;
        // Deadlines in the snapshot are by the clock of whoever made them.
        this.time = time.notBefore(opened.lastAtMillis());
        this.timers = timers;
        this.recorder = recorder;
        long epoch = opened.epoch();
        long from = this.time.millis();
        this.beginning =
                Recorder.Beginning.of(region, epoch, from, config, policy, opened.snapshot());
        recorder.began(beginning);
        this.dispatcher = Dispatcher.restore(config, policy, listeners, opened.snapshot(), from);
        this.memory = new Memory(region, epoch, store, dispatcher, from);
        this.state = new LoopState(region);
        this.writer =
                new BatchWriter(
                        region,
                        epoch,
                        store,
                        timers,
                        turns,
                        listeners,
                        state,
                        key -> keysUnderWay.remove(key.key()));
        this.hindsight = new Hindsight(region, store, timers);
        tellOfPolicy(policy);
        timers.after(TICK_MILLIS, this::tick);
        timers.after(Memory.KEEP_MILLIS, this::keepMemory);
    }

    /// What an operator has changed outlives a restart, whatever the server is started with.
    private void tellOfPolicy(Policy startedWith) {
        Event.PolicyChanged change = dispatcher.policyChange();
        if (change != null && !change.policy().equals(startedWith)) {
            LOG.warn(
                    "Region {} goes on with policy {} version {}, put in force by {}: {}. The"
                            + " server was started with {} version {}, which counts no more.",
                    region,
                    change.policy().name(),
                    change.policy().version(),
                    change.by(),
                    change.reason(),
                    startedWith.name(),
                    startedWith.version());
        }
    }

    long nowMillis() {
        return time.millis();
    }

    Future<Result> handle(Command command) {
        Promise<Result> answer = Promise.promise();
        if (refused(answer) || exceeds(command, answer)) {
            return answer.future();
        }
        Result result = carryOut(command);
        if (result == null) {
            answer.tryFail(state.unavailable());
            return answer.future();
        }
        writer.answerAfterCommit(result, answer);
        writer.write();
        return Hindsight.mayKnow(command, result)
                ? hindsight.answer(command, answer.future())
                : answer.future();
    }

    Future<StoredReply> handleOnce(
            Command command,
            IdempotencyKey key,
            @Nullable JobId claim,
            BiFunction<Result, Dispatcher, StoredReply> reply) {
        Promise<StoredReply> answer = Promise.promise();
        if (refused(answer)) {
            return answer.future();
        }
        if (lookups >= MAX_LOOKUPS) {
            answer.fail(state.unavailable());
            return answer.future();
        }
        String underWay = keysUnderWay.putIfAbsent(key.key(), key.requestHash());
        if (underWay != null) {
            answer.fail(
                    underWay.equals(key.requestHash())
                            ? new KeyConflict(key.key())
                            : new KeyMismatch(key.key()));
            return answer.future();
        }
        Future<EventStore.Prior> reading = store.prior(region, key.key(), claim);
        lookups++;
        reading.onComplete(_ -> lookups--);
        timers.after(ANSWER_MILLIS, () -> readTooSlow(reading, answer));
        reading.onSuccess(prior -> once(command, key, reply, prior, answer))
                .onFailure(failure -> readFailed(String.valueOf(failure.getMessage()), answer));
        return answer.future().onComplete(_ -> releaseKey(key));
    }

    /// Fixes and heartbeats: they make no events, so they need no commit.
    Result report(Command command) {
        if (!state.takesPositions()) {
            throw state.unavailable();
        }
        Result result = carryOut(command);
        if (result == null) {
            throw state.unavailable();
        }
        writer.write();
        return result;
    }

    <T> T read(Function<Dispatcher, T> question) {
        return question.apply(dispatcher);
    }

    /// As [#read]; the answer waits for the commit of all that it may rest on.
    <T> Future<T> readCommitted(Function<Dispatcher, T> question) {
        Promise<T> answer = Promise.promise();
        if (!refused(answer)) {
            writer.answerAfterCommit(question.apply(dispatcher), answer);
        }
        return answer.future();
    }

    /// Requests whose outcome is not known yet.
    int keysUnderWay() {
        return keysUnderWay.size();
    }

    RegionHealth health() {
        return state.health(writer.waiting());
    }

    /// Refuses new commands from now on.
    ///
    /// @return completes when everything gathered is written, or cannot be
    Future<Void> stop() {
        recorder.ended();
        state.beginStop();
        if (state.running()) {
            return writer.writeAll().compose(_ -> memory.keep()).onComplete(_ -> state.stop());
        }
        state.stop();
        writer.giveUpAll();
        return Future.succeededFuture();
    }

    private void once(
            Command command,
            IdempotencyKey key,
            BiFunction<Result, Dispatcher, StoredReply> reply,
            EventStore.Prior prior,
            Promise<StoredReply> answer) {
        if (answer.future().isComplete()) {
            // The sender was told to ask again while the store took its time.
            return;
        }
        EventStore.Found found = prior.reply();
        if (found != null) {
            if (found.requestHash().equals(key.requestHash())) {
                answer.tryComplete(found.reply());
            } else {
                answer.tryFail(new KeyMismatch(key.key()));
            }
            return;
        }
        if (refused(answer)) {
            return;
        }
        if (prior.nameTaken()) {
            // The engine would not know: it has only jobs of this region, and few that have ended.
            answer.tryComplete(reply.apply(Result.rejected(Rejection.DUPLICATE_JOB), dispatcher));
            return;
        }
        if (exceeds(command, answer)) {
            return;
        }
        Result result = carryOut(command);
        if (result == null) {
            answer.tryFail(state.unavailable());
            return;
        }
        StoredReply made = reply.apply(result, dispatcher);
        if (result.isDone()) {
            writer.gather(new EventStore.KeyedReply(key, made));
        }
        writer.answerAfterCommit(made, answer);
        writer.write();
    }

    /// A key whose outcome is unknown stays taken until its batch is written, or the process ends:
    /// only then does the store know.
    private void releaseKey(IdempotencyKey key) {
        if (!writer.holds(key)) {
            keysUnderWay.remove(key.key());
        }
    }

    private boolean refused(Promise<?> answer) {
        if (!state.takesCommands() || writer.full()) {
            answer.tryFail(state.unavailable());
            return true;
        }
        return false;
    }

    private boolean exceeds(Command command, Promise<?> answer) {
        String what = EngineBounds.exceeded(command, dispatcher);
        if (what != null) {
            answer.tryFail(LoopState.unavailable(what));
        }
        return what != null;
    }

    private @Nullable Result carryOut(Command command) {
        try {
            List<Event> events = writer.gathered();
            int from = events.size();
            Result result = dispatcher.handle(command, events::add);
            recorder.handled(command, result, events.subList(from, events.size()));
            // It is not in an image whether offers are made.
            offering &= !(command instanceof Command.StopOffering);
            if (offering && recorder.wantsImage()) {
                recorder.began(beginning.at(dispatcher.image()));
            }
            return result;
        } catch (RuntimeException e) {
            fail(command, e);
            return null;
        }
    }

    private void fail(Command command, RuntimeException cause) {
        LOG.error("The engine of region {} failed on {} and stops", region, command, cause);
        state.fail(String.valueOf(cause.getMessage()));
        // What the failed command began is not written.
        writer.giveUpAll();
    }

    private void keepMemory() {
        if (state.ending()) {
            return;
        }
        if (state.running()) {
            memory.keep();
        }
        timers.after(Memory.KEEP_MILLIS, this::keepMemory);
    }

    private void tick() {
        if (state.ending()) {
            return;
        }
        long beganMillis = time.millis();
        if (state.running()) {
            carryOut(new Command.Tick(beganMillis));
            writer.write();
        }
        long forOthers =
                Math.min(LONGEST_PAUSE_MILLIS, TIMES_FOR_OTHERS * (time.millis() - beganMillis));
        timers.after(Math.max(TICK_MILLIS, forOthers), this::tick);
    }

    private void readTooSlow(Future<?> reading, Promise<?> answer) {
        if (!reading.isComplete()) {
            readFailed("no answer to a read for " + ANSWER_MILLIS + " ms", answer);
        }
    }

    private void readFailed(String detail, Promise<?> answer) {
        writer.readFailed(detail);
        answer.tryFail(state.unavailable());
    }
}
