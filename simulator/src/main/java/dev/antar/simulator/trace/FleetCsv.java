package dev.antar.simulator.trace;

import dev.antar.core.fleet.DriverId;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A fleet: `licence`, `start_time` (local), `lat`, `lng`, `capacity` in seats; other columns are
/// not looked at.
public final class FleetCsv {

    private static final List<String> COLUMNS =
            List.of("licence", "start_time", "lat", "lng", "capacity");

    private FleetCsv() {}

    /// Drivers in the order of the file.
    ///
    /// @throws BadFile naming what is wrong and where
    public static List<FleetDriver> read(Path file) {
        Set<String> seen = new HashSet<>();
        return CsvTable.read(file, COLUMNS, row -> driver(row, seen));
    }

    private static FleetDriver driver(CsvTable.Row row, Set<String> seen) {
        String licence = row.text("licence");
        try {
            new DriverId(licence);
        } catch (IllegalArgumentException _) {
            throw row.bad("licence", licence, "must be 1 to 64 letters, digits, - or _");
        }
        if (!seen.add(licence)) {
            throw row.bad("licence", licence, "must not be that of an earlier line");
        }
        return new FleetDriver(
                licence,
                row.time("start_time"),
                row.position("lat", "lng"),
                row.integer("capacity", 1, 100));
    }
}
