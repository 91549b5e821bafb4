package dev.antar.simulator.table;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.antar.simulator.judge.DeliveryRow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `table.csv` and `schedules/NAME.csv`.
final class DeliveryFiles {

    private DeliveryFiles() {}

    static void writeTable(Path file, List<String> header, List<List<String>> rows)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        }
    }

    static void writeSchedule(Path file, List<DeliveryRow> schedule) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "order",
                    "courier",
                    "bundle",
                    "decided_at",
                    "departed_at",
                    "arrived_pickup_at",
                    "pickup_at",
                    "dropoff_at");
            for (DeliveryRow row : schedule) {
                csv.writeRecord(
                        row.order(),
                        row.courier(),
                        String.valueOf(row.bundle()),
                        String.valueOf(row.decidedAt()),
                        String.valueOf(row.departedAt()),
                        String.valueOf(row.arrivedPickupAt()),
                        String.valueOf(row.pickupAt()),
                        String.valueOf(row.dropoffAt()));
            }
        }
    }
}
