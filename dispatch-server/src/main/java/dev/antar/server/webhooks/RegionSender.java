package dev.antar.server.webhooks;

import dev.antar.core.engine.Event;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.DeliveryQueue;
import dev.antar.server.engine.webhook.Sender;
import dev.antar.server.engine.webhook.Webhook;
import dev.antar.server.engine.webhook.Webhooks;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends one region's events to every webhook, on an event loop of its own choice, as long as this
/// process owns the region. Knows nothing that a restart would have to know.
public final class RegionSender implements RegionListener {

    private static final Logger LOG = LoggerFactory.getLogger(RegionSender.class);

    /// How soon a change of webhooks is seen, and what has become due.
    private static final int LOOK_MILLIS = 1_000;

    /// A busy region commits many times a second: its events are taken up together.
    private static final int GATHER_MILLIS = 10;

    private final Vertx vertx;
    private final Context context;
    private final String region;
    private final long epoch;
    private final Webhooks webhooks;
    private final SendingLane.Desk desk;
    private final Map<String, SendingLane> lanes = new HashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile int lanesOpen;
    private boolean refreshing;
    private volatile boolean closed;

    /// @param epoch that the region was taken over with
    public RegionSender(
            Vertx vertx,
            String region,
            long epoch,
            Webhooks webhooks,
            DeliveryQueue queue,
            Sender sender,
            SendingLimits limits,
            Meters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.region = region;
        this.epoch = epoch;
        this.webhooks = webhooks;
        this.desk =
                new SendingLane.Desk(
                        queue,
                        sender,
                        (millis, task) -> vertx.setTimer(millis, _ -> task.run()),
                        TimeSource.monotonic(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        limits,
                        new Told(meters));
    }

    public void start() {
        context.runOnContext(
                _ -> {
                    refresh();
                    vertx.setPeriodic(LOOK_MILLIS, _ -> refresh());
                });
    }

    /// How many webhooks it sends to. Any thread.
    public int lanes() {
        return lanesOpen;
    }

    /// Begins nothing more.
    ///
    /// @return completes when what is under way has been answered, and that is kept; what is cut
    ///   short comes again after the next start
    public Future<Void> close() {
        closed = true;
        Promise<Void> idle = Promise.promise();
        context.runOnContext(
                _ ->
                        Future.join(lanes.values().stream().map(SendingLane::close).toList())
                                .<Void>mapEmpty()
                                .onComplete(idle));
        return idle.future();
    }

    @Override
    public void committed(List<Event> events) {
        if (!closed && told.compareAndSet(false, true)) {
            context.runOnContext(
                    _ ->
                            vertx.setTimer(
                                    GATHER_MILLIS,
                                    _ -> {
                                        told.set(false);
                                        lookAll();
                                    }));
        }
    }

    private void refresh() {
        if (closed || refreshing) {
            return;
        }
        refreshing = true;
        webhooks.all()
                .onComplete(
                        all -> {
                            refreshing = false;
                            if (all.succeeded()) {
                                take(all.result());
                                lookAll();
                            }
                        });
    }

    private void take(List<Webhook> all) {
        Set<String> there = new HashSet<>();
        for (Webhook each : all) {
            there.add(each.id());
            SendingLane lane = lanes.get(each.id());
            if (lane == null) {
                lanes.put(each.id(), new SendingLane(desk, each, region, epoch));
            } else {
                lane.change(each);
            }
        }
        lanes.entrySet()
                .removeIf(
                        lane -> {
                            boolean gone = !there.contains(lane.getKey());
                            if (gone) {
                                lane.getValue().close();
                            }
                            return gone;
                        });
        lanesOpen = lanes.size();
    }

    private void lookAll() {
        if (!closed) {
            lanes.values().forEach(SendingLane::look);
        }
    }

    /// Tells people and meters.
    private final class Told implements LaneListener {

        private final Meters meters;

        Told(Meters meters) {
            this.meters = meters;
        }

        @Override
        public void attempted(Attempt attempt) {
            meters.webhookAttempted(attempt.outcome());
        }

        @Override
        public void died(int count) {
            meters.webhookDied(count);
        }

        @Override
        public void leftAlone(Webhook webhook, Attempt last) {
            LOG.warn(
                    "Webhook {} fails again and again, lastly by {} {}: it is tried now and then",
                    webhook.id(),
                    last.outcome(),
                    last.status());
        }

        @Override
        public void answersAgain(Webhook webhook) {
            LOG.info("Webhook {} answers again", webhook.id());
        }

        @Override
        public void gone(Webhook webhook) {
            LOG.warn("Webhook {} answered 410: it is sent nothing more", webhook.id());
        }

        @Override
        public void fenced() {
            if (!closed) {
                LOG.warn("Region {} has another owner, who sends its events from now on", region);
                close();
                lanes.values().forEach(SendingLane::close);
            }
        }
    }
}
