package dev.antar.server.engine;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Answers commits only when the test says so.
final class ObedientStore implements EventStore {
    final List<Event> written = new ArrayList<>();
    final Map<String, Found> replies = new HashMap<>();
    final Deque<Promise<Void>> answers = new ArrayDeque<>();
    final Deque<Batch> asked = new ArrayDeque<>();
    final Set<JobId> takenNames = new HashSet<>();
    final Map<Long, PastOffer> pastOffers = new HashMap<>();
    final Map<JobId, PastJob> pastJobs = new HashMap<>();
    boolean away;
    boolean mute;
    boolean unreadable;

    @Override
    public Future<Opened> open(String region) {
        return Future.succeededFuture(new Opened(1, Snapshot.of(written), lastAtMillis()));
    }

    long lastAtMillis() {
        return written.isEmpty() ? 0 : written.getLast().atMillis();
    }

    @Override
    public Future<Void> commit(Batch batch) {
        Promise<Void> answer = Promise.promise();
        asked.add(batch);
        answers.add(answer);
        return answer.future();
    }

    @Override
    public Future<Long> lastSeq(String region, long epoch) {
        return away
                ? Future.failedFuture("away")
                : Future.succeededFuture(written.isEmpty() ? 0L : written.getLast().seq());
    }

    @Override
    public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
        if (mute) {
            return Promise.<Prior>promise().future();
        }
        if (unreadable) {
            return Future.failedFuture("connection lost");
        }
        return Future.succeededFuture(new Prior(replies.get(key), takenNames.contains(newJob)));
    }

    @Override
    public Future<@Nullable PastOffer> pastOffer(String region, long offer) {
        return past(pastOffers.get(offer));
    }

    @Override
    public Future<@Nullable PastJob> pastJob(String region, JobId job) {
        return past(pastJobs.get(job));
    }

    private <T> Future<@Nullable T> past(@Nullable T found) {
        if (mute) {
            return Promise.<@Nullable T>promise().future();
        }
        return unreadable ? Future.failedFuture("connection lost") : Future.succeededFuture(found);
    }

    void write() {
        Batch batch = asked.remove();
        written.addAll(batch.events());
        batch.replies()
                .forEach(
                        kept ->
                                replies.put(
                                        kept.key().key(),
                                        new Found(kept.key().requestHash(), kept.reply())));
    }

    void confirm() {
        write();
        answers.remove().complete();
    }

    void loseAnswerAfterWriting() {
        write();
        answers.remove().fail("connection lost");
    }

    void failWithoutWriting() {
        asked.remove();
        answers.remove().fail("connection lost");
    }
}
