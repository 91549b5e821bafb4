package dev.antar.server;

import dev.antar.server.engine.RegionVerticle;
import dev.antar.server.engine.webhook.TargetRule;
import dev.antar.server.engine.webhook.WebhookAccess;
import dev.antar.server.metrics.Meters;
import dev.antar.server.store.Database;
import dev.antar.server.store.PgDeliveryQueue;
import dev.antar.server.store.PgReplies;
import dev.antar.server.store.PgWebhooks;
import dev.antar.server.webhooks.GuardedClient;
import dev.antar.server.webhooks.RegionSender;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// What sends the events of this server's regions to webhooks, and what they share.
final class EventSenders {

    private static final Logger LOG = LoggerFactory.getLogger(EventSenders.class);

    /// Of their own: a receiver's rows keep neither a commit nor a reader waiting.
    private static final int CONNECTIONS = 2;

    private static final int WAITING = 500;
    private static final long FORGET_MILLIS = 3_600_000;

    private final Vertx vertx;
    private final WebhookConfig config;
    private final Meters meters;
    private final Pool pool;
    private final WebhookAccess access;
    private final List<RegionSender> senders = new ArrayList<>();

    EventSenders(Vertx vertx, Database database, WebhookConfig config, Meters meters) {
        this.vertx = vertx;
        this.config = config;
        this.meters = meters;
        this.pool = database.pool(vertx, CONNECTIONS, WAITING);
        TargetRule rule = new TargetRule(config.allowPrivate());
        PgWebhooks webhooks = new PgWebhooks(pool);
        this.access =
                new WebhookAccess(
                        webhooks,
                        new PgReplies(pool),
                        new GuardedClient(vertx, rule, config.limits()),
                        rule);
        vertx.setPeriodic(FORGET_MILLIS, _ -> forget(webhooks));
    }

    /// For those who look after webhooks.
    WebhookAccess access() {
        return access;
    }

    /// Sends the region's events from now on.
    ///
    /// @param region that has been started
    Future<Void> serve(RegionVerticle region) {
        RegionSender sender =
                new RegionSender(
                        vertx,
                        region.id(),
                        region.epoch(),
                        access.webhooks(),
                        new PgDeliveryQueue(pool),
                        access.sender(),
                        config.limits(),
                        meters);
        senders.add(sender);
        meters.watchHeld("webhooks", region.id(), sender::lanes);
        sender.start();
        return region.subscribe(sender);
    }

    /// Begins nothing more.
    ///
    /// @return completes when nothing is under way any more
    Future<Void> close() {
        return Future.join(senders.stream().map(RegionSender::close).toList()).mapEmpty();
    }

    private void forget(PgWebhooks webhooks) {
        webhooks.forgetDeadLetters(config.limits().deadLetterDays())
                .onFailure(
                        failure ->
                                LOG.warn(
                                        "Old dead letters were not deleted: {}",
                                        failure.getMessage()));
    }
}
