package dev.antar.simulator.load;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.fleet.Fix;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverIntent;
import dev.antar.simulator.actor.DutySeen;
import dev.antar.simulator.actor.JobSeen;
import dev.antar.simulator.actor.OfferSeen;
import dev.antar.simulator.audit.Seen;
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
    private final Map<Long, String> offeredJobs = new HashMap<>();
    private final Set<String> believed = new HashSet<>();
    private @Nullable DriverActor actor;
    private @Nullable DriverSocket socket;
    private Set<String> shown = Set.of();
    private boolean onceWelcomed;

    DriverClient(Load load, int number) {
        this.load = load;
        this.number = number;
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

    /// What he does goes out.
    void intend(DriverIntent intent, long nowMillis) {
        switch (intent) {
            case DriverIntent.GoOnline _ ->
                    socket().command("online", new JsonObject().put("availability", "OPEN"));
            case DriverIntent.GoOffline _ -> socket().command("offline", new JsonObject());
            case DriverIntent.Report(Fix fix) -> report(fix, nowMillis);
            case DriverIntent.Accept(long offer) -> accept(offer, nowMillis);
            case DriverIntent.Decline(long offer) -> {
                load.ledger().declined();
                socket().command("decline", new JsonObject().put("offer", Long.toString(offer)));
            }
            case DriverIntent.Arrive(JobId job) -> step("arrived", job, JobState.AT_PICKUP);
            case DriverIntent.PickUp(JobId job) -> step("pickedUp", job, JobState.PICKED_UP);
            case DriverIntent.Complete(JobId job) -> step("completed", job, JobState.COMPLETED);
        }
    }

    @Override
    public void welcomed(DriverView view) {
        long now = load.nowMillis();
        Set<String> listed = new HashSet<>();
        view.jobs().forEach(job -> listed.add(job.id()));
        shown = listed;
        for (JobView job : view.jobs()) {
            believed.add(job.id());
            load.audit().saw(new Seen.Shown(job.id(), name()));
        }
        for (String job : List.copyOf(believed)) {
            if (!shown.contains(job)) {
                load.audit().saw(new Seen.NotShown(job, name()));
                believed.remove(job);
            }
        }
        boolean first = !onceWelcomed;
        onceWelcomed = true;
        if (first) {
            actor().goOnline(now);
        }
        boolean onDuty = view.state() != DriverState.OFFLINE || first;
        actor().reconnected(new DutySeen(onDuty, offer(view.offer(), now), held(view)), now);
        load.reschedule(number);
    }

    @Override
    public void offered(OfferView offer) {
        long now = load.nowMillis();
        load.offered(offer.job().id());
        actor().offered(Objects.requireNonNull(offer(offer, now)), now);
        load.reschedule(number);
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
        actor().offerEnded(Long.parseLong(offer), load.nowMillis());
        load.reschedule(number);
    }

    @Override
    public void jobChanged(String job, JobState state) {
        believed.remove(job);
        load.audit().saw(new Seen.TakenAway(job, name(), state));
        actor().jobLost(new JobId(job), load.nowMillis());
        load.reschedule(number);
    }

    @Override
    public void refused(String problem, String reason) {
        load.refused(reason.isEmpty() ? problem : reason);
    }

    private void report(Fix fix, long nowMillis) {
        JsonObject frame =
                new JsonObject()
                        .put("t", "fix")
                        .put("at", fix.fixedAtMillis())
                        .put("lat", fix.position().lat())
                        .put("lng", fix.position().lng())
                        .put("accuracy", fix.accuracyMeters())
                        .put("speed", fix.speedMps());
        if (fix.headingDegrees() != Fix.UNKNOWN) {
            frame.put("heading", fix.headingDegrees());
        }
        if (socket().report(frame)) {
            load.fixSent(name(), fix.position(), nowMillis);
        }
    }

    private void accept(long offer, long sentMillis) {
        String job = offeredJobs.getOrDefault(offer, "");
        int reconnects = socket().reconnects();
        socket().command("accept", new JsonObject().put("offer", Long.toString(offer)))
                .onSuccess(ack -> accepted(ack, offer, job, sentMillis, reconnects));
    }

    private void accepted(Ack ack, long offer, String job, long sentMillis, int reconnects) {
        long now = load.nowMillis();
        boolean undisturbed = socket().reconnects() == reconnects;
        if (undisturbed) {
            load.latencies().acceptToAck(now - sentMillis);
        }
        switch (ack) {
            case Ack.Done _ -> {
                boolean late = !undisturbed && !shown.contains(job);
                load.audit().saw(new Seen.AcceptDone(job, name(), late));
                if (!late) {
                    believed.add(job);
                }
                actor().assigned(new JobId(job), now);
            }
            case Ack.Rejected _ -> actor().offerEnded(offer, now);
        }
        load.reschedule(number);
    }

    private void step(String type, JobId job, JobState state) {
        socket().command(type, new JsonObject().put("job", job.value()))
                .onSuccess(
                        ack -> {
                            if (ack instanceof Ack.Done) {
                                load.audit().saw(new Seen.StepDone(job.value(), name(), state));
                                if (state.ended()) {
                                    believed.remove(job.value());
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
        return new OfferSeen(id, seen(view.job()), now + view.expiresInMillis());
    }

    private static DutySeen.@Nullable Held held(DriverView view) {
        return view.jobs().isEmpty()
                ? null
                : new DutySeen.Held(seen(view.jobs().getFirst()), view.jobs().getFirst().state());
    }

    private static JobSeen seen(JobView job) {
        return new JobSeen(new JobId(job.id()), job.pickup(), job.dropoff());
    }

    private String name() {
        return actor().id().value();
    }
}
