package dev.antar.simulator.load;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;

import java.util.HashMap;
import java.util.Map;

/// Measures how long a fix takes from a driver's phone to an operator's map. A fix counts as shown
/// when the map shows it or a later one of the same driver, so that one that was skipped on the way
/// is not forgotten. One thread.
final class FixesSeen {

    /// So many fixes of a driver wait to be shown; older ones are counted as never shown.
    private static final int KEPT = 8;

    /// Maps may round; drivers move farther than this between fixes, or not at all.
    private static final double SAME_DEGREES = 5e-6;

    private final Measures measures;
    private final Map<String, Sent> byDriver = new HashMap<>();
    private long neverShown;

    /// What one driver has sent and no map has shown, oldest first, in a ring.
    private static final class Sent {

        private final double[] lats = new double[KEPT];
        private final double[] lngs = new double[KEPT];
        private final long[] atMicros = new long[KEPT];
        private int first;
        private int size;
        private double lastLat = Double.NaN;
        private double lastLng = Double.NaN;
    }

    FixesSeen(Measures measures) {
        this.measures = measures;
    }

    /// @param intendedMicros when it was meant to be sent
    void sent(String driver, LatLng place, long intendedMicros) {
        Sent sent = byDriver.computeIfAbsent(driver, _ -> new Sent());
        // One that stands sends the same place again; the first time is the one that is shown.
        if (sent.lastLat == place.lat() && sent.lastLng == place.lng()) {
            return;
        }
        sent.lastLat = place.lat();
        sent.lastLng = place.lng();
        if (sent.size == KEPT) {
            sent.first = (sent.first + 1) % KEPT;
            sent.size--;
            neverShown++;
        }
        int at = (sent.first + sent.size) % KEPT;
        sent.lats[at] = place.lat();
        sent.lngs[at] = place.lng();
        sent.atMicros[at] = intendedMicros;
        sent.size++;
    }

    /// A driver's phone was cut off; what it sent before may never have arrived.
    void forget(String driver) {
        Sent sent = byDriver.get(driver);
        if (sent != null) {
            sent.size = 0;
            sent.lastLat = Double.NaN;
        }
    }

    /// A map shows him here.
    void shown(String driver, double lat, double lng, long nowMicros) {
        Sent sent = byDriver.get(driver);
        if (sent == null) {
            return;
        }
        for (int i = sent.size - 1; i >= 0; i--) {
            int at = (sent.first + i) % KEPT;
            if (Math.abs(sent.lats[at] - lat) <= SAME_DEGREES
                    && Math.abs(sent.lngs[at] - lng) <= SAME_DEGREES) {
                for (int j = 0; j <= i; j++) {
                    measures.took(
                            Metric.FIX_LIVE, sent.atMicros[(sent.first + j) % KEPT], nowMicros);
                }
                sent.first = (sent.first + i + 1) % KEPT;
                sent.size -= i + 1;
                return;
            }
        }
    }

    /// Fixes that no map showed, nor any of the next eight of the same driver.
    long neverShown() {
        return neverShown;
    }
}
