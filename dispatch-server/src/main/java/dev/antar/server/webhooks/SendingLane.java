package dev.antar.server.webhooks;

import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.engine.Timers;
import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Delivery;
import dev.antar.server.engine.webhook.DeliveryQueue;
import dev.antar.server.engine.webhook.DeliveryQueue.Fate;
import dev.antar.server.engine.webhook.DeliveryQueue.Settled;
import dev.antar.server.engine.webhook.Sender;
import dev.antar.server.engine.webhook.Webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/// One region's events on their way to one webhook. Knows no thread and no clock of its own: one
/// thread calls it, and the futures of its queue and sender complete there.
final class SendingLane {

    /* A job is busy from the moment its next event is handed to the sender until what became of it is
    kept. Nothing later of the job is looked at before: so its events are first delivered in order, and
    only the last one before a crash comes twice. Whatever is forgotten here (who is busy, the circuit)
    is found again from the queue or learned anew. */

    private static final Logger LOG = LoggerFactory.getLogger(SendingLane.class);

    private static final int TAKEN_AT_ONCE = 500;
    private static final int RETRY_MILLIS = 1_000;

    /// What a lane works with, whichever webhook it is for.
    ///
    /// @param chance from 0 to 1, anew each time
    record Desk(
            DeliveryQueue queue,
            Sender sender,
            Timers timers,
            TimeSource time,
            DoubleSupplier chance,
            SendingLimits limits,
            LaneListener listener) {}

    private final Desk desk;
    private final DeliveryQueue.Lane lane;
    private final RetrySchedule retries;
    private final Circuit circuit = new Circuit();
    private final Set<String> busy = new HashSet<>();
    private final List<Settled> unsettled = new ArrayList<>();
    private final List<String> unsettledJobs = new ArrayList<>();
    private Webhook webhook;
    private boolean looking;
    private boolean lookAgain;
    private boolean settling;
    private boolean closed;
    private final Promise<Void> idle = Promise.promise();

    SendingLane(Desk desk, Webhook webhook, String region, long epoch) {
        this.desk = desk;
        this.webhook = webhook;
        this.retries = new RetrySchedule(desk.limits().firstRetryMillis());
        this.lane = new DeliveryQueue.Lane(webhook.id(), region, epoch);
    }

    /// The operator wants it otherwise. What is under way is not called back.
    void change(Webhook newer) {
        webhook = newer;
    }

    /// Sends nothing more; what is under way is still kept.
    ///
    /// @return completes when nothing is under way any more
    Future<Void> close() {
        closed = true;
        completeWhenIdle();
        return idle.future();
    }

    private void completeWhenIdle() {
        if (closed && busy.isEmpty()) {
            idle.tryComplete();
        }
    }

    /// Something may have been committed, or may be due. To be called now and then in any case.
    void look() {
        if (looking) {
            lookAgain = true;
            return;
        }
        int room = circuit.room(desk.limits().atOnce(), desk.time().millis()) - busy.size();
        if (closed || !webhook.enabled() || room <= 0) {
            return;
        }
        looking = true;
        lookAgain = false;
        desk.queue()
                .take(lane, TAKEN_AT_ONCE, desk.limits().waiting())
                .compose(taken -> due(room).onSuccess(due -> found(taken, due)).mapEmpty())
                .onComplete(
                        result -> {
                            looking = false;
                            if (result.failed()) {
                                notRead(result.cause());
                            } else if (lookAgain) {
                                look();
                            }
                        });
    }

    private Future<List<Delivery>> due(int room) {
        return desk.queue().due(lane, List.copyOf(busy), room);
    }

    private void found(int taken, List<Delivery> due) {
        due.forEach(this::send);
        lookAgain |= taken == TAKEN_AT_ONCE;
    }

    private void notRead(Throwable failure) {
        if (failure instanceof EventStore.Fenced) {
            closed = true;
            desk.listener().fenced();
        } else {
            LOG.debug("What waits for webhook {} was not read", webhook.id(), failure);
        }
    }

    private void send(Delivery delivery) {
        if (closed) {
            return;
        }
        busy.add(delivery.job());
        desk.sender()
                .send(webhook, EventMessage.of(lane.region(), delivery))
                .onSuccess(attempt -> attempted(delivery, attempt));
    }

    private void attempted(Delivery delivery, Attempt attempt) {
        desk.listener().attempted(attempt);
        Settled settled = settled(delivery, attempt);
        if (settled.fate() == Fate.DEAD) {
            desk.listener().died(1);
        }
        unsettled.add(settled);
        unsettledJobs.add(delivery.job());
        settle();
        if (attempt.delivered()) {
            if (circuit.succeeded()) {
                desk.listener().answersAgain(webhook);
                desk.queue().hurry(lane).onComplete(_ -> look());
            }
            return;
        }
        boolean wasOpen = circuit.open();
        long pause = circuit.failed(desk.time().millis());
        if (pause > 0) {
            if (!wasOpen) {
                desk.listener().leftAlone(webhook, attempt);
            }
            giveUpOlder();
            desk.timers().after(pause, this::look);
        }
        if (attempt.gone()) {
            desk.listener().gone(webhook);
            webhook =
                    webhook.changed(
                            webhook.url(), webhook.about(), webhook.kinds(), Webhook.State.GONE);
            desk.queue().gone(webhook.id());
        }
    }

    private Settled settled(Delivery delivery, Attempt attempt) {
        int attempts = delivery.attempts() + 1;
        if (attempt.delivered()) {
            return new Settled(delivery.seq(), Fate.DELIVERED, attempts, 0, attempt.status(), "");
        }
        boolean enough =
                attempts >= RetrySchedule.ATTEMPTS
                        || delivery.ageMillis() > desk.limits().giveUpMillis();
        long retry =
                retries.millisAfter(
                        attempts, attempt.retryAfterSeconds(), desk.chance().getAsDouble());
        return new Settled(
                delivery.seq(),
                enough && !attempt.gone() ? Fate.DEAD : Fate.WAITING,
                attempts,
                enough ? 0 : retry,
                attempt.status(),
                attempt.outcome().name());
    }

    /// While a receiver is left alone most of what waits for it is not tried: its time runs all the
    /// same.
    private void giveUpOlder() {
        desk.queue()
                .giveUpOlder(lane, desk.limits().giveUpMillis())
                .onSuccess(desk.listener()::died)
                .onFailure(failure -> LOG.debug("Nothing was given up", failure));
    }

    /// What gathers while the database writes is written together.
    private void settle() {
        if (settling || unsettled.isEmpty()) {
            return;
        }
        settling = true;
        List<Settled> outcomes = List.copyOf(unsettled);
        List<String> jobs = List.copyOf(unsettledJobs);
        unsettled.clear();
        unsettledJobs.clear();
        keep(outcomes, jobs);
    }

    private void keep(List<Settled> outcomes, List<String> jobs) {
        desk.queue()
                .settle(lane, outcomes)
                .onSuccess(
                        _ -> {
                            settling = false;
                            jobs.forEach(busy::remove);
                            completeWhenIdle();
                            settle();
                            look();
                        })
                .onFailure(_ -> desk.timers().after(RETRY_MILLIS, () -> keep(outcomes, jobs)));
    }
}
