package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

/// Which offers a driver on duty wants.
public sealed interface Availability {

    /// Any.
    record Open() implements Availability {}

    /// None; stays on duty and on the map.
    record Silent() implements Availability {}

    /// None until then, epoch milliseconds; afterwards any.
    record Break(long untilMillis) implements Availability {

        public Break {
            if (untilMillis < 0) {
                throw new IllegalArgumentException(
                        "untilMillis=" + untilMillis + ": must not be before 1970-01-01");
            }
        }
    }

    /// Only those that end nearer to `home` than the driver is now.
    record GoHome(LatLng home) implements Availability {}

    static Availability open() {
        return new Open();
    }

    static Availability silent() {
        return new Silent();
    }
}
