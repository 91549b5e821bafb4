package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

/// Drivers on duty and the screen that judges what they report.
final class ScreenedFleet {

    static final LatLng HERE = new LatLng(57.701234567, 11.971234567);

    final Roster roster = new Roster();
    final FixScreen screen;
    final FixBatch fixes = new FixBatch();

    ScreenedFleet(FixLimits limits) {
        screen = new FixScreen(limits, roster);
    }

    Driver enter(Vehicle vehicle) {
        DriverId id = new DriverId("d" + roster.size());
        DriverProfile profile = DriverProfile.of(id, vehicle, java.util.List.of(), 4, 1);
        Driver driver = roster.register(profile, 0);
        driver.become(DriverState.IDLE, 0);
        return driver;
    }

    void leave(Driver driver) {
        driver.become(DriverState.OFFLINE, 0);
        screen.forget(driver);
    }

    FixVerdict report(Driver driver, Fix fix, long nowMillis) {
        fixes.clear();
        fixes.add(driver.slot(), fix);
        return screen.judge(fixes, 0, nowMillis);
    }

    /// A place so many metres north of [#HERE].
    static LatLng north(double meters) {
        return new LatLng(HERE.lat() + meters / 111_195.0, HERE.lng());
    }
}
