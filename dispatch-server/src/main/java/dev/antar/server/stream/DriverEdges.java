package dev.antar.server.stream;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// The drivers' side of every region, and in which of them a driver works: one at a time. Any
/// thread.
final class DriverEdges {

    private static final Logger LOG = LoggerFactory.getLogger(DriverEdges.class);

    private final Regions regions;
    private final CaseBoard cases;
    private final List<DriverEdge> edges = new ArrayList<>();

    DriverEdges(Regions regions, Meters meters, DriverLimits limits, CaseBoard cases) {
        this.regions = regions;
        this.cases = cases;
        for (ServedRegion each : regions.all()) {
            DriverSessions sessions = new DriverSessions(cases);
            edges.add(new DriverEdge(each.region(), sessions, meters, limits));
        }
    }

    /// Tells how many answers to commands are kept. To be called once for each of the meters.
    void watch(Meters meters) {
        for (DriverEdge each : edges) {
            meters.watchHeld("answers", each.region().id(), each.sessions().answered()::size);
        }
    }

    /// Takes over what was open before, and hears of everything from then on.
    Future<Void> start() {
        return Future.all(edges.stream().map(DriverEdges::start).toList()).mapEmpty();
    }

    private static Future<Void> start(DriverEdge edge) {
        return edge.region()
                .subscribe(edge.sessions())
                .compose(
                        _ ->
                                edge.region()
                                        .read(
                                                dispatcher -> {
                                                    edge.sessions().remember(dispatcher);
                                                    return true;
                                                }))
                .mapEmpty();
    }

    /// Tells a driver that his case was answered, now or when he comes.
    void answered(String id, DriverId driver) {
        cases.answered(id, driver);
        edges.forEach(edge -> edge.sessions().answered(driver));
    }

    /// For whoever has not said which region he means.
    DriverEdge first() {
        return edges.getFirst();
    }

    /// The region that a phone asks for: by name, else by where it is, else the only one.
    ///
    /// @throws ProblemException 422 naming the regions
    DriverEdge of(DriverFrames.Hello hello) {
        if (hello.region() != null) {
            return edge(regions.named(hello.region()), "/region", hello.region());
        }
        if (regions.single()) {
            return first();
        }
        if (hello.position() != null) {
            String place = hello.position().lat() + "," + hello.position().lng();
            return edge(regions.at(hello.position()), "/position", place);
        }
        throw new ProblemException(
                Problem.invalid(
                        "/region",
                        "nothing",
                        "must be given, or a position, as there are several: " + regions.names()));
    }

    /// Lets a driver work in this region: he leaves the others and is registered here.
    ///
    /// @return fails where he may not
    Future<Void> register(DriverEdge chosen, DriverFrames.Hello hello, long nowMillis) {
        DriverId id = hello.profile().id();
        return leaveOthers(chosen, id, nowMillis)
                .compose(
                        _ ->
                                chosen.region()
                                        .handle(
                                                new Command.RegisterDriver(
                                                        nowMillis, hello.profile())))
                .compose(DriverEdges::done)
                .onSuccess(_ -> compareClocks(chosen, hello, nowMillis));
    }

    private static Future<Void> done(Result result) {
        return switch (result) {
            case Result.Done _ -> Future.succeededFuture();
            case Result.Rejected(Rejection reason) ->
                    Future.failedFuture(new ProblemException(Problem.rejected(reason)));
        };
    }

    /// Before his first fix, which is behind it in the same line. He is not kept waiting for it: a
    /// region that has thousands of fixes to read gets to it late.
    private static void compareClocks(DriverEdge chosen, DriverFrames.Hello hello, long nowMillis) {
        if (hello.phoneMillis() != 0) {
            chosen.region()
                    .report(
                            new Command.CompareClocks(
                                    nowMillis, hello.profile().id(), hello.phoneMillis()))
                    .onFailure(failure -> LOG.debug("Clocks were not compared", failure));
        }
    }

    /// Ends a driver's duty in every other region. One that does not answer is left to notice by
    /// itself that he has fallen silent there: it must not keep him from working here.
    ///
    /// @return fails where he holds a job in another region: that comes first
    private Future<Void> leaveOthers(DriverEdge chosen, DriverId driver, long nowMillis) {
        List<Future<Void>> leaving = new ArrayList<>();
        for (DriverEdge other : edges) {
            if (!other.equals(chosen)) {
                leaving.add(leave(other, driver, nowMillis));
            }
        }
        return leaving.isEmpty() ? Future.succeededFuture() : Future.all(leaving).mapEmpty();
    }

    private static Future<Void> leave(DriverEdge other, DriverId driver, long nowMillis) {
        return other.region()
                .read(dispatcher -> duty(dispatcher, driver))
                .compose(
                        state ->
                                state == DriverState.OFFLINE
                                        ? Future.succeededFuture(Result.done())
                                        : other.region()
                                                .handle(new Command.GoOffline(nowMillis, driver)))
                .otherwise(Result.done())
                .compose(
                        result -> {
                            if (result instanceof Result.Rejected(Rejection reason)
                                    && reason == Rejection.DRIVER_ON_JOB) {
                                return Future.failedFuture(holdsJob(other));
                            }
                            other.sessions().supersede(driver);
                            return Future.succeededFuture();
                        });
    }

    private static DriverState duty(Dispatcher dispatcher, DriverId id) {
        Driver driver = dispatcher.roster().find(id);
        return driver == null ? DriverState.OFFLINE : driver.state();
    }

    private static ProblemException holdsJob(DriverEdge other) {
        return new ProblemException(
                new Problem(
                        "conflict",
                        409,
                        "Conflict",
                        "The driver holds a job in region " + other.region().id() + ".",
                        Rejection.DRIVER_ON_JOB.name(),
                        List.of(),
                        0));
    }

    private DriverEdge edge(@Nullable ServedRegion served, String pointer, String value) {
        for (DriverEdge edge : edges) {
            if (served != null && edge.region().id().equals(served.id())) {
                return edge;
            }
        }
        throw new ProblemException(Problem.invalid(pointer, value, regions.rule()));
    }
}
