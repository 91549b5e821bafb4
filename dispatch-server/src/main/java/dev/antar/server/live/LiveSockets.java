package dev.antar.server.live;

import dev.antar.core.geo.LatLng;
import dev.antar.server.engine.Region;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/// Every operator's socket. Any thread.
public final class LiveSockets {

    private final Vertx vertx;
    private final Meters meters;
    private final LiveFeed feed;

    /// @param center where maps begin
    public LiveSockets(Vertx vertx, Region region, Meters meters, LatLng center) {
        this.vertx = vertx;
        this.meters = meters;
        this.feed = new LiveFeed(region, center);
    }

    /// Takes over what was open before, and begins to beat.
    public Future<Void> start() {
        return feed.start()
                .onSuccess(_ -> vertx.setPeriodic(LiveFeed.BEAT_MILLIS, _ -> feed.beat()));
    }

    /// Begins a session on an opened socket; its own event loop.
    public void opened(ServerWebSocket socket) {
        new LiveSession(vertx, socket, feed, meters);
    }

    /// Tells everybody to come back later.
    public void restart() {
        feed.restart();
    }
}
