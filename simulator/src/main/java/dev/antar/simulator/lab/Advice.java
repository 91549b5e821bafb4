package dev.antar.simulator.lab;

import dev.antar.core.demand.Hint;
import dev.antar.core.engine.Watcher;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.simulator.behaviour.Dice;

import java.util.ArrayList;
import java.util.List;

/// The advice that idle drivers get, and who follows it. Each hint is followed or not by a lot of
/// its own.
final class Advice implements Watcher {

    /// Sends a driver somewhere to wait, if he has nothing to do.
    interface Sending {

        void to(DriverId driver, LatLng place);
    }

    private final double share;
    private final long seed;
    private final List<Hint> untold = new ArrayList<>();
    private long given;
    private long followed;

    /// @param share of the hints that are followed, 0 to 1
    Advice(double share, long seed) {
        this.share = share;
        this.seed = seed;
    }

    @Override
    public void hinted(Hint hint) {
        untold.add(hint);
    }

    /// Passes on what was told since the last time, once the command that made it is done.
    void pass(Sending sending) {
        for (Hint hint : untold) {
            given++;
            String number = Long.toString(given);
            boolean follows =
                    Dice.of(seed, "hint", hint.driver().value(), number).nextDouble() < share;
            if (follows) {
                followed++;
                sending.to(hint.driver(), hint.place());
            }
        }
        untold.clear();
    }

    long given() {
        return given;
    }

    long followed() {
        return followed;
    }
}
