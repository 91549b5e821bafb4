package dev.antar.server.live;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;
import dev.antar.server.engine.ComeBack;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionListener;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// One region's operators. Several times a second what has changed is gathered on the region's
/// thread, once per driver and job whatever happened in between, and each operator who has taken
/// the frame before is given the next. Nothing is queued for one who has not: he misses beats. A
/// busy region holds fewer.
final class LiveFeed implements RegionListener {

    /// A fix is shown after half of this on average.
    static final int BEAT_MILLIS = 250;

    private final Region region;
    private final LatLng center;
    private final List<LiveSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Pace pace = new Pace();
    private volatile long lastBeatMillis;

    /// Who comes in later is told at once.
    private volatile @Nullable ComeBack leaving;

    private @Nullable Picture picture;

    /// @param center where maps of the region begin
    LiveFeed(Region region, LatLng center) {
        this.region = region;
        this.center = center;
    }

    /// Takes over what is there already, and hears of everything from then on.
    Future<Void> start() {
        return region.subscribe(this)
                .compose(
                        _ ->
                                region.read(
                                        dispatcher -> {
                                            picture = new Picture(dispatcher, region::nowMillis);
                                            return true;
                                        }))
                .mapEmpty();
    }

    void enter(LiveSession session) {
        sessions.add(session);
        ComeBack comeBack = leaving;
        if (comeBack != null) {
            session.sendAway(comeBack.millis(ThreadLocalRandom.current()));
        }
        beatSoon();
    }

    void leave(LiveSession session) {
        sessions.remove(session);
    }

    void sendAway(ComeBack comeBack) {
        leaving = comeBack;
        sessions.forEach(session -> session.sendAway(comeBack.millis(ThreadLocalRandom.current())));
    }

    /// Holds a beat now, unless one is under way or was just held, or the region is busy; any
    /// thread.
    void beatSoon() {
        if (pace.mayComeSooner(region.nowMillis() - lastBeatMillis)) {
            beat();
        }
    }

    /// Holds a beat if it is time for the next; to be called every [#BEAT_MILLIS]; any thread.
    void beatInTime() {
        if (pace.due(region.nowMillis() - lastBeatMillis)) {
            beat();
        }
    }

    Pace pace() {
        return pace;
    }

    private void beat() {
        if (underWay.compareAndSet(false, true)) {
            long asked = region.nowMillis();
            lastBeatMillis = asked;
            region.read(Priority.MAP, dispatcher -> beat(dispatcher, asked))
                    .onComplete(_ -> underWay.set(false));
        }
    }

    @Override
    public void driverChanged(Driver driver) {
        if (picture != null) {
            picture.driverChanged(driver);
        }
    }

    @Override
    public void jobChanged(OpenJob job) {
        if (picture != null) {
            picture.jobChanged(job);
        }
    }

    @Override
    public void committed(List<Event> events) {
        if (picture != null) {
            picture.committed(events);
        }
    }

    private boolean beat(Dispatcher dispatcher, long askedMillis) {
        Picture shown = picture;
        if (shown == null) {
            return false;
        }
        long begun = region.nowMillis();
        Picture.Beat beat = shown.beat(dispatcher);
        for (LiveSession session : sessions) {
            Viewer viewer = session.viewer;
            if (viewer == null) {
                viewer = new Viewer(shown, Detail.LIMITS, region.id(), center);
                session.viewer = viewer;
            }
            session.serve(viewer, beat);
        }
        shown.endBeat();
        pace.beaten(begun - askedMillis, region.nowMillis() - begun);
        return true;
    }
}
