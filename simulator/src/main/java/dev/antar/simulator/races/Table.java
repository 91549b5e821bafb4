package dev.antar.simulator.races;

import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.DriverApp;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.DriverView;
import dev.antar.simulator.wire.FixFrames;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.JobsClient;
import dev.antar.simulator.wire.OfferView;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/// One driver at a place of his own and one customer, who race against each other again and again.
/// One event loop.
final class Table implements DriverApp {

    private static final List<Kind> KINDS = List.copyOf(EnumSet.allOf(Kind.class));
    private static final int BEAT_MILLIS = 500;

    /// An offer that has not come by then will not.
    private static final long OFFER_MILLIS = 15_000;

    /// Acceptance and cancellation start so far apart at most.
    private static final int APART_MILLIS = 8;

    /// From so long before a deadline until so long after it: what is sent takes its time.
    private static final int BEFORE_DEADLINE_MILLIS = 300;

    private static final int AFTER_DEADLINE_MILLIS = 100;

    /// Races at each table whose times do not count: both programs are still slow.
    private static final int WARM_UP = 2;

    private static final int SOONEST_MILLIS = 20;
    private static final int LATEST_MILLIS = 200;

    /// What tables have in common.
    ///
    /// @param tag begins keys and names
    record Hall(
            Vertx vertx,
            HttpClient http,
            ServerAddress server,
            Carrier carrier,
            JobsClient jobs,
            String tag,
            Score score) {}

    private final Hall hall;
    private final String name;
    private final LatLng place;
    private final SplittableRandom random;
    private final DriverSocket socket;
    private int number;
    private boolean onDuty;
    private String job = "";
    private @Nullable Race race;
    private boolean cleaning;
    private long generation;

    Table(Hall hall, int number, LatLng place, SplittableRandom random) {
        this.hall = hall;
        this.name = hall.tag() + "-" + number;
        this.place = place;
        this.random = random;
        this.socket =
                new DriverSocket(
                        hall.carrier(),
                        number,
                        new JsonObject().put("t", "hello").put("proto", 1).put("driver", name),
                        name + "-",
                        this,
                        random);
    }

    void open() {
        socket.open();
        hall.vertx().setPeriodic(BEAT_MILLIS, _ -> socket.beat());
    }

    void close() {
        socket.close();
    }

    @Override
    public void welcomed(DriverView view) {
        if (!onDuty) {
            onDuty = true;
            socket.command("online", new JsonObject()).onSuccess(_ -> next());
        }
    }

    @Override
    public void restated(DriverView view) {}

    @Override
    public void offered(OfferView offer) {
        if (race != null || !offer.job().id().equals(job)) {
            // Of a race that is over: the job is being cancelled.
            return;
        }
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        long deadline = System.currentTimeMillis() + offer.expiresInMillis();
        Race begun = new Race(kind, job, offer.id(), deadline);
        race = begun;
        long start =
                kind.atDeadline()
                        ? offer.expiresInMillis()
                                + random.nextInt(-BEFORE_DEADLINE_MILLIS, AFTER_DEADLINE_MILLIS)
                        : random.nextInt(SOONEST_MILLIS, LATEST_MILLIS);
        if (kind.accepts()) {
            later(start, () -> accept(begun));
        }
        if (kind.cancels()) {
            later(start + random.nextInt(-APART_MILLIS, APART_MILLIS + 1), () -> cancel(begun));
        }
    }

    @Override
    public void offerEnded(String offer, String outcome) {
        Race now = race;
        if (now != null && now.offer().equals(offer)) {
            now.ended(outcome);
            look(now);
        }
    }

    @Override
    public void jobChanged(String which, JobState state) {
        Race now = race;
        if (now != null && now.job().equals(which) && state == JobState.CANCELLED) {
            now.taken();
            look(now);
        }
    }

    @Override
    public void refused(String problem, String reason) {}

    private void next() {
        if (!hall.score().begin()) {
            return;
        }
        race = null;
        cleaning = false;
        job = name + "-" + number++;
        long own = ++generation;
        socket.report(
                FixFrames.json(
                        new Fix(place, System.currentTimeMillis(), 5, 0, Fix.UNKNOWN, false)));
        JsonObject pickup = new JsonObject().put("lat", place.lat()).put("lng", place.lng());
        JsonObject dropoff =
                new JsonObject().put("lat", place.lat() + 0.005).put("lng", place.lng());
        JsonObject body =
                new JsonObject()
                        .put("id", job)
                        .put("kind", "RIDE")
                        .put("pickup", pickup)
                        .put("dropoff", dropoff);
        hall.jobs().post("/v1/jobs", job, body, () -> true);
        hall.vertx()
                .setTimer(
                        OFFER_MILLIS,
                        _ -> {
                            Race now = race;
                            if (generation != own) {
                                return;
                            }
                            if (now == null) {
                                skip();
                            } else {
                                hall.score().unfinished(now);
                                next();
                            }
                        });
    }

    /// Without an offer there is no race; why there was none is told.
    private void skip() {
        hall.jobs()
                .get("/v1/jobs/" + job)
                .onComplete(
                        found -> {
                            JsonObject seen = found.succeeded() ? found.result().body() : null;
                            hall.score()
                                    .without(
                                            "no offer came; the job is "
                                                    + (seen == null
                                                            ? "not there"
                                                            : seen.getString("state")
                                                                    + ", "
                                                                    + seen.getString(
                                                                            "unmatchedReason")));
                            next();
                        });
    }

    private void accept(Race of) {
        of.accepting();
        socket.command("accept", new JsonObject().put("offer", of.offer()))
                .onSuccess(
                        answer -> {
                            of.acknowledged(answer);
                            look(of);
                        });
    }

    private void cancel(Race of) {
        hall.jobs()
                .post(
                        "/v1/jobs/" + of.job() + ":cancel",
                        of.job() + "-cancel",
                        new JsonObject(),
                        () -> true)
                .onSuccess(
                        reply -> {
                            of.cancelled(reply.status());
                            look(of);
                        });
    }

    /// Goes on where all is known that can be: ends the job where nobody has, reads what is
    /// committed, and begins anew.
    private void look(Race of) {
        if (of != race || !of.decided()) {
            return;
        }
        if (!of.kind().cancels() && !cleaning) {
            cleaning = true;
            cancel(of);
        } else if (of.over() && of.ready()) {
            race = null;
            read(of);
        }
    }

    private void read(Race of) {
        new JobStream(hall.vertx(), hall.http(), hall.server(), of.job(), of::happened, random)
                .follow()
                .onSuccess(
                        _ -> {
                            hall.score().finished(of, number > WARM_UP);
                            next();
                        });
    }

    private void later(long millis, Runnable task) {
        hall.vertx().setTimer(Math.max(1, millis), _ -> task.run());
    }
}
