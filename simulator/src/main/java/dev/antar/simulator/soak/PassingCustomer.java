package dev.antar.simulator.soak;

import dev.antar.core.geo.LatLng;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A customer who asks for a job under a key of his own, and may follow it, stop reading, come back
/// where he was, cancel, or forget about it. One event loop.
final class PassingCustomer {

    private static final double FOLLOWS = 0.4;
    private static final double CANCELS = 0.4;
    private static final int SOON_MILLIS = 1_000;
    private static final int LATER_MILLIS = 12_000;

    private final Vertx vertx;
    private final Desk desk;
    private final RandomGenerator random;
    private String job = "";

    PassingCustomer(Vertx vertx, Desk desk, RandomGenerator random) {
        this.vertx = vertx;
        this.desk = desk;
        this.random = random;
    }

    /// @param known is told the job's id if there is one
    void ask(LatLng pickup, LatLng dropoff, Consumer<String> known) {
        JsonObject body =
                new JsonObject()
                        .put("kind", random.nextInt(3) == 0 ? "DELIVERY" : "RIDE")
                        .put("pickup", place(pickup))
                        .put("dropoff", place(dropoff));
        desk.post("/v1/jobs", body)
                .onSuccess(
                        answer -> {
                            if (answer.status() == 201) {
                                job = answer.json().getString("id");
                                known.accept(job);
                                live();
                            }
                        });
    }

    static JsonObject place(LatLng place) {
        return new JsonObject().put("lat", place.lat()).put("lng", place.lng());
    }

    private void live() {
        if (random.nextDouble() < FOLLOWS) {
            follow(0);
        }
        if (random.nextDouble() < CANCELS) {
            later(
                    () -> {
                        desk.post("/v1/jobs/" + job + ":cancel", new JsonObject());
                        // Once more, about something that is over by then.
                        desk.send(
                                HttpMethod.POST,
                                "/v1/jobs/" + job + ":cancel",
                                new JsonObject().put("reason", "again").toBuffer());
                    });
        }
        desk.get("/v1/jobs/" + job);
    }

    private void follow(int from) {
        desk.open("/v1/jobs/" + job + "/events")
                .onSuccess(
                        request -> {
                            if (from > 0) {
                                request.putHeader("Last-Event-ID", Integer.toString(from));
                            }
                            request.exceptionHandler(_ -> {});
                            request.send().onSuccess(response -> read(request, response, from));
                        });
    }

    private void read(HttpClientRequest request, HttpClientResponse response, int from) {
        response.exceptionHandler(_ -> {});
        response.handler(_ -> {});
        int manner = random.nextInt(3);
        if (manner == 0) {
            // Stays there and reads nothing more.
            response.pause();
        }
        later(
                () -> {
                    request.reset();
                    if (manner == 1 && from == 0) {
                        follow(1);
                    }
                });
    }

    private void later(Runnable task) {
        vertx.setTimer(random.nextInt(SOON_MILLIS, LATER_MILLIS), _ -> task.run());
    }
}
