package dev.antar.simulator.table;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.antar.simulator.judge.MealRow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `table.csv` and `schedules/NAME.csv`.
final class MealFiles {

    private MealFiles() {}

    static void writeTable(Path file, List<MealFigures> table) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(
                    "instance",
                    "orders",
                    "undelivered_pct",
                    "ctd_mean",
                    "ctd_p90",
                    "overage_mean",
                    "rtp_mean",
                    "rtp_p90",
                    "utilisation",
                    "cost_per_order",
                    "orders_per_bundle");
            for (MealFigures f : table) {
                csv.writeRecord(
                        f.instance(),
                        String.valueOf(f.orders()),
                        number(f.undeliveredPct()),
                        number(f.ctdMean()),
                        number(f.ctdP90()),
                        number(f.overageMean()),
                        number(f.rtpMean()),
                        number(f.rtpP90()),
                        number(f.utilisation()),
                        number(f.costPerOrder()),
                        number(f.ordersPerBundle()));
            }
        }
    }

    static void writeSchedule(Path file, List<MealRow> schedule) throws IOException {
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
            for (MealRow row : schedule) {
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

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
