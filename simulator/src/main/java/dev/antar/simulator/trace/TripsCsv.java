package dev.antar.simulator.trace;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Recorded taxi trips: `pickup_time` (local), `pickup_lat`, `pickup_lng`, `dropoff_lat`,
/// `dropoff_lng`, `passengers`; other columns are not looked at.
public final class TripsCsv {

    private static final List<String> COLUMNS =
            List.of(
                    "pickup_time",
                    "pickup_lat",
                    "pickup_lng",
                    "dropoff_lat",
                    "dropoff_lng",
                    "passengers");

    private TripsCsv() {}

    /// Trips in order of time; those of one moment in the order of the file.
    ///
    /// @throws BadFile naming what is wrong and where
    public static List<Trip> read(Path file) {
        return CsvTable.read(file, COLUMNS, TripsCsv::trip).stream()
                .sorted(Comparator.comparingLong(Trip::requestedAtMillis))
                .toList();
    }

    private static Trip trip(CsvTable.Row row) {
        return new Trip(
                row.time("pickup_time"),
                row.position("pickup_lat", "pickup_lng"),
                row.position("dropoff_lat", "dropoff_lng"),
                row.integer("passengers", 0, 100));
    }
}
