package dev.antar.server.stream;

import dev.antar.core.demand.Hint;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.WithdrawalReason;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.OpenJob;
import dev.antar.core.offer.Offer;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Every driver's socket, and what committed events mean for them. Sessions come and go on any
/// thread; events come on the region's.
final class DriverSessions implements RegionListener {

    private final Map<DriverId, DriverSession> byDriver = new ConcurrentHashMap<>();
    private final AnsweredCommands answered = new AnsweredCommands();

    /// Open jobs, for showing them in offers; and who holds them, for telling him how they end. The
    /// region's thread.
    private final Map<JobId, Job> jobs = new HashMap<>();

    private final Map<JobId, DriverId> holders = new HashMap<>();

    private final CaseBoard cases;

    private final LineBoard lines = new LineBoard(this::deliver);
    private final PlanBoard plans = new PlanBoard(this::deliver);

    DriverSessions(CaseBoard cases) {
        this.cases = cases;
    }

    AnsweredCommands answered() {
        return answered;
    }

    /// Takes over what was open before the server started. The region's thread.
    void remember(Dispatcher dispatcher) {
        lines.remember(dispatcher);
        plans.remember(dispatcher);
        for (OpenJob open : dispatcher.openJobs()) {
            jobs.put(open.id(), open.job());
            if (open.state().held()) {
                holders.put(open.id(), dispatcher.roster().at(open.driverSlot()).id());
            }
        }
    }

    void enter(DriverId driver, DriverSession session) {
        DriverSession before = byDriver.put(driver, session);
        if (before != null && before != session) {
            before.supersede();
        }
        cases.arrived(driver, session::deliver);
    }

    /// A case of the driver was answered.
    void answered(DriverId driver) {
        DriverSession session = byDriver.get(driver);
        if (session != null) {
            cases.arrived(driver, session::deliver);
        }
    }

    void leave(DriverId driver, DriverSession session) {
        byDriver.remove(driver, session);
    }

    /// The driver works in another region now.
    void supersede(DriverId driver) {
        DriverSession before = byDriver.remove(driver);
        if (before != null) {
            before.supersede();
        }
    }

    @Override
    public void committed(List<Event> events) {
        for (Event event : events) {
            switch (event) {
                case Event.OfJob ofJob -> tell(ofJob);
                case Event.DriverQueued queued -> lines.joined(queued);
                case Event.DriverUnqueued unqueued -> lines.left(unqueued);
                case Event.PolicyChanged changed -> announce(changed);
                case Event.DriverPaused paused -> deliver(paused.driver(), Pauses.paused(paused));
                case Event.DriverResumed resumed ->
                        deliver(resumed.driver(), Pauses.resumed(resumed));
                case Event.DriverRegistered _,
                        Event.DriverWentOnline _,
                        Event.DriverWentOffline _ -> {}
            }
        }
    }

    @Override
    public void qualityChanged(Driver driver, FixQuality before) {
        DriverSession session = byDriver.get(driver.id());
        if (session != null) {
            session.deliver(
                    new JsonObject()
                            .put("t", "quality")
                            .put("quality", driver.quality().name())
                            .put("detail", driver.quality().sentence()));
        }
    }

    /// Drivers live by it, so every one of them hears of it.
    private void announce(Event.PolicyChanged changed) {
        JsonObject frame = Shape.policy(changed.policy()).put("t", "policy");
        frame.put("at", changed.atMillis()).put("reason", changed.reason());
        byDriver.values().forEach(session -> session.deliver(frame.copy()));
    }

