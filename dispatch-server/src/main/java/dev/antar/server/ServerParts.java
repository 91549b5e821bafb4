package dev.antar.server;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.ReachDesk;
import dev.antar.server.engine.RegionVerticle;
import dev.antar.server.http.HttpRoutes;
import dev.antar.server.live.LiveSockets;
import dev.antar.server.metrics.Meters;
import dev.antar.server.recording.FileRecorder;
import dev.antar.server.store.Database;
import dev.antar.server.store.Durability;
import dev.antar.server.store.PgDecisionRecords;
import dev.antar.server.stream.Sockets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// What a running server consists of, and how each part of it stops.
///
/// @param deployments of the regions, in their order
/// @param roads that jobs are timed by, or null
/// @param startMillis how long it took to start, as the next one will
record ServerParts(
        Vertx vertx,
        Database database,
        Sockets sockets,
        LiveSockets live,
        HttpRoutes routes,
        EventSenders senders,
        List<Edge> edges,
        List<RegionVerticle> regions,
        List<String> deployments,
        List<FileRecorder> recorders,
        PgDecisionRecords decisions,
        Durability durability,
        @Nullable ReachDesk roads,
        Meters meters,
        long startMillis)
        implements Drain.Target {

    private static final Logger LOG = LoggerFactory.getLogger(ServerParts.class);

    private static final long ASK_MILLIS = 500;

    /// From the last word to the end of this process, and from the beginning of the next to that of
    /// its server.
    private static final long CHANGE_MILLIS = 2_000;

    @Override
    public void announce() {
        routes.drain();
    }

    @Override
    public void stopOffering() {
        // One that takes no commands now makes no offers either.
        asked(
                regions.stream()
                        .map(each -> each.handle(new Command.StopOffering(each.nowMillis())))
                        .toList(),
                ASK_MILLIS);
    }

    @Override
    public int unanswered() {
        if (meters.driverSockets().get() == 0) {
            // Nobody is there who could answer.
            return 0;
        }
        List<Future<Integer>> counts =
                regions.stream().map(each -> each.read(Dispatcher::liveOffers)).toList();
        asked(counts, ASK_MILLIS);
        return counts.stream().filter(Future::succeeded).mapToInt(Future::result).sum();
    }

    @Override
    public void sendAway(long lastWordMillis, long millis) {
        long open =
                (long) meters.driverSockets().get()
                        + meters.liveSockets().get()
                        + meters.jobStreams().get();
        ComeBack comeBack = ComeBack.of(lastWordMillis + CHANGE_MILLIS + startMillis, open);
        sockets.sendAway(comeBack, lastWordMillis);
        live.sendAway(comeBack);
        routes.sendAway(comeBack);
        if (!asked(all(Edge::caughtUp), millis)) {
            LOG.warn("Not everybody was told within {} ms when to come back", millis);
        }
    }

    @Override
    public void closePorts(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Future<Void> sending = senders.close();
        long share = Math.min(ASK_MILLIS, millis / 4);
        asked(all(Edge::stopListening), share);
        // Who has come in last is heard: idle connections are closed next.
        asked(all(Edge::newcomersHeard), share);
        long rest = Math.max(share, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        // Its own limit is the shorter one, so that it ends while somebody waits for it.
        long cutting = rest - rest / 4;
        done("The port", Future.join(all(edge -> edge.shutdown(cutting))), rest);
        // What is cut short here comes again after the next start.
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        asked(List.of(sending), Math.max(1, left));
    }

    @Override
    public void stopRegions(long millis) {
        done("A region", Future.join(deployments.stream().map(vertx::undeploy).toList()), millis);
        recorders.forEach(FileRecorder::close);
    }

    @Override
    public void release(long millis) {
        if (roads != null) {
            roads.close();
        }
        // The regions have decided all that they will, and the pools are still open.
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        done("Records of decisions", decisions.stop(millis / 3), millis / 2);
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        done("The rest", vertx.close(), Math.max(1, left));
        database.close();
    }

    private List<Future<Void>> all(Function<Edge, Future<Void>> step) {
        return edges.stream().map(step).toList();
    }

    private static void done(String what, Future<?> stopping, long millis) {
        try {
            stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("{} did not stop within {} ms", what, millis);
        } catch (RuntimeException e) {
            LOG.warn("{} did not stop in order: {}", what, e.getMessage());
        }
    }

    /// Waits for answers; what they are the caller sees himself.
    ///
    /// @return whether all came within that time, good or bad
    private static boolean asked(List<? extends Future<?>> answers, long millis) {
        try {
            Future.join(answers).await(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("Not all have answered", e);
            return false;
        } catch (RuntimeException e) {
            LOG.debug("Not all have answered well", e);
        }
        return true;
    }
}
