package dev.antar.simulator.load;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverIntent;
import dev.antar.simulator.actor.DriverPhase;
import dev.antar.simulator.actor.DutySeen;
import dev.antar.simulator.actor.JobSeen;
import dev.antar.simulator.actor.OfferSeen;
import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.wire.Ack;
import dev.antar.simulator.wire.DriverApp;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.DriverView;
import dev.antar.simulator.wire.JobView;
import dev.antar.simulator.wire.OfferView;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A simulated driver on a real socket: carries what he does to the server and what it says back.
/// The run's event loop.
final class DriverClient implements DriverApp {

    private final Load load;
    private final int number;
    private final FixSender fixes;
    // Nearly all drivers have at most one offer.
    private final Map<Long, String> offeredJobs = new HashMap<>(2);
    private final JobsInHand inHand = new JobsInHand();
    private @Nullable DriverActor actor;
    private @Nullable DriverSocket socket;
    private boolean onceWelcomed;
    private boolean wanted;

    DriverClient(Load load, int number) {
        this.load = load;
        this.number = number;
        this.fixes = new FixSender(load, this);
    }

    void attach(DriverActor driverActor, DriverSocket driverSocket) {
        actor = driverActor;
        socket = driverSocket;
    }

    DriverActor actor() {
        return Objects.requireNonNull(actor, "attached before use");
    }

    DriverSocket socket() {
        return Objects.requireNonNull(socket, "attached before use");
    }

    boolean onceWelcomed() {
        return onceWelcomed;
    }

    /// Comes to work: opens his socket, and is on duty once it is up.
    void come() {
        wanted = true;
        socket().open();
    }

    /// Goes home as soon as he has no job in hand; then his socket closes.
    void leave() {
        wanted = false;
        actor().goOffline(load.clock().millis());
        load.driverChanged(number);
        if (actor().phase() == DriverPhase.OFF_DUTY && socket().unanswered().isEmpty()) {
            socket().close();
        }
    }

    boolean wanted() {
        return wanted;
    }

    /// His phone loses its connection.
    void cut(boolean jitter) {
        load.fixes().forget(name());
        socket().cut(jitter);
    }

    /// What he does goes out.
    void intend(DriverIntent intent) {
        switch (intent) {
            case DriverIntent.GoOnline _ ->
                    socket().command("online", new JsonObject().put("availability", "OPEN"));
            case DriverIntent.GoOffline _ ->
                    socket().command("offline", new JsonObject())
                            .onSuccess(
                                    _ -> {
                                        if (!wanted) {
                                            socket().close();
                                        }
                                    });
            case DriverIntent.Report(Fix fix) -> fixes.send(fix);
            case DriverIntent.Accept(long offer) -> accept(offer);
            case DriverIntent.Decline(long offer) -> decline(offer);
            case DriverIntent.Arrive(JobId job) -> step("arrived", job, JobState.AT_PICKUP);
            case DriverIntent.PickUp(JobId job) -> step("pickedUp", job, JobState.PICKED_UP);
            case DriverIntent.Complete(JobId job) -> step("completed", job, JobState.COMPLETED);
        }
    }

    @Override
    public void welcomed(DriverView view) {
        long micros = load.clock().micros();
        load.measures().took(Metric.CONNECT, micros - socket().connectMicros(), micros);
        onceWelcomed = true;
        boolean comes = wanted && actor().phase() == DriverPhase.OFF_DUTY;
        if (comes) {
            actor().goOnline(load.clock().millis());
        }
        show(view, view.state() != DriverState.OFFLINE || comes);
    }

    @Override
    public void restated(DriverView view) {
        show(view, view.state() != DriverState.OFFLINE);
    }

    /// Brings him in line with what the server says.
    private void show(DriverView view, boolean onDuty) {
        long now = load.clock().millis();
        Set<String> listed = new HashSet<>();
        view.jobs().forEach(job -> listed.add(job.id()));
        // What is gone first, or he would seem to hold old and new ones at once.
        for (String job : inHand.show(listed)) {
            load.evidence().saw(new Seen.NotShown(job, name()));
        }
        for (JobView job : view.jobs()) {
            load.evidence().saw(new Seen.Shown(job.id(), name()));
        }
        OfferView live = view.offer();
        if (live != null) {
            load.evidence().saw(new Seen.Offered(live.job().id(), name()));
        }
        actor().reconnected(new DutySeen(onDuty, offer(live, now), held(view), view.stops()), now);
        load.driverChanged(number);
    }

