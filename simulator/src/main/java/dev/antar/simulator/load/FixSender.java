package dev.antar.simulator.load;

import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.FixFrames;

import org.jspecify.annotations.Nullable;

/// Sends one driver's fixes, also twice or in the wrong order where the scenario says so.
final class FixSender {

    private final Load load;
    private final DriverClient driver;
    private @Nullable Fix heldBack;
    private int sequence;

    FixSender(Load load, DriverClient driver) {
        this.load = load;
        this.driver = driver;
    }

    void send(Fix fix) {
        Fleet fleet = load.fleet();
        if (heldBack == null && fleet.happens(fleet.phones().reordered())) {
            heldBack = fix;
            return;
        }
        if (write(fix)) {
            fleet.fixesSent++;
            load.fixes().sent(driver.name(), place(fix), load.intendedMicros());
            if (fleet.happens(fleet.phones().duplicated()) && write(fix)) {
                fleet.fixesDuplicated++;
            }
        } else {
            fleet.fixesSkipped++;
        }
        Fix late = heldBack;
        heldBack = null;
        if (late != null && write(late)) {
            fleet.fixesReordered++;
        }
    }

    private boolean write(Fix fix) {
        DriverSocket socket = driver.socket();
        return socket.binary()
                ? socket.report(FixFrames.binary(fix, sequence++))
                : socket.report(FixFrames.json(fix));
    }

    /// What arrives of the position.
    private static LatLng place(Fix fix) {
        return new LatLng(
                FixFrames.microDegrees(fix.position().lat()) / 1e6,
                FixFrames.microDegrees(fix.position().lng()) / 1e6);
    }
}
