package dev.antar.simulator.soak;

import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.simulator.wire.Ack;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.DriverApp;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.DriverView;
import dev.antar.simulator.wire.FixFrames;
import dev.antar.simulator.wire.JobView;
import dev.antar.simulator.wire.OfferView;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A driver who comes under a name that nobody has heard, works for a while as is his manner, and
/// leaves, or falls silent. One event loop; to be beaten twice a second.
final class PassingDriver implements DriverApp {

    /// How he takes offers, and leaves.
    enum Manner {
        WORKS,
        DECLINES,
        IGNORES,
        /// Works, and one day says nothing more.
        VANISHES
    }

    private static final int PAUSE_MILLIS = 700;
    private static final int GIVE_UP_MILLIS = 20_000;
    private static final int SILENT_MILLIS = 60_000;
    private static final double ACCURACY_METERS = 5;
    private static final List<String> STEPS = List.of("arrived", "pickedUp", "completed");

    private final Vertx vertx;
    private final String name;
    private final LatLng place;
    private final Manner manner;
    private final DriverSocket socket;
    private final Set<String> held = new LinkedHashSet<>();
    private boolean online;
    private boolean leaving;
    private boolean gone;
    private int beats;

    PassingDriver(
            Vertx vertx,
            Carrier carrier,
            int number,
            String name,
            LatLng place,
            Manner manner,
            RandomGenerator random) {
        this.vertx = vertx;
        this.name = name;
        this.place = place;
        this.manner = manner;
        this.socket =
                new DriverSocket(
                        carrier,
                        number,
                        new JsonObject().put("t", "hello").put("proto", 1).put("driver", name),
                        name + "-" + random.nextInt(Integer.MAX_VALUE) + "-",
                        this,
                        random);
        if (number % 2 == 1) {
            socket.speakBinary();
        }
    }

    String name() {
        return name;
    }

    Manner manner() {
        return manner;
    }

    LatLng place() {
        return place;
    }

    void come() {
        socket.open();
    }

    /// Whether his socket is closed for good.
    boolean gone() {
        return gone;
    }

    void beat() {
        if (gone) {
            return;
        }
        socket.beat();
        if (online && ++beats % 2 == 0) {
            Fix fix = new Fix(place, System.currentTimeMillis(), ACCURACY_METERS, 0, 0, false);
            if (socket.binary()) {
                socket.report(FixFrames.binary(fix, beats / 2));
            } else {
                socket.report(FixFrames.json(fix));
            }
        }
    }

    /// Finishes what he holds, goes off duty and hangs up; or says nothing more, as is his manner.
    void leave() {
        if (manner == Manner.VANISHES) {
            vanish();
        } else {
            leaveInOrder();
        }
    }

    /// Finishes what he holds, goes off duty and hangs up.
    void leaveInOrder() {
        if (leaving) {
            return;
        }
        leaving = true;
        vertx.setTimer(GIVE_UP_MILLIS, _ -> hangUp());
        if (socket.connected()) {
            finish();
        }
    }

    @Override
    public void welcomed(DriverView view) {
        held.clear();
        view.jobs().stream().map(JobView::id).forEach(held::add);
        if (leaving) {
            finish();
        } else if (!online) {
            socket.command("online", new JsonObject()).onSuccess(_ -> online = true);
        }
    }

    @Override
    public void restated(DriverView view) {
        held.clear();
        view.jobs().stream().map(JobView::id).forEach(held::add);
    }

    @Override
    public void offered(OfferView offer) {
        JsonObject named = new JsonObject().put("offer", offer.id());
        switch (manner) {
            case IGNORES -> {}
            case DECLINES -> socket.command("decline", named);
            case WORKS, VANISHES ->
                    later(
                            () ->
                                    socket.command("accept", named)
                                            .onSuccess(ack -> accepted(offer.job().id(), ack)));
        }
    }

    @Override
    public void offerEnded(String offer, String outcome) {}

    @Override
    public void jobChanged(String job, JobState state) {
        held.remove(job);
    }

    @Override
    public void refused(String problem, String reason) {}

    private void accepted(String job, Ack ack) {
        if (ack instanceof Ack.Done) {
            held.add(job);
            drive(job, STEPS);
        }
    }

    private void drive(String job, List<String> steps) {
        later(
                () -> {
                    if (leaving || steps.isEmpty()) {
                        return;
                    }
                    if (steps.size() == 1) {
                        held.remove(job);
                    }
                    step(steps.getFirst(), job)
                            .onSuccess(_ -> drive(job, steps.subList(1, steps.size())));
                });
    }

    private Future<Ack> step(String type, String job) {
        return socket.command(type, new JsonObject().put("job", job));
    }

    private void vanish() {
        leaving = true;
        socket.silent(true);
        // His phone lies in the river; whoever closes the socket, it is not he.
        vertx.setTimer(SILENT_MILLIS, _ -> hangUp());
    }

    /// As often as it takes: he may have been given something in the same moment.
    private void finish() {
        for (String job : Set.copyOf(held)) {
            held.remove(job);
            step("release", job);
            step("completed", job);
        }
        socket.command("offline", new JsonObject())
                .onSuccess(
                        ack -> {
                            if (ack instanceof Ack.Done) {
                                hangUp();
                            } else {
                                later(this::finish);
                            }
                        });
    }

    private void hangUp() {
        if (!gone) {
            gone = true;
            socket.close();
        }
    }

    private void later(Runnable task) {
        vertx.setTimer(
                PAUSE_MILLIS,
                _ -> {
                    if (!gone) {
                        task.run();
                    }
                });
    }
}
