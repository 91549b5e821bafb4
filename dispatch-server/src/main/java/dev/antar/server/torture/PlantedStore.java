package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.ReleaseReason;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.RegionListener;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A store with the bugs that a store may have.
final class PlantedStore implements EventStore {

    private static final int LATE_MILLIS = 5_000;
    private static final int KEPT_MILLIS = 4_000;

    private final EventStore real;
    private final Plants plants;
    private final VirtualTime time;
    private final Map<String, Long> storedAt = new HashMap<>();
    private final List<RegionListener> tooEarly = new ArrayList<>();
    private Future<Void> turn = Future.succeededFuture();
    private @Nullable AlteredLog altered;
    private @Nullable Opened opened;
    private @Nullable Throwable failure;
    private String region = "";
    private long toldSeq;

    PlantedStore(EventStore real, Plants plants, VirtualTime time) {
        this.real = real;
        this.plants = plants;
        this.time = time;
    }

    @Override
    public Future<Opened> open(String region) {
        return real.open(region).map(found -> begin(region, found));
    }

    private Opened begin(String name, Opened found) {
        region = name;
        opened = found;
        if (plants.has(Plant.ACCEPT_WITHOUT_COMPARING)
                || plants.has(Plant.HELD_BY_TWO)
                || plants.has(Plant.OFFER_LEFT_BEHIND)) {
            altered = new AlteredLog(found.snapshot(), this::leftOut);
        }
        return new Opened(
                found.epoch(), Forgetting.of(found.snapshot(), plants), found.lastAtMillis());
    }

    private boolean leftOut(Event event) {
        return switch (event) {
            case Event.JobReleased released ->
                    plants.has(Plant.HELD_BY_TWO)
                            && released.reason() == ReleaseReason.BETTER_MATCH;
            case Event.OfferWithdrawn withdrawn ->
                    plants.has(Plant.OFFER_LEFT_BEHIND)
                            && withdrawn.reason() == WithdrawalReason.DRIVER_OFFLINE;
            default -> false;
        };
    }

    /// Tells this listener of what is sent, and not only of what is written.
    void tellTooEarly(RegionListener listener) {
        tooEarly.add(listener);
    }

    /// Writes that an offer was accepted, whatever became of it.
    ///
    /// @return whether it was written; not where its job is over
    Future<Boolean> accept(long atMillis, long offer) {
        AlteredLog log = altered;
        Opened found = opened;
        if (log == null || found == null) {
            return Future.succeededFuture(false);
        }
        Promise<Boolean> written = Promise.promise();
        turn =
                turn.compose(
                        _ -> {
                            Event accepted = log.acceptance(atMillis, offer);
                            if (accepted == null) {
                                written.complete(false);
                                return Future.succeededFuture();
                            }
                            List<Event> one = List.of(accepted);
                            return real.commit(new Batch(region, found.epoch(), one, List.of()))
                                    .onSuccess(_ -> written.complete(true));
                        });
        return written.future();
    }

    @Override
    public Future<Void> commit(Batch batch) {
        batch.replies().forEach(kept -> storedAt.put(kept.key().key(), time.nowMillis()));
        if (plants.has(Plant.ACK_BEFORE_COMMIT)) {
            var _ = real.commit(batch);
            return Future.succeededFuture();
        }
        AlteredLog log = altered;
        if (log != null) {
            turn =
                    turn.compose(
                            _ -> real.commit(part(batch, log.of(batch.events()), batch.replies())));
            return turn;
        }
        if (plants.has(Plant.CONNECTION_NOT_RENEWED)) {
            return failure == null
                    ? real.commit(batch).onFailure(cause -> failure = cause)
                    : Future.failedFuture(failure);
        }
        tellTooEarly(batch.events());
        int half = batch.events().size() / 2;
        if (plants.has(Plant.HALF_A_BATCH) && half > 0) {
            return real.commit(part(batch, batch.events().subList(0, half), List.of()))
                    .compose(
                            _ ->
                                    real.commit(
                                            part(
                                                    batch,
                                                    batch.events()
                                                            .subList(half, batch.events().size()),
                                                    batch.replies())));
        }
        return real.commit(batch);
    }

    @Override
    public Future<Long> lastSeq(String region, long epoch) {
        if (failure != null) {
            return Future.failedFuture(failure);
        }
        return plants.has(Plant.RETRY_WITHOUT_READING)
                ? Future.succeededFuture(0L)
                : real.lastSeq(region, epoch);
    }

    @Override
    public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
        Long stored = storedAt.get(key);
        long age = stored == null ? 0 : time.nowMillis() - stored;
        boolean unseen =
                stored != null
                        && ((plants.has(Plant.KEY_CHECKED_LATE) && age < LATE_MILLIS)
                                || (plants.has(Plant.KEY_FORGOTTEN) && age > KEPT_MILLIS));
        return real.prior(region, key, newJob)
                .map(prior -> unseen ? new Prior(null, false) : prior);
    }

    @Override
    public Future<@Nullable PastOffer> pastOffer(String region, long offer) {
        return plants.has(Plant.PAST_UNREAD)
                ? Future.succeededFuture()
                : real.pastOffer(region, offer);
    }

    @Override
    public Future<@Nullable PastJob> pastJob(String region, JobId job) {
        return plants.has(Plant.PAST_UNREAD) ? Future.succeededFuture() : real.pastJob(region, job);
    }

    private void tellTooEarly(List<Event> events) {
        List<Event> more = events.stream().filter(event -> event.seq() > toldSeq).toList();
        if (!more.isEmpty()) {
            toldSeq = more.getLast().seq();
            tooEarly.forEach(listener -> listener.committed(more));
        }
    }

    private static Batch part(Batch batch, List<Event> events, List<KeyedReply> replies) {
        return new Batch(batch.region(), batch.epoch(), List.copyOf(events), replies);
    }
}
