package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `antar evaluate` on the data sets with published tables: made-up ones that ship, and the real
/// ones where they are.
class PublishedTablesTest {

    private static final Path MEALS = Path.of("../examples/meals");
    private static final Path RIDES = Path.of("../examples/rides");
    private static final Path DELIVERIES = Path.of("../examples/deliveries");
    private static final Path DATA = Path.of(System.getProperty("antar.data", "../../shared/data"));

    @TempDir private Path folder;

    @Test
    void mealsGetATableASchedulePerInstanceAndAReport() throws IOException {
        JsonNode summary = evaluate("--mdrplib", MEALS.toString());

        assertEquals(0, summary.at("/judge/rules_broken").asInt());
        List<String> table = Files.readAllLines(folder.resolve("table.csv"));
        assertEquals(
                "instance,orders,undelivered_pct,ctd_mean,ctd_p90,overage_mean,rtp_mean,rtp_p90,"
                        + "utilisation,cost_per_order,orders_per_bundle",
                table.getFirst());
        assertEquals(2, table.size());
        List<String> schedule = Files.readAllLines(folder.resolve("schedules/lunch.csv"));
        assertEquals(
                "order,courier,bundle,decided_at,departed_at,arrived_pickup_at,pickup_at,dropoff_at",
                schedule.getFirst());
        assertEquals(61, schedule.size());
        assertTrue(Files.readString(folder.resolve("report.html")).contains("Click-to-door"));
    }

    @Test
    void theSameInstanceGivesTheSameSchedule() throws IOException {
        evaluate("--mdrplib", MEALS.toString(), "--instance", "lunch");
        String first = Files.readString(folder.resolve("schedules/lunch.csv"));
        evaluate("--mdrplib", MEALS.toString(), "--instance", "lunch");

        assertEquals(first, Files.readString(folder.resolve("schedules/lunch.csv")));
    }

    @Test
    void ridesGetTheirFigures() throws IOException {
        JsonNode summary = evaluate("--fleetpy", RIDES.toString());

        assertEquals(60, summary.at("/served").asInt());
        assertEquals(0, summary.at("/judge/rules_broken").asInt());
        assertTrue(summary.at("/wait_s/max").asDouble() <= 300);
    }

    @Test
    void aCityDayIsComparedWithNearestFirstAndABatch() throws IOException {
        JsonNode summary = evaluate("--rappi", DELIVERIES.toString(), "--city", "1");

        assertEquals(0, summary.at("/judge/rules_broken").asInt());
        double ours = summary.at("/policies/rolling-horizon/ctd_mean").asDouble();
        assertTrue(ours < summary.at("/policies/nearest-first/ctd_mean").asDouble());
        assertTrue(ours < summary.at("/policies/batch-60s/ctd_mean").asDouble());
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path instance = copy();
        Files.writeString(
                instance.resolve("couriers.txt"), "courier\tx\ty\ton_time\nc1\t0\t0\t5\n");

        String said = refused("--mdrplib", folder.resolve("library").toString());

        assertTrue(said.contains("couriers.txt: lacks the column off_time"), said);
    }

    @Test
    void aBadRowIsNamedByFileLineColumnAndValue() throws IOException {
        Path instance = copy();
        Files.writeString(
                instance.resolve("orders.txt"),
                "order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t0\t0\t9\tr77\t12\n");

        String said = refused("--mdrplib", folder.resolve("library").toString());

        assertTrue(said.contains("orders.txt, line 2, column restaurant: 'r77'"), said);
    }

    @Test
    void optionsThatDoNotBelongTogetherAreRefused() {
        assertTrue(refused("--rappi", "x").contains("must be given together"));
        assertTrue(refused("--mdrplib", "x", "--fleetpy", "y").contains("only one of them"));
        assertTrue(refused("--fleetpy", "x", "--instance", "y").contains("belongs to --mdrplib"));
        assertTrue(refused().contains("--trips and --drivers"));
        String unknown = refused("--mdrplib", MEALS.toString(), "--instance", "dinner");
        assertTrue(unknown.contains("holds no instance dinner"), unknown);
    }

    @Test
    void aRealMealInstanceBeatsThePublishedRollingHorizon() throws IOException {
        present("mdrplib");
        JsonNode summary =
                evaluate(
                        "--mdrplib",
                        DATA.resolve("mdrplib").toString(),
                        "--instance",
                        "0r50t100s1p100");

        assertEquals(0, summary.at("/judge/rules_broken").asInt());
        assertTrue(summary.at("/mean/ctd_mean").asDouble() < 32.46);
        assertTrue(summary.at("/mean/rtp_mean").asDouble() < 2.14);
    }

    @Test
    void munichIsServedSoonerAndWithFewerKilometresThanPublished() throws IOException {
        present("fleetpy");
        JsonNode summary = evaluate("--fleetpy", DATA.resolve("fleetpy").toString());

        assertEquals(0, summary.at("/judge/rules_broken").asInt());
        assertEquals(200, summary.at("/served").asInt());
        assertTrue(summary.at("/wait_s/mean").asDouble() <= 71.5);
        assertTrue(summary.at("/km").asDouble() <= 417);
    }

    @Test
    void pereiraGetsItsMealsSoonerWithFewerKilometres() throws IOException {
        present("rappi");
        JsonNode policies =
                evaluate("--rappi", DATA.resolve("rappi").toString(), "--city", "16")
                        .at("/policies");

        JsonNode ours = policies.at("/rolling-horizon");
        for (String other : List.of("nearest-first", "batch-60s")) {
            JsonNode theirs = policies.get(other);
            assertTrue(ours.get("ctd_mean").asDouble() < theirs.get("ctd_mean").asDouble());
            assertTrue(ours.get("km").asDouble() <= theirs.get("km").asDouble());
        }
    }

    private static void present(String set) {
        boolean there = Files.isDirectory(DATA.resolve(set));
        if (!there) {
            System.out.println("PublishedTablesTest skips " + set + ": the data folder is absent");
        }
        assumeTrue(there, "the data folder is absent");
    }

    private JsonNode evaluate(String... options) throws IOException {
        assertEquals(0, Main.execute(command(options)));
        return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    }

    private String refused(String... options) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(2, Main.execute(command(options)));
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private String[] command(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "evaluate";
        System.arraycopy(options, 0, all, 1, options.length);
        all[options.length + 1] = "--out";
        all[options.length + 2] = folder.toString();
        return all;
    }

    private Path copy() throws IOException {
        Path instance = Files.createDirectories(folder.resolve("library/lunch"));
        try (var files = Files.list(MEALS.resolve("lunch"))) {
            for (Path file : files.toList()) {
                Files.copy(file, instance.resolve(file.getFileName()));
            }
        }
        return instance;
    }
}
