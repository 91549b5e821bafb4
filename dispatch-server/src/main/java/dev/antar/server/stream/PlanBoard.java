package dev.antar.server.stream;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.Stop;
import dev.antar.core.offer.Offer;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Who serves which stops in which order, as committed, and the frames by which a driver who holds
/// several jobs learns it. The region's thread.
final class PlanBoard {

    private final Map<DriverId, List<Stop>> ahead = new HashMap<>();
    private final Map<Long, List<Stop>> offered = new HashMap<>();
    private final BiConsumer<DriverId, JsonObject> tell;

    /// @param tell sends a frame to a driver, if he is there
    PlanBoard(BiConsumer<DriverId, JsonObject> tell) {
        this.tell = tell;
    }

    /// Takes over what was ahead of drivers before the server started.
    void remember(Dispatcher dispatcher) {
        for (int slot = 0; slot < dispatcher.roster().size(); slot++) {
            Driver driver = dispatcher.roster().at(slot);
            List<Stop> stops = dispatcher.stopsOf(driver);
            if (!stops.isEmpty()) {
                ahead.put(driver.id(), stops);
            }
            Offer live = dispatcher.liveOfferTo(driver);
            if (live != null) {
                made(live);
            }
        }
    }

    void made(Offer offer) {
        if (!offer.stops().isEmpty()) {
            offered.put(offer.id(), offer.stops());
        }
    }

    void accepted(Event.OfferAccepted accepted) {
        List<Stop> shown = offered.getOrDefault(accepted.offer(), List.of());
        change(accepted.driver(), Stop.accepted(stopsOf(accepted.driver()), shown, accepted.job()));
        ended(accepted.offer());
    }

    /// An offer is over, however it ended.
    void ended(long offer) {
        offered.remove(offer);
    }

    void pickedUp(DriverId driver, JobId job) {
        change(driver, Stop.pickedUp(stopsOf(driver), job));
    }

    void gone(DriverId driver, JobId job) {
        change(driver, Stop.without(stopsOf(driver), job));
    }

    private List<Stop> stopsOf(DriverId driver) {
        return ahead.getOrDefault(driver, List.of());
    }

    private void change(DriverId driver, List<Stop> now) {
        List<Stop> before = stopsOf(driver);
        if (now.isEmpty()) {
            ahead.remove(driver);
        } else {
            ahead.put(driver, now);
        }
        if (jobs(before) > 1 || jobs(now) > 1) {
            tell.accept(driver, new JsonObject().put("t", "plan").put("stops", Shape.stops(now)));
        }
    }

    private static long jobs(List<Stop> stops) {
        return stops.stream().map(Stop::job).distinct().count();
    }
}
