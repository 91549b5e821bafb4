package dev.antar.core.fleet;

/// Puts drivers where a test needs them, without a screen's opinion.
public final class Sighting {

    private Sighting() {}

    public static void of(Driver driver, Fix fix, long nowMillis) {
        FixBatch fixes = new FixBatch();
        fixes.add(driver.slot(), fix);
        driver.track().keep(fixes, 0, nowMillis);
    }
}
