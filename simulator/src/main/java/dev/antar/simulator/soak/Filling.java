package dev.antar.simulator.soak;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fills what a server remembers of ended jobs and offers up to its bounds, so that what rises
/// afterwards rises for good: drivers who decline whatever they are offered, and customers whose
/// jobs soon find nobody. On one event loop; called from another thread.
public final class Filling {

    private static final int BEAT_MILLIS = 500;
    private static final int SPARE_SOCKETS = 100;
    private static final int LIMIT_SECONDS = 120;

    private final Vertx vertx;
    private final Context home;
    private final SyntheticCity city;
    private final SplittableRandom random;
    private final Desk desk;
    private final double perSecond;
    private final List<PassingDriver> drivers = new ArrayList<>();
    private boolean going = true;
    private double owed;
    private int open;

    /// @param count of drivers
    /// @param perSecond jobs
    public Filling(
            Vertx vertx,
            ServerAddress server,
            SyntheticCity city,
            String tag,
            int count,
            double perSecond,
            long seed) {
        this.vertx = vertx;
        this.home = vertx.getOrCreateContext();
        this.city = city;
        this.random = new SplittableRandom(seed);
        this.desk = new Desk(vertx, server, tag);
        this.perSecond = perSecond;
        Carrier carrier = new Carrier(vertx, server, count + SPARE_SOCKETS, 0);
        for (int i = 0; i < count; i++) {
            drivers.add(
                    new PassingDriver(
                            vertx,
                            carrier,
                            i,
                            tag + "-" + i,
                            city.place(random),
                            PassingDriver.Manner.DECLINES,
                            random));
        }
    }

    public void begin() {
        home.runOnContext(
                _ -> {
                    drivers.forEach(PassingDriver::come);
                    beat();
                });
    }

    /// Everybody goes; returns when all have.
    public void end() throws TimeoutException {
        Promise<Void> gone = Promise.promise();
        home.runOnContext(
                _ -> {
                    going = false;
                    drivers.forEach(PassingDriver::leaveInOrder);
                    await(gone);
                });
        gone.future().await(LIMIT_SECONDS, TimeUnit.SECONDS);
        desk.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        if (!going) {
            return;
        }
        drivers.forEach(PassingDriver::beat);
        owed += perSecond * BEAT_MILLIS / 1e3;
        while (owed >= 1) {
            owed--;
            ask();
        }
        vertx.setTimer(BEAT_MILLIS, _ -> beat());
    }

    private void ask() {
        LatLng pickup = city.place(random);
        JsonObject body =
                new JsonObject()
                        .put("kind", "RIDE")
                        .put("pickup", PassingCustomer.place(pickup))
                        .put("dropoff", PassingCustomer.place(city.destination(pickup, random)));
        open++;
        desk.post("/v1/jobs", body).onComplete(_ -> open--);
    }

    private void await(Promise<Void> gone) {
        drivers.forEach(PassingDriver::beat);
        drivers.removeIf(PassingDriver::gone);
        if (drivers.isEmpty() && open == 0) {
            gone.complete();
        } else {
            vertx.setTimer(BEAT_MILLIS, _ -> await(gone));
        }
    }
}
