package dev.antar.server.engine;

import dev.antar.core.engine.Dispatcher;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a region has learned and remembers besides its events, kept now and then for its next
/// start: speeds, how offers end, and what drivers were paid. A crash loses what came since; no
/// promise rests on it. The region's thread.
final class Memory {

    /// What a crash may lose.
    static final int KEEP_MILLIS = 300_000;

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final String region;
    private final long epoch;
    private final EventStore store;
    private final Dispatcher dispatcher;
    private long incomesKeptMillis;

    /// @param fromMillis when the region went on from what was kept
    Memory(String region, long epoch, EventStore store, Dispatcher dispatcher, long fromMillis) {
        this.region = region;
        this.epoch = epoch;
        this.store = store;
        this.dispatcher = dispatcher;
        this.incomesKeptMillis = fromMillis;
    }

    /// Completes in any case: there will be another time, and at the end it is no reason to wait.
    Future<Void> keep() {
        EventStore.Learned learned =
                new EventStore.Learned(dispatcher.learnedSpeeds(), dispatcher.learnedAcceptance());
        return told("speeds and answers", store.keepLearned(region, epoch, learned))
                .compose(_ -> keepIncomes());
    }

    private Future<Void> keepIncomes() {
        long now = dispatcher.nowMillis();
        Future<Void> kept =
                store.keepIncomes(
                        region,
                        epoch,
                        dispatcher.incomes(incomesKeptMillis),
                        dispatcher.fairness().days());
        return told("incomes", kept.onSuccess(_ -> incomesKeptMillis = now));
    }

    private static Future<Void> told(String what, Future<Void> kept) {
        return kept.recover(
                failure -> {
                    LOG.warn("Learned {} were not kept: {}", what, failure.getMessage());
                    return Future.succeededFuture();
                });
    }
}
