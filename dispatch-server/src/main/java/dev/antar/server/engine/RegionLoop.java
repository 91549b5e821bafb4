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
import java.util.function.BiFunction;
import java.util.function.Function;

/// Runs a dispatcher so that nothing is seen of an event before it is committed. Knows no thread
/// and no clock of its own: one thread calls it, and the futures of its store complete there.
///
/// Commands are carried out at once; their events gather in a batch while the one before is being
/// written, so that a busy region writes few large batches. Results, also those of commands without
/// events, wait for the last batch that their answer may rest on, and keep their place among its
/// events.
final class RegionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RegionLoop.class);

    /// How long a caller waits for a commit before he is told to ask again.
    static final int ANSWER_MILLIS = 1_000;

    static final int TICK_MILLIS = 100;

    private static final int FIRST_RETRY_MILLIS = 20;
    private static final int LAST_RETRY_MILLIS = 1_000;
    private static final int RETRY_AFTER_SECONDS = 2;

    /// Requests that are looked up at once. A crowd beyond that is told to come back, or all would
    /// wait until nobody waits for the answers any more.
    static final int MAX_LOOKUPS = 256;

    /// More events than this in one batch would keep the database busy for too long at once.
    private static final int MAX_UNWRITTEN_EVENTS = 20_000;

    /// Whoever asks while so many wait for the same commit is told to come back.
    private static final int MAX_WAITING = 50_000;

    private enum State {
        RUNNING,
        /// The outcome of a commit cannot be found out, or a read fails: nothing new is taken.
        STALLED,
        /// Another process owns the region.
        FENCED,
        /// The dispatcher broke a rule of its own; going on could do harm.
        FAILED,
        STOPPED
    }

    private final String region;
    private final EventStore store;
    private final TimeSource time;
    private final Timers timers;
    private final Listeners listeners;
    private final Recorder recorder;
    private final Recorder.Beginning beginning;
    private final Dispatcher dispatcher;
    private final Memory memory;
    private final long epoch;
    private final Map<String, String> keysUnderWay = new HashMap<>();

    private int lookups;
    private GatheredBatch gathering = new GatheredBatch(FIRST_RETRY_MILLIS);
    private @Nullable GatheredBatch writing;
    private State state = State.RUNNING;
    private String stateDetail = "";

    private boolean offering = true;

    /// Takes nothing new, and writes what it has.
    private boolean stopping;

    RegionLoop(
            String region,
            DispatchConfig config,
            Policy policy,
            EventStore store,
            EventStore.Opened opened,
            Listeners listeners,
            Recorder recorder,
            TimeSource time,
            Timers timers) {
        this.region = region;
        this.store = store;
        // Deadlines in the snapshot are by the clock of whoever made them.
        this.time = time.notBefore(opened.snapshot().lastAtMillis());
        this.timers = timers;
        this.listeners = listeners;
        this.epoch = opened.epoch();
        this.recorder = recorder;
        long from = this.time.millis();
        this.beginning =
                Recorder.Beginning.of(region, epoch, from, config, policy, opened.snapshot());
        recorder.began(beginning);
        this.dispatcher = Dispatcher.restore(config, policy, listeners, opened.snapshot(), from);
        this.memory = new Memory(region, epoch, store, dispatcher, from);
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
            answer.tryFail(unavailable());
            return answer.future();
        }
        answerAfterCommit(result, answer);
        write();
        return answer.future();
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
            answer.fail(unavailable());
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
        if (state == State.FAILED || state == State.STOPPED || stopping) {
            throw unavailable();
        }
        Result result = carryOut(command);
        if (result == null) {
            throw unavailable();
        }
        write();
        return result;
    }

    <T> T read(Function<Dispatcher, T> question) {
        return question.apply(dispatcher);
    }

    /// As [#read]; the answer waits for the commit of all that it may rest on.
    <T> Future<T> readCommitted(Function<Dispatcher, T> question) {
        Promise<T> answer = Promise.promise();
        if (!refused(answer)) {
            answerAfterCommit(question.apply(dispatcher), answer);
        }
        return answer.future();
    }

    /// Requests whose outcome is not known yet.
    int keysUnderWay() {
        return keysUnderWay.size();
    }

    RegionHealth health() {
        int waiting = gathering.waiting() + (writing == null ? 0 : writing.waiting());
        if (stopping) {
            return new RegionHealth(false, "STOPPED", "The server stops.", waiting);
        }
        return switch (state) {
            case RUNNING -> new RegionHealth(true, "OK", "Commands are carried out.", waiting);
            case STALLED ->
                    new RegionHealth(
                            false,
                            "DATABASE_UNREACHABLE",
                            "The database does not confirm: " + stateDetail,
                            waiting);
            case FENCED ->
                    new RegionHealth(
                            false,
                            "TAKEN_OVER",
                            "Another process owns region " + region + " now.",
                            waiting);
            case FAILED ->
                    new RegionHealth(
                            false,
                            "ENGINE_FAILED",
                            "The engine stopped; the log says why: " + stateDetail,
                            waiting);
            case STOPPED -> new RegionHealth(false, "STOPPED", "The server stops.", waiting);
        };
    }

    /// Refuses new commands from now on.
    ///
    /// @return completes when everything gathered is written, or cannot be
    Future<Void> stop() {
        recorder.ended();
        stopping = true;
        if (state == State.RUNNING) {
            Promise<Void> written = Promise.promise();
            GatheredBatch last = latest();
            if (last == null) {
                written.complete();
            } else {
                last.await(
                        new GatheredBatch.Waiting() {
                            @Override
                            public void release() {
                                written.tryComplete();
                            }

                            @Override
                            public void giveUp(RegionUnavailable reason) {
                                written.tryComplete();
                            }
                        });
                write();
            }
            return written.future()
                    .compose(_ -> memory.keep())
                    .onComplete(_ -> state = State.STOPPED);
        }
        state = State.STOPPED;
        giveUpAll();
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
            answer.tryFail(unavailable());
            return;
        }
        StoredReply made = reply.apply(result, dispatcher);
        if (result.isDone()) {
            gathering.replies.add(new EventStore.KeyedReply(key, made));
        }
        answerAfterCommit(made, answer);
        write();
    }

    /// A key whose outcome is unknown stays taken until its batch is written, or the process ends:
    /// only then does the store know.
    private void releaseKey(IdempotencyKey key) {
        boolean unwritten =
                isUnwritten(gathering, key) || (writing != null && isUnwritten(writing, key));
        if (!unwritten) {
            keysUnderWay.remove(key.key());
        }
    }

    private static boolean isUnwritten(GatheredBatch batch, IdempotencyKey key) {
        return batch.replies.stream().anyMatch(kept -> kept.key().equals(key));
    }

    private boolean refused(Promise<?> answer) {
        boolean full =
                gathering.events.size() > MAX_UNWRITTEN_EVENTS || gathering.waiting() > MAX_WAITING;
        if (state != State.RUNNING || stopping || full) {
            answer.tryFail(unavailable());
            return true;
        }
        return false;
    }

    private boolean exceeds(Command command, Promise<?> answer) {
        String what = EngineBounds.exceeded(command, dispatcher);
        if (what != null) {
            answer.tryFail(new RegionUnavailable(what, RETRY_AFTER_SECONDS));
        }
        return what != null;
    }

    private @Nullable Result carryOut(Command command) {
        try {
            List<Event> events = gathering.events;
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
        state = State.FAILED;
        stateDetail = String.valueOf(cause.getMessage());
        // What the failed command began is not written.
        giveUpAll();
    }

    /// The last batch with something in it that is not known to be written.
    private @Nullable GatheredBatch latest() {
        return gathering.isEmpty() ? writing : gathering;
    }

    private <T> void answerAfterCommit(T result, Promise<T> answer) {
        GatheredBatch restsOn = latest();
        if (restsOn == null) {
            answer.tryComplete(result);
            return;
        }
        restsOn.await(
                new GatheredBatch.Waiting() {
                    @Override
                    public void release() {
                        answer.tryComplete(result);
                    }

                    @Override
                    public void giveUp(RegionUnavailable reason) {
                        answer.tryFail(reason);
                    }
                });
    }

    private void keepMemory() {
        if (stopping || state == State.FENCED || state == State.FAILED) {
            return;
        }
        if (state == State.RUNNING) {
            memory.keep();
        }
        timers.after(Memory.KEEP_MILLIS, this::keepMemory);
    }

    private void tick() {
        if (stopping || state == State.FENCED || state == State.FAILED) {
            return;
        }
        if (state == State.RUNNING) {
            carryOut(new Command.Tick(time.millis()));
            write();
        }
        timers.after(TICK_MILLIS, this::tick);
    }

    private void write() {
        if (writing != null || state != State.RUNNING) {
            return;
        }
        if (gathering.isEmpty()) {
            return;
        }
        GatheredBatch batch = gathering;
        writing = batch;
        gathering = new GatheredBatch(FIRST_RETRY_MILLIS);
        commit(batch);
        timers.after(ANSWER_MILLIS, () -> giveUpIfStillWriting(batch));
    }

    private void commit(GatheredBatch batch) {
        store.commit(new EventStore.Batch(region, epoch, batch.events, batch.replies))
                .onSuccess(_ -> written(batch))
                .onFailure(failure -> unknown(batch, failure));
    }

    /// Until then whoever waits may still get his answer: most outcomes are found out soon.
    private void giveUpIfStillWriting(GatheredBatch batch) {
        if (writing == batch && (state == State.RUNNING || state == State.STALLED)) {
            stall(
                    batch.failure.isEmpty()
                            ? "no answer to a commit for " + ANSWER_MILLIS + " ms"
                            : batch.failure);
            giveUpAll();
        }
    }

    private void written(GatheredBatch batch) {
        if (writing != batch || state == State.FENCED || state == State.FAILED) {
            return;
        }
        if (state == State.STALLED) {
            state = State.RUNNING;
            LOG.info("Region {} goes on: the database confirms again", region);
        }
        batch.replies.forEach(kept -> keysUnderWay.remove(kept.key().key()));
        try {
            batch.tell(listeners);
        } finally {
            // Not before: whoever asks meanwhile must not be answered ahead of what is still told.
            writing = null;
        }
        write();
    }

    /// A commit failed, and whether it was written is not known. That is mostly found out soon, so
    /// meanwhile commands gather as while any commit takes its time.
    private void unknown(GatheredBatch batch, Throwable failure) {
        if (failure instanceof EventStore.Fenced) {
            fence(failure);
            return;
        }
        if (batch.failure.isEmpty()) {
            LOG.warn(
                    "Region {} finds out what became of a commit: {}",
                    region,
                    failure.getMessage());
        }
        batch.failure = String.valueOf(failure.getMessage());
        timers.after(batch.retryMillis, () -> resolve(batch));
        batch.retryMillis = Math.min(LAST_RETRY_MILLIS, batch.retryMillis * 2);
    }

    private void resolve(GatheredBatch batch) {
        if (writing != batch || (state != State.RUNNING && state != State.STALLED)) {
            return;
        }
        store.lastSeq(region, epoch)
                .onSuccess(
                        seq -> {
                            if (batch.events.isEmpty() || seq < batch.events.getFirst().seq()) {
                                commit(batch);
                            } else {
                                written(batch);
                            }
                        })
                .onFailure(failure -> unknown(batch, failure));
    }

    private void readTooSlow(Future<?> reading, Promise<?> answer) {
        if (!reading.isComplete()) {
            readFailed("no answer to a read for " + ANSWER_MILLIS + " ms", answer);
        }
    }

    /// A read failed or takes too long: a commit would fare no better.
    private void readFailed(String detail, Promise<?> answer) {
        if (state == State.RUNNING) {
            stall(detail);
            timers.after(FIRST_RETRY_MILLIS, () -> probe(FIRST_RETRY_MILLIS));
        }
        answer.tryFail(unavailable());
    }

    /// Finds out whether the database answers again, where no batch does so by its own outcome.
    private void probe(int retryMillis) {
        if (state != State.STALLED || writing != null) {
            return;
        }
        int nextRetry = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
        store.lastSeq(region, epoch)
                .onSuccess(_ -> goOn())
                .onFailure(
                        failure -> {
                            if (failure instanceof EventStore.Fenced) {
                                fence(failure);
                            } else {
                                timers.after(nextRetry, () -> probe(nextRetry));
                            }
                        });
    }

    private void goOn() {
        if (state == State.STALLED && writing == null) {
            state = State.RUNNING;
            LOG.info("Region {} goes on: the database answers again", region);
            write();
        }
    }

    /// Takes no new commands until the database answers.
    private void stall(String detail) {
        stateDetail = detail;
        if (state == State.RUNNING) {
            state = State.STALLED;
            LOG.warn("Region {} stalls, the database does not confirm: {}", region, detail);
        }
    }

    private void fence(Throwable failure) {
        LOG.error("Region {} stops here: {}", region, failure.getMessage());
        state = State.FENCED;
        giveUpAll();
    }

    /// Tells everybody who waits to ask again; the events they wait for are still to be written.
    private void giveUpAll() {
        RegionUnavailable reason = unavailable();
        List<GatheredBatch.Waiting> all = gathering.takeWaiting();
        if (writing != null) {
            all.addAll(writing.takeWaiting());
        }
        all.forEach(waiting -> waiting.giveUp(reason));
    }

    private RegionUnavailable unavailable() {
        String why =
                state == State.RUNNING
                        ? "The database does not answer, or too much waits for it."
                        : health().detail();
        return new RegionUnavailable(why, RETRY_AFTER_SECONDS);
    }
}
