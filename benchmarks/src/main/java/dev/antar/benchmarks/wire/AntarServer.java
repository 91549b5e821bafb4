package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.data.City;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.server.Edge;
import dev.antar.server.connections.ConnectionLimits;
import dev.antar.server.connections.Connections;
import dev.antar.server.engine.Recorder;
import dev.antar.server.engine.RegionVerticle;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.engine.TimeSource;
import dev.antar.server.metrics.Meters;
import dev.antar.server.stream.DriverLimits;
import dev.antar.server.stream.Sockets;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.util.List;

/// Antar's sockets, region and engine on one event loop, the database left out. Arguments: port,
/// how many other drivers are on duty, `limited` or `unlimited` for what a socket may send.
final class AntarServer {

    private static final int SETTLE_BATCH = 1_000;
    private static final int MOST_CLIENTS = 1_000_000;

    private AntarServer() {}

    public static void main(String[] arguments) throws Exception {
        Answering.endOnFailure();
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        RegionVerticle region =
                new RegionVerticle(
                        "bench",
                        DispatchConfig.defaults(),
                        Policy.of("nearest-first"),
                        _ -> new NoStore(),
                        TimeSource.monotonic(),
                        Recorder.NONE);
        Meters meters = new Meters();
        vertx.deployVerticle(region).await();
        DriverLimits.Rate rate = new DriverLimits.Rate(1_000_000, Integer.MAX_VALUE / 2);
        ServedRegion served =
                new ServedRegion(region, new LatLng(41, 29), Double.POSITIVE_INFINITY);
        Sockets sockets =
                new Sockets(
                        new Regions(List.of(served)),
                        meters,
                        arguments[2].equals("limited")
                                ? DriverLimits.standard()
                                : new DriverLimits(rate, rate),
                        _ -> {},
                        live -> live.close());
        sockets.start().await();
        vertx.deployVerticle(
                        new Edge(
                                "0.0.0.0",
                                port,
                                new Connections(
                                        new ConnectionLimits(
                                                MOST_CLIENTS, MOST_CLIENTS, MOST_CLIENTS),
                                        meters.connections()),
                                sockets,
                                request -> request.response().setStatusCode(404).end()))
                .await();
        fill(region, Integer.parseInt(arguments[1]));
        Answering.serve(Integer.toString(port), question -> answer(region, meters, question));
    }

    /// Puts others on duty, so that the index is not empty.
    private static void fill(RegionVerticle region, int drivers) {
        City city = new City(drivers, 1);
        for (int i = 0; i < drivers; i++) {
            long now = region.nowMillis();
            DriverId id = new DriverId("other-" + i);
            DriverProfile profile = DriverProfile.of(id, Vehicle.CAR, List.of(), 4, 1);
            LatLng place = new LatLng(city.lat(i), city.lng(i));
            region.handle(new Command.RegisterDriver(now, profile));
            region.handle(new Command.GoOnline(now, id, Availability.open()));
            region.report(new Command.ReportFix(now, id, Fix.at(place, now)));
            if (i % SETTLE_BATCH == 0) {
                // The mailbox is bounded.
                region.read(_ -> 0).await();
            }
        }
        region.read(_ -> 0).await();
    }

    /// `accepted`: how many fixes have moved their driver. `at DRIVER`: his last fix's time,
    /// latitude and longitude by ten million.
    private static String answer(RegionVerticle region, Meters meters, String question) {
        if (question.equals("accepted")) {
            return meters.scrape()
                    .lines()
                    .filter(line -> line.startsWith("antar_fixes_total{verdict=\"ACCEPTED\"}"))
                    .map(line -> line.substring(line.indexOf('}') + 1).strip())
                    .map(number -> Long.toString((long) Double.parseDouble(number)))
                    .findFirst()
                    .orElse("0");
        }
        DriverId id = new DriverId(question.substring(question.indexOf(' ') + 1));
        return region.read(
                        dispatcher -> {
                            Driver driver = dispatcher.roster().find(id);
                            Fix fix = driver == null ? null : driver.fix();
                            return fix == null
                                    ? "0 0 0"
                                    : fix.fixedAtMillis()
                                            + " "
                                            + Math.round(fix.position().lat() * 1e7)
                                            + " "
                                            + Math.round(fix.position().lng() * 1e7);
                        })
                .await();
    }
}
