package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.geo.LatLng;

/// Drivers who hold a job and may be asked for the one after it. The engine's thread.
public interface SoonFree {

    /// He will not be free within the time in which one can tell.
    int TOO_LATE = -1;

    /// Those drivers, each where he will be free.
    DriverIndex ends();

    /// Where a driver of [#ends] will be free.
    LatLng endOf(Driver driver);

    /// In how many milliseconds a driver of [#ends] will be free, or [#TOO_LATE].
    int freeInMillis(Driver driver, long nowMillis);

    /// What such a driver costs on top, milliseconds.
    int marginMillis();
}
