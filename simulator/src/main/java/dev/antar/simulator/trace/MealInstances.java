package dev.antar.simulator.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Grubhub's Meal Delivery Routing Problem library: a folder per instance, tab-separated files.
public final class MealInstances {

    private static final int LAST_MINUTE = 7 * 24 * 60;
    private static final double FARTHEST = 1e7;

    private MealInstances() {}

    /// The folders of all instances in a folder, or in its `instances`, by name.
    ///
    /// @throws BadFile if there is none
    public static List<Path> folders(Path library) {
        Path inner = library.resolve("instances");
        Path root = Files.isDirectory(inner) ? inner : library;
        if (!Files.isDirectory(root)) {
            throw new BadFile(library + ": there is no such folder");
        }
        try (Stream<Path> children = Files.list(root)) {
            List<Path> found =
                    children.filter(c -> Files.isRegularFile(c.resolve("orders.txt")))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new BadFile(
                        root + ": holds no instance; each is a folder with an orders.txt");
            }
            return found;
        } catch (IOException e) {
            throw new BadFile(root + ": cannot be listed: " + e.getMessage());
        }
    }

    /// Reads one instance.
    ///
    /// @throws BadFile naming file, line, column, value and rule
    public static MealInstance read(Path folder) {
        List<MealInstance.Restaurant> restaurants =
                CsvTable.read(
                        folder.resolve("restaurants.txt"),
                        '\t',
                        List.of("restaurant", "x", "y"),
                        new Unique("restaurant")::restaurant);
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < restaurants.size(); i++) {
            indexes.put(restaurants.get(i).name(), i);
        }
        Unique orders = new Unique("order");
        return new MealInstance(
                String.valueOf(folder.getFileName()),
                CsvTable.read(
                                folder.resolve("instance_parameters.txt"),
                                '\t',
                                List.of(
                                        "meters_per_minute",
                                        "pickup service minutes",
                                        "dropoff service minutes",
                                        "target click-to-door",
                                        "pay per order",
                                        "guaranteed pay per hour"),
                                MealInstances::parameters)
                        .getFirst(),
                restaurants,
                CsvTable.read(
                        folder.resolve("orders.txt"),
                        '\t',
                        List.of("order", "x", "y", "placement_time", "restaurant", "ready_time"),
                        row -> orders.order(row, indexes)),
                CsvTable.read(
                        folder.resolve("couriers.txt"),
                        '\t',
                        List.of("courier", "x", "y", "on_time", "off_time"),
                        new Unique("courier")::courier));
    }

    private static MealInstance.Parameters parameters(CsvTable.Row row) {
        return new MealInstance.Parameters(
                row.number("meters_per_minute", 1, FARTHEST),
                row.integer("pickup service minutes", 0, 120),
                row.integer("dropoff service minutes", 0, 120),
                row.integer("target click-to-door", 1, LAST_MINUTE),
                row.number("pay per order", 0, FARTHEST),
                row.number("guaranteed pay per hour", 0, FARTHEST));
    }

    /// Reads rows whose first column no other row may have.
    private record Unique(String column, Set<String> seen) {

        Unique(String column) {
            this(column, new HashSet<>());
        }

        MealInstance.Restaurant restaurant(CsvTable.Row row) {
            return new MealInstance.Restaurant(
                    name(row), coordinate(row, "x"), coordinate(row, "y"));
        }

        MealInstance.Order order(CsvTable.Row row, Map<String, Integer> restaurants) {
            Integer restaurant = restaurants.get(row.text("restaurant"));
            if (restaurant == null) {
                throw row.bad(
                        "restaurant", row.text("restaurant"), "must be one of restaurants.txt");
            }
            int placedAt = row.integer("placement_time", 0, LAST_MINUTE);
            return new MealInstance.Order(
                    name(row),
                    coordinate(row, "x"),
                    coordinate(row, "y"),
                    placedAt,
                    restaurant,
                    row.integer("ready_time", placedAt, LAST_MINUTE));
        }

        MealInstance.Courier courier(CsvTable.Row row) {
            int onAt = row.integer("on_time", 0, LAST_MINUTE);
            return new MealInstance.Courier(
                    name(row),
                    coordinate(row, "x"),
                    coordinate(row, "y"),
                    onAt,
                    row.integer("off_time", onAt, LAST_MINUTE));
        }

        private String name(CsvTable.Row row) {
            String name = row.text(column);
            if (name.isEmpty() || !seen.add(name)) {
                throw row.bad(column, name, "must be given, and once only");
            }
            return name;
        }

        private static double coordinate(CsvTable.Row row, String column) {
            return row.number(column, -FARTHEST, FARTHEST);
        }
    }
}
