package dev.antar.simulator.soak;

import dev.antar.core.job.JobState;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.DriverApp;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.DriverView;
import dev.antar.simulator.wire.OfferView;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// Drivers who say who they are and are never seen again, one after the other. One event loop.
final class Registration implements DriverApp {

    private static final int LIMIT_MILLIS = 5_000;

    private final Vertx vertx;
    private final Carrier carrier;
    private final String name;
    private final RandomGenerator random;
    private final Promise<Void> all = Promise.promise();
    private @Nullable DriverSocket socket;
    private int left;

    /// @param name begins theirs
    Registration(Vertx vertx, Carrier carrier, String name, RandomGenerator random) {
        this.vertx = vertx;
        this.carrier = carrier;
        this.name = name;
        this.random = random;
    }

    /// Lets them come.
    ///
    /// @return completes when so many have been
    Future<Void> times(int count) {
        left = count;
        next();
        return all.future();
    }

    @Override
    public void welcomed(DriverView view) {
        over();
    }

    @Override
    public void restated(DriverView view) {}

    @Override
    public void offered(OfferView offer) {}

    @Override
    public void offerEnded(String offer, String outcome) {}

    @Override
    public void jobChanged(String job, JobState state) {}

    @Override
    public void refused(String problem, String reason) {}

    private void over() {
        DriverSocket open = socket;
        if (open != null) {
            open.close();
        }
        left--;
        next();
    }

    private void next() {
        if (left == 0) {
            socket = null;
            all.complete();
            return;
        }
        String id = name + "-" + left;
        DriverSocket opening =
                new DriverSocket(
                        carrier,
                        left,
                        new JsonObject().put("t", "hello").put("proto", 1).put("driver", id),
                        id + "-",
                        this,
                        random);
        socket = opening;
        opening.open();
        int expected = left;
        vertx.setTimer(
                LIMIT_MILLIS,
                _ -> {
                    if (left == expected) {
                        // The server did not answer; another comes instead.
                        over();
                    }
                });
    }
}
