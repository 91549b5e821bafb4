package dev.antar.simulator;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.trace.Trip;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;

/// `antar city`: makes up trips and a fleet in the format that `evaluate` reads.
@Command(
        name = "city",
        description = "Makes up an hour of trips and a fleet, for trying things out.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CityCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-01-05T16:00:00Z");
    private static final long HOUR_MILLIS = 3_600_000;

    @Option(
            names = "--trips",
            defaultValue = "400",
            paramLabel = "N",
            description = "Trips in the hour (default: ${DEFAULT-VALUE}).")
    private int trips;

    @Option(
            names = "--drivers",
            defaultValue = "90",
            paramLabel = "N",
            description = "Drivers (default: ${DEFAULT-VALUE}).")
    private int drivers;

    @Option(
            names = "--center",
            defaultValue = "57.7045,11.968",
            paramLabel = "LAT,LNG",
            description = "The city's centre (default: ${DEFAULT-VALUE}).")
    private String center;

    @Option(
            names = "--radius",
            defaultValue = "4000",
            paramLabel = "METRES",
            description = "The city's radius (default: ${DEFAULT-VALUE}).")
    private double radius;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of everything made up (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where trips.csv and fleet.csv go.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Options.require(
                trips >= 1 && trips <= 1_000_000, "--trips", trips, "must be from 1 to 1000000");
        Options.require(
                drivers >= 1 && drivers <= 1_000_000,
                "--drivers",
                drivers,
                "must be from 1 to 1000000");
        SyntheticCity city = new SyntheticCity(Options.position(center), radius, seed);
        Files.createDirectories(out);
        try (CsvWriter csv =
                CsvWriter.builder()
                        .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                        .build(out.resolve("trips.csv"))) {
            csv.writeRecord(
                    "pickup_time",
                    "pickup_lat",
                    "pickup_lng",
                    "dropoff_lat",
                    "dropoff_lng",
                    "passengers");
            for (Trip trip : city.trips(trips, START.toEpochMilli(), HOUR_MILLIS)) {
                csv.writeRecord(
                        time(trip.requestedAtMillis()),
                        Double.toString(trip.pickup().lat()),
                        Double.toString(trip.pickup().lng()),
                        Double.toString(trip.dropoff().lat()),
                        Double.toString(trip.dropoff().lng()),
                        Integer.toString(trip.passengers()));
            }
        }
        try (CsvWriter csv =
                CsvWriter.builder()
                        .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                        .build(out.resolve("fleet.csv"))) {
            csv.writeRecord("licence", "start_time", "lat", "lng", "capacity");
            for (FleetDriver driver : city.fleet(drivers, START.toEpochMilli())) {
                csv.writeRecord(
                        driver.licence(),
                        time(driver.startAtMillis()),
                        Double.toString(driver.start().lat()),
                        Double.toString(driver.start().lng()),
                        Integer.toString(driver.seats()));
            }
        }
        System.out.println(
                "Written "
                        + out.resolve("trips.csv")
                        + " ("
                        + trips
                        + ") and fleet.csv ("
                        + drivers
                        + ")");
        return 0;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }
}