    @Override
    public void offered(OfferView offer) {
        long now = load.clock().millis();
        load.ledger().offered();
        load.evidence().offered(offer.job().id());
        load.evidence().saw(new Seen.Offered(offer.job().id(), name()));
        actor().offered(Objects.requireNonNull(offer(offer, now)), now);
        load.driverChanged(number);
    }

    @Override
    public void offerEnded(String offer, String outcome) {
        switch (outcome) {
            case "EXPIRED" -> load.ledger().expired();
            case "WITHDRAWN" -> load.ledger().withdrawn();
            default -> {
                return;
            }
        }
        actor().offerEnded(Long.parseLong(offer), load.clock().millis());
        load.driverChanged(number);
    }

    @Override
    public void jobChanged(String job, JobState state) {
        inHand.lost(job);
        load.evidence().saw(new Seen.TakenAway(job, name(), state));
        actor().jobLost(new JobId(job), load.clock().millis());
        load.driverChanged(number);
    }

    @Override
    public void refused(String problem, String reason) {
        load.refused(reason.isEmpty() ? problem : reason);
    }

    @Override
    public void putOff() {
        load.putOff();
    }

    /// Says where he is, beyond the fixes that he sends anyway.
    void reportNow() {
        if (actor().phase() != DriverPhase.OFF_DUTY && socket().connected()) {
            long now = load.clock().millis();
            fixes.send(Fix.at(actor().positionAt(now), now));
        }
    }

    private void decline(long offer) {
        String job = offeredJobs.getOrDefault(offer, "");
        load.ledger().declined();
        socket().command("decline", new JsonObject().put("offer", Long.toString(offer)))
                .onSuccess(
                        ack -> {
                            if (ack instanceof Ack.Done && !job.isEmpty()) {
                                load.evidence().saw(new Seen.DeclineDone(job, name()));
                            }
                        });
    }

    private void accept(long offer) {
        String job = offeredJobs.getOrDefault(offer, "");
        long intended = load.intendedMicros();
        int reconnects = socket().reconnects();
        JobsInHand.Acceptance sent = inHand.accepting(job, reconnects);
        socket().command("accept", new JsonObject().put("offer", Long.toString(offer)))
                .onSuccess(ack -> accepted(ack, offer, job, sent, intended, reconnects));
    }

    private void accepted(
            Ack ack,
            long offer,
            String job,
            JobsInHand.Acceptance sent,
            long intendedMicros,
            int reconnects) {
        long now = load.clock().millis();
        if (socket().reconnects() == reconnects) {
            load.measures().took(Metric.ACCEPT_ACK, intendedMicros, load.clock().micros());
        }
        switch (ack) {
            case Ack.Done _ -> {
                boolean late = !inHand.accepted(sent, socket().reconnects());
                load.evidence().saw(new Seen.AcceptDone(job, name(), late));
                if (sent.lost()) {
                    actor().offerEnded(offer, now);
                } else {
                    actor().assigned(new JobId(job), now);
                }
            }
            case Ack.Rejected _ -> {
                inHand.refused(sent);
                actor().offerEnded(offer, now);
            }
        }
        load.driverChanged(number);
    }

    private void step(String type, JobId job, JobState state) {
        long intended = load.intendedMicros();
        int reconnects = socket().reconnects();
        socket().command(type, new JsonObject().put("job", job.value()))
                .onSuccess(
                        ack -> {
                            if (socket().reconnects() == reconnects) {
                                load.measures()
                                        .took(Metric.STEP_ACK, intended, load.clock().micros());
                            }
                            if (ack instanceof Ack.Done) {
                                load.evidence().saw(new Seen.StepDone(job.value(), name(), state));
                                if (state.ended()) {
                                    inHand.ended(job.value());
                                }
                            }
                        });
    }

    private @Nullable OfferSeen offer(@Nullable OfferView view, long now) {
        if (view == null) {
            return null;
        }
        long id = Long.parseLong(view.id());
        offeredJobs.clear();
        offeredJobs.put(id, view.job().id());
        return new OfferSeen(
                id,
                seen(view.job()),
                now + view.expiresInMillis(),
                view.pickupMillis(),
                view.stops());
    }

    private static List<DutySeen.Held> held(DriverView view) {
        return view.jobs().stream().map(job -> new DutySeen.Held(seen(job), job.state())).toList();
    }

    private static JobSeen seen(JobView job) {
        // Nobody who runs a load asks for later.
        return new JobSeen(new JobId(job.id()), job.pickup(), job.dropoff(), 0);
    }

    String name() {
        return actor().id().value();
    }
}
