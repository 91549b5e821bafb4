package dev.antar.server.stream;

import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.Timers;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// The drivers' side of a server on one event loop that its caller runs, over links that he makes.
/// For running sessions without Vert.x; a server has [Sockets].
public final class DriverDoor {

    private final DriverEdges edges;
    private final SocketLoop loop;

    /// @param executor runs tasks in order
    /// @param timers call back as `executor` does
    public DriverDoor(
            Regions regions,
            Meters meters,
            DriverLimits limits,
            Executor executor,
            Timers timers,
            RandomGenerator random) {
        this.edges = new DriverEdges(regions, meters, limits, new CaseBoard(_ -> {}));
        this.loop = new SocketLoop(executor, timers, meters, random);
    }

    /// Takes over what was open before, and hears of everything from then on.
    public Future<Void> start() {
        return edges.start();
    }

    /// Begins a session on a link.
    ///
    /// @return to be told what happens on the link
    public Link.Owner open(Link link) {
        return new DriverSession(edges, loop, link, true);
    }

    /// Tells every driver when to come back.
    ///
    /// @param lastWordMillis how long sockets may still be used
    public void sendAway(ComeBack comeBack, long lastWordMillis) {
        loop.sendAway(comeBack, lastWordMillis);
    }
}
