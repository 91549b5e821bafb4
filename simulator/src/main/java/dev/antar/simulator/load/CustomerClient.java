package dev.antar.simulator.load;

import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.simulator.actor.CustomerActor;
import dev.antar.simulator.actor.CustomerIntent;
import dev.antar.simulator.audit.Seen;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.wire.JobEvent;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.Reply;

import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A simulated customer and his one job, over HTTP. The run's event loop.
final class CustomerClient {

    private final Load load;
    private final int number;
    private @Nullable CustomerActor actor;
    private @Nullable JobStream stream;
    private boolean acknowledged;
    private boolean ended;

    CustomerClient(Load load, int number) {
        this.load = load;
        this.number = number;
    }

    void attach(CustomerActor customerActor) {
        actor = customerActor;
    }

    CustomerActor actor() {
        return Objects.requireNonNull(actor, "attached before use");
    }

    void intend(CustomerIntent intent, long nowMillis) {
        switch (intent) {
            case CustomerIntent.Submit(Job job) -> submit(job, nowMillis);
            case CustomerIntent.Cancel(JobId job, String reason) -> cancel(job, reason);
        }
    }

    void close() {
        JobStream open = stream;
        if (open != null) {
            open.close();
        }
    }

    private void submit(Job job, long nowMillis) {
        load.ledger().requested(job.id(), job.pickup(), nowMillis);
        JsonObject body =
                new JsonObject()
                        .put("id", job.id().value())
                        .put("kind", job.kind().name())
                        .put("pickup", place(job.pickup()))
                        .put("dropoff", place(job.dropoff()));
        long intended = load.intendedMicros();
        load.server()
                .jobs()
                .post("/v1/jobs", "create-" + job.id(), body, load::running)
                .onSuccess(
                        reply -> {
                            load.measures()
                                    .took(Metric.CREATE_ACK, intended, load.clock().micros());
                            submitted(job.id(), reply);
                        })
                .onFailure(_ -> over("OPEN", "no answer to the request"));
    }

    private void submitted(JobId job, Reply reply) {
        if (reply.status() != 201) {
            over("REJECTED", "answered " + reply.status());
            return;
        }
        acknowledged = true;
        load.customers().openJobs(1);
        load.evidence().saw(new Seen.Acknowledged(job.value()));
        JobStream following = load.server().follow(job.value(), this::happened);
        stream = following;
        following.follow();
    }

    private void cancel(JobId job, String reason) {
        if (!acknowledged) {
            return;
        }
        load.server()
                .jobs()
                .post(
                        "/v1/jobs/" + job + ":cancel",
                        "cancel-" + job,
                        new JsonObject().put("reason", reason),
                        load::running)
                .onSuccess(
                        reply -> {
                            if (reply.status() == 200) {
                                load.evidence().saw(new Seen.CancelAcknowledged(job.value()));
                            }
                        });
    }

    private void happened(JobEvent event) {
        JobId job = actor().id();
        long now = load.clock().millis();
        String driver = event.data().getString("driver", "");
        load.evidence().saw(new Seen.Streamed(job.value(), event.version(), event.kind(), driver));
        switch (event.kind()) {
            case "OfferAccepted" -> {
                load.ledger().assigned(job, driver, now);
                actor().assigned(now);
            }
            case "DriverArrived" -> load.ledger().arrived(job, now);
            case "JobPickedUp" -> {
                load.ledger().pickedUp(job, now);
                actor().pickedUpOrEnded();
            }
            case "JobReleased" -> actor().released(now);
            case "JobCompleted" -> {
                load.ledger().completed(job, now);
                over("COMPLETED", "");
            }
            case "JobCancelled" -> over("CANCELLED", event.data().getString("reason", ""));
            case "JobUnfulfilled" -> over("UNFULFILLED", event.data().getString("reason", ""));
            default -> {}
        }
        load.customerChanged(number);
    }

    private void over(String outcome, String reason) {
        if (!outcome.equals("COMPLETED")) {
            load.ledger().ended(actor().id(), outcome, reason);
        }
        if (acknowledged && !ended) {
            load.customers().openJobs(-1);
        }
        ended = true;
        actor().pickedUpOrEnded();
        load.ended(outcome);
    }

    private static JsonObject place(dev.antar.core.geo.LatLng place) {
        return new JsonObject().put("lat", place.lat()).put("lng", place.lng());
    }
}
