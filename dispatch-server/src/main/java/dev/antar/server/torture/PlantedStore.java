package dev.antar.server.torture;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.EventStore;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A store with the bugs that a store may have.
final class PlantedStore implements EventStore {

    private static final int LATE_MILLIS = 5_000;

    private final EventStore real;
    private final Plants plants;
    private final VirtualTime time;
    private final Map<String, Long> storedAt = new HashMap<>();

    PlantedStore(EventStore real, Plants plants, VirtualTime time) {
        this.real = real;
        this.plants = plants;
        this.time = time;
    }

    @Override
    public Future<Opened> open(String region) {
        return real.open(region)
                .map(opened -> new Opened(opened.epoch(), planted(opened.snapshot())));
    }

    @Override
    public Future<Void> commit(Batch batch) {
        batch.replies().forEach(kept -> storedAt.put(kept.key().key(), time.nowMillis()));
        if (plants.has(Plant.ACK_BEFORE_COMMIT)) {
            var _ = real.commit(batch);
            return Future.succeededFuture();
        }
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
        return plants.has(Plant.RETRY_WITHOUT_READING)
                ? Future.succeededFuture(0L)
                : real.lastSeq(region, epoch);
    }

    @Override
    public Future<Prior> prior(String region, String key, @Nullable JobId newJob) {
        Long stored = storedAt.get(key);
        boolean unseen =
                plants.has(Plant.KEY_CHECKED_LATE)
                        && stored != null
                        && time.nowMillis() - stored < LATE_MILLIS;
        return real.prior(region, key, newJob)
                .map(prior -> unseen ? new Prior(null, false) : prior);
    }

    private static Batch part(Batch batch, List<Event> events, List<KeyedReply> replies) {
        return new Batch(batch.region(), batch.epoch(), List.copyOf(events), replies);
    }

    private Snapshot planted(Snapshot whole) {
        if (plants.has(Plant.SNAPSHOT_LOSES_THE_LAST)) {
            return shortened(whole);
        }
        return plants.has(Plant.PAUSE_FORGOTTEN) ? unpaused(whole) : whole;
    }

    private static Snapshot unpaused(Snapshot whole) {
        return new Snapshot(
                        whole.lastSeq(),
                        whole.drivers().stream().map(driver -> driver.paused(null)).toList(),
                        whole.openJobs())
                .withMemoryOf(whole);
    }

    private static Snapshot shortened(Snapshot whole) {
        List<Event.OfJob> events = whole.openJobs();
        return events.isEmpty()
                ? whole
                : new Snapshot(
                                whole.lastSeq(),
                                whole.drivers(),
                                events.subList(0, events.size() - 1))
                        .withMemoryOf(whole);
    }
}
