package dev.antar.server.engine;

import dev.antar.core.engine.Event;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Writes what a region decided, one batch after the other, lets everybody hear of it only then,
/// and finds out what became of a commit whose answer was lost. What is decided while a batch is
/// being written gathers in the next. The region's thread, where the futures of its store complete,
/// too.
final class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private static final int FIRST_RETRY_MILLIS = 20;
    private static final int LAST_RETRY_MILLIS = 1_000;

    /// More events than this in one batch would keep the database busy for too long at once.
    private static final int MAX_UNWRITTEN_EVENTS = 20_000;

    /// Whoever asks while so many wait for the same commit is told to come back.
    private static final int MAX_WAITING = 50_000;

    private final String region;
    private final long epoch;
    private final EventStore store;
    private final Timers timers;
    private final Executor turns;
    private final Listeners listeners;
    private final LoopState state;
    private final Consumer<IdempotencyKey> keyWritten;

    private GatheredBatch gathering = new GatheredBatch(FIRST_RETRY_MILLIS);
    private @Nullable GatheredBatch writing;
    private boolean called;

    /// @param turns runs a task on the region's thread after what it has to do just now
    /// @param state of the region, which stalls and is fenced by what becomes of commits
    /// @param keyWritten hears of each key whose reply is written, before anybody else hears of it
    BatchWriter(
            String region,
            long epoch,
            EventStore store,
            Timers timers,
            Executor turns,
            Listeners listeners,
            LoopState state,
            Consumer<IdempotencyKey> keyWritten) {
        this.region = region;
        this.epoch = epoch;
        this.store = store;
        this.timers = timers;
        this.turns = turns;
        this.listeners = listeners;
        this.state = state;
        this.keyWritten = keyWritten;
    }

    /// The events to be written next; more are added at the end.
    List<Event> gathered() {
        return gathering.events;
    }

    /// Writes this reply together with the events gathered.
    void gather(EventStore.KeyedReply reply) {
        gathering.keep(reply);
    }

    boolean full() {
        return gathering.events.size() > MAX_UNWRITTEN_EVENTS || gathering.waiting() > MAX_WAITING;
    }

    /// How many wait for a commit.
    int waiting() {
        return gathering.waiting() + (writing == null ? 0 : writing.waiting());
    }

    /// Whether the reply under this key is not known to be written yet.
    boolean holds(IdempotencyKey key) {
        return gathering.keeps(key) || (writing != null && writing.keeps(key));
    }

    /// Gives this answer once all that it may rest on is written.
    <T> void answerAfterCommit(T result, Promise<T> answer) {
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

    /// Begins to write what is gathered at the end of this turn of the region's thread, unless a
    /// batch is being written already. What is answered together comes together: were the first of
    /// thirty written at once, it would be alone in a commit, and the others would wait for it.
    void write() {
        if (!called && mayWrite()) {
            called = true;
            turns.execute(
                    () -> {
                        called = false;
                        if (mayWrite()) {
                            begin();
                        }
                    });
        }
    }

    private boolean mayWrite() {
        return writing == null && state.running() && !gathering.isEmpty();
    }

    private void begin() {
        GatheredBatch batch = gathering;
        writing = batch;
        gathering = new GatheredBatch(FIRST_RETRY_MILLIS);
        commit(batch);
        timers.after(RegionLoop.ANSWER_MILLIS, () -> giveUpIfStillWriting(batch));
    }

    /// Writes all.
    ///
    /// @return completes when everything gathered is written, or cannot be
    Future<Void> writeAll() {
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
        return written.future();
    }

    /// Tells everybody who waits to ask again; the events they wait for are still to be written.
    void giveUpAll() {
        RegionUnavailable reason = state.unavailable();
        List<GatheredBatch.Waiting> all = gathering.takeWaiting();
        if (writing != null) {
            all.addAll(writing.takeWaiting());
        }
        all.forEach(waiting -> waiting.giveUp(reason));
    }

    /// A read failed or takes too long: a commit would fare no better.
    void readFailed(String why) {
        if (state.running()) {
            stall(why);
            timers.after(FIRST_RETRY_MILLIS, () -> probe(FIRST_RETRY_MILLIS));
        }
    }

    /// The last batch with something in it that is not known to be written.
    private @Nullable GatheredBatch latest() {
        return gathering.isEmpty() ? writing : gathering;
    }

    private void commit(GatheredBatch batch) {
        store.commit(new EventStore.Batch(region, epoch, batch.events, batch.replies))
                .onSuccess(_ -> written(batch))
                .onFailure(failure -> unknown(batch, failure));
    }

    /// Until then whoever waits may still get his answer: most outcomes are found out soon.
    private void giveUpIfStillWriting(GatheredBatch batch) {
        if (writing == batch && (state.running() || state.stalled())) {
            stall(
                    batch.failure.isEmpty()
                            ? "no answer to a commit for " + RegionLoop.ANSWER_MILLIS + " ms"
                            : batch.failure);
            giveUpAll();
        }
    }

    private void written(GatheredBatch batch) {
        if (writing != batch || state.broken()) {
            return;
        }
        if (state.goOn()) {
            LOG.info("Region {} goes on: the database confirms again", region);
        }
        batch.replies.forEach(kept -> keyWritten.accept(kept.key()));
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
        if (writing != batch || !(state.running() || state.stalled())) {
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

    /// Finds out whether the database answers again, where no batch does so by its own outcome.
    private void probe(int retryMillis) {
        if (!state.stalled() || writing != null) {
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
        if (writing == null && state.goOn()) {
            LOG.info("Region {} goes on: the database answers again", region);
            write();
        }
    }

    /// Takes no new commands until the database answers.
    private void stall(String why) {
        if (state.stall(why)) {
            LOG.warn("Region {} stalls, the database does not confirm: {}", region, why);
        }
    }

    private void fence(Throwable failure) {
        LOG.error("Region {} stops here: {}", region, failure.getMessage());
        state.fence();
        giveUpAll();
    }
}
