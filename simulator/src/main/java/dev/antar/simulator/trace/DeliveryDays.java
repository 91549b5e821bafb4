package dev.antar.simulator.trace;

import dev.antar.core.geo.LatLng;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// City-days of food delivery: a folder per city with `orders.csv` and `couriers.csv`.
public final class DeliveryDays {

    private static final int DAY_MILLIS = 86_400_000;

    private DeliveryDays() {}

    /// Reads a city's day.
    ///
    /// @throws BadFile naming file, line, column, value and rule
    public static CityDay read(Path folder, String city) {
        Path of = folder.resolve(city);
        if (!Files.isDirectory(of)) {
            throw new BadFile(of + ": there is no such folder");
        }
        Set<String> orders = new HashSet<>();
        Set<String> couriers = new HashSet<>();
        return new CityDay(
                city,
                CsvTable.read(
                        of.resolve("orders.csv"),
                        List.of(
                                "order_id",
                                "pick_up_lat",
                                "pick_up_lng",
                                "drop_off_lat",
                                "drop_off_lng",
                                "placement_time",
                                "ready_time",
                                "expected_drop_off_time"),
                        row -> order(row, orders)),
                CsvTable.read(
                        of.resolve("couriers.csv"),
                        List.of("courier_id", "vehicle", "on_lat", "on_lng", "on_time", "off_time"),
                        row -> courier(row, couriers)));
    }

    private static CityDay.Order order(CsvTable.Row row, Set<String> seen) {
        int placedAt = row.timeOfDay("placement_time");
        return new CityDay.Order(
                name(row, "order_id", seen),
                row.position("pick_up_lat", "pick_up_lng"),
                row.position("drop_off_lat", "drop_off_lng"),
                placedAt,
                notBefore(placedAt, row.timeOfDay("ready_time")),
                notBefore(placedAt, row.timeOfDay("expected_drop_off_time")));
    }

    private static CityDay.Courier courier(CsvTable.Row row, Set<String> seen) {
        int onAt = row.timeOfDay("on_time");
        LatLng start = row.position("on_lat", "on_lng");
        return new CityDay.Courier(
                name(row, "courier_id", seen),
                row.text("vehicle"),
                start,
                onAt,
                notBefore(onAt, row.timeOfDay("off_time")));
    }

    private static String name(CsvTable.Row row, String column, Set<String> seen) {
        String name = row.text(column);
        if (name.isEmpty() || !seen.add(name)) {
            throw row.bad(column, name, "must be given, and once only");
        }
        return name;
    }

    /// What ends before it began ended after midnight.
    private static long notBefore(long began, long ended) {
        return ended < began ? ended + DAY_MILLIS : ended;
    }
}
