package dev.antar.simulator.load;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.wire.LiveFeed;

import io.vertx.core.json.JsonObject;

import java.util.HashMap;
import java.util.Map;

/// Measures how long a fix takes from a driver's phone to an operator's map: each driver's latest
/// fix against where the map shows him.
final class FixesSeen {

    private record Sent(LatLng place, long atMillis) {}

    private final Map<String, Sent> latest = new HashMap<>();

    void sent(String driver, LatLng place, long atMillis) {
        Sent before = latest.get(driver);
        // One that stands sends the same place again; the first time is the one that is shown.
        if (before == null || !before.place.equals(place)) {
            latest.put(driver, new Sent(place, atMillis));
        }
    }

    LiveFeed.Viewer viewer(Load load) {
        return new LiveFeed.Viewer() {
            @Override
            public void driverAt(String driver, double lat, double lng) {
                Sent sent = latest.get(driver);
                if (sent != null && sent.place.lat() == lat && sent.place.lng() == lng) {
                    if (sent.atMillis != 0) {
                        load.latencies().fixToLive(load.nowMillis() - sent.atMillis);
                        latest.put(driver, new Sent(sent.place, 0));
                    }
                }
            }

            @Override
            public void counted(JsonObject counts) {
                load.status().served(counts);
            }
        };
    }
}
