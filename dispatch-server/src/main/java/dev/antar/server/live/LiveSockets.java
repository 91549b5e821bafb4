package dev.antar.server.live;

import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Every operator's socket. Any thread.
public final class LiveSockets {

    private final Vertx vertx;
    private final Regions regions;
    private final Meters meters;
    private final Map<String, LiveFeed> feeds = new LinkedHashMap<>();

    public LiveSockets(Vertx vertx, Regions regions, Meters meters) {
        this.vertx = vertx;
        this.regions = regions;
        this.meters = meters;
        for (ServedRegion each : regions.all()) {
            LiveFeed feed = new LiveFeed(each.region(), each.center());
            feeds.put(each.id(), feed);
            meters.watchMap(each.id(), feed.pace()::millis);
        }
    }

    /// Takes over what was open before, and begins to beat.
    public Future<Void> start() {
        return Future.all(feeds.values().stream().map(LiveFeed::start).toList())
                .onSuccess(
                        _ ->
                                vertx.setPeriodic(
                                        LiveFeed.BEAT_MILLIS,
                                        _ -> feeds.values().forEach(LiveFeed::beatInTime)))
                .mapEmpty();
    }

    /// Begins a session on an opened socket, of the region that its address asks for; its own event
    /// loop.
    public void opened(ServerWebSocket socket) {
        ServedRegion asked = regions.asked(socket.query());
        LiveFeed feed = feeds.get((asked == null ? regions.first() : asked).id());
        new LiveSession(vertx, socket, Objects.requireNonNull(feed), meters);
    }

    /// Tells everybody when to come back, each at a moment of his own. Any thread.
    public void sendAway(ComeBack comeBack) {
        feeds.values().forEach(feed -> feed.sendAway(comeBack));
    }
}