    private void tell(Event.OfJob event) {
        switch (event) {
            case Event.JobSubmitted submitted -> jobs.put(event.job(), submitted.asked());
            case Event.OfferMade made -> {
                plans.made(made.offer());
                offer(made.offer(), made);
            }
            case Event.SwapOffered swap -> offer(swap.offer(), swap);
            case Event.SwapEnded swap -> offerEnded(swap, swap.how().name(), null);
            case Event.OfferAccepted accepted -> {
                holders.put(event.job(), accepted.driver());
                offerEnded(accepted, "ACCEPTED", null);
                plans.accepted(accepted);
            }
            case Event.OfferDeclined declined -> offerEnded(declined, "DECLINED", null);
            case Event.OfferExpired expired -> offerEnded(expired, "EXPIRED", null);
            case Event.OfferWithdrawn withdrawn ->
                    offerEnded(withdrawn, "WITHDRAWN", withdrawn.reason());
            case Event.JobReleased released -> {
                holders.remove(event.job());
                released(released);
                plans.gone(released.driver(), event.job());
            }
            case Event.JobCancelled cancelled -> {
                DriverId holder = holders.get(event.job());
                if (holder != null) {
                    changed(holder, event.job(), "CANCELLED", cancelled.by().name());
                    plans.gone(holder, event.job());
                }
                forget(event.job());
            }
            case Event.JobPickedUp pickedUp -> plans.pickedUp(pickedUp.driver(), event.job());
            case Event.JobCompleted completed -> {
                plans.gone(completed.driver(), event.job());
                forget(event.job());
            }
            case Event.JobUnfulfilled _ -> forget(event.job());
            case Event.JobBecameDue _, Event.DriverArrived _ -> {}
        }
    }

    @Override
    public void hinted(Hint hint) {
        DriverSession session = byDriver.get(hint.driver());
        if (session != null) {
            session.deliver(
                    new JsonObject()
                            .put("t", "hint")
                            .put("place", Shape.position(hint.place()))
                            .put("driveMs", hint.driveMillis())
                            .put("expectedJobs", hint.expectedMilli() / 1_000.0)
                            .put("driversThere", hint.supply()));
        }
    }

    private void forget(JobId job) {
        jobs.remove(job);
        holders.remove(job);
    }

    private void offer(Offer offer, Event made) {
        DriverSession session = byDriver.get(offer.driver());
        Job job = jobs.get(offer.job());
        if (session != null && job != null) {
            session.deliverOffer(offer, Shape.offer(offer, job, made.atMillis()).put("t", "offer"));
        }
    }

    /// Tells a driver that a job is no longer his, why, and what he is paid for his way.
    private void released(Event.JobReleased released) {
        JsonObject frame = job(released.job(), "PENDING", released.reason().name());
        Event.WayDriven way = released.way();
        if (way != null) {
            frame.put(
                    "way",
                    new JsonObject()
                            .put("meters", way.meters())
                            .put("seconds", way.millis() / 1000)
                            .put(
                                    "pay",
                                    new JsonObject()
                                            .put("amount", way.pay().amount())
                                            .put("currency", way.pay().currency())));
        }
        deliver(released.driver(), frame);
    }

    private void offerEnded(
            Event.OfferEnded ended, String outcome, @Nullable WithdrawalReason reason) {
        if (!(ended instanceof Event.OfferAccepted)) {
            plans.ended(ended.offer());
        }
        DriverSession session = byDriver.get(ended.driver());
        if (session != null) {
            JsonObject frame =
                    new JsonObject()
                            .put("t", "offerEnded")
                            .put("offer", Long.toString(ended.offer()))
                            .put("outcome", outcome);
            if (reason != null) {
                frame.put("reason", reason.name());
            }
            session.deliver(frame);
        }
    }

    private void changed(DriverId driver, JobId job, String state, String reason) {
        deliver(driver, job(job, state, reason));
    }

    private void deliver(DriverId driver, JsonObject frame) {
        DriverSession session = byDriver.get(driver);
        if (session != null) {
            session.deliver(frame);
        }
    }

    private static JsonObject job(JobId job, String state, String reason) {
        return new JsonObject()
                .put("t", "job")
                .put("job", job.value())
                .put("state", state)
                .put("reason", reason);
    }
}
