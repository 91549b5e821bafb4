package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.road.ReachSearch;
import dev.antar.core.travel.road.RoadFile;
import dev.antar.core.travel.road.RoadGraph;
import dev.antar.core.travel.road.RoadRoute;
import dev.antar.core.travel.road.RouteSearch;
import dev.antar.simulator.behaviour.GraphRoute;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// Whole cities. Those that are not part of the repository are skipped where they are not.
class CityRoadsTest {

    private static final Path DATA =
            Path.of(System.getProperty("antar.data", "../../shared/data")).toAbsolutePath();

    @TempDir private Path folder;

    @Test
    void theDemosStreetsAreOneCityWithFewStrays() throws IOException {
        Path file = folder.resolve("gothenburg.csv.gz");
        try (InputStream packed =
                Objects.requireNonNull(
                        getClass().getResourceAsStream("demo/gothenburg-roads.csv.gz"))) {
            Files.copy(packed, file);
        }

        RoadGraph graph = RoadFile.read(file, ZoneOffset.UTC, folder);

        assertTrue(graph.kilometers() > 1_000, () -> graph.kilometers() + " km");
        assertTrue(graph.strayNodes() < graph.nodes() / 20, () -> graph.strayNodes() + " strays");
        assertPricesAreNearRoutes(graph, 0);
        assertDriversStayOnStreets(graph);
    }

    @Test
    void manhattanAtNoonIsSlowerThanAtFour() {
        Path roads = present(DATA.resolve("manhattan-roads"));
        RoadGraph graph = RoadFile.read(roads, ZoneOffset.UTC, folder);
        RouteSearch search = new RouteSearch(graph);
        LatLng battery = new LatLng(40.7033, -74.0170);
        LatLng harlem = new LatLng(40.8116, -73.9465);

        RoadRoute night = search.route(battery, harlem, 4 * 3_600_000L);
        RoadRoute noon = search.route(battery, harlem, 12 * 3_600_000L);

        assertEquals(4_091, graph.nodes());
        assertEquals(9_452, graph.edges());
        assertTrue(night != null && noon != null && noon.totalMillis() > night.totalMillis());
        assertPricesAreNearRoutes(graph, 17 * 3_600_000L);
    }

    @Test
    void anExtractIsImportedOnceAndAgainWhenWhatWasKeptIsDamaged() throws IOException {
        Path extract = present(DATA.resolve("osm").resolve("osrm_monaco.osm.pbf"));
        RoadGraph first = RoadFile.read(extract, ZoneOffset.UTC, folder);
        Path kept;
        try (var files = Files.list(folder)) {
            kept = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(kept);
        Files.write(kept, Arrays.copyOf(whole, whole.length / 2));

        RoadGraph second = RoadFile.read(extract, ZoneOffset.UTC, folder);

        assertEquals(first.nodes(), second.nodes());
        assertEquals(first.kilometers(), second.kilometers());
        assertEquals(whole.length, Files.size(kept));
    }

    @Test
    void halfAnExtractIsRefused() throws IOException {
        Path extract = present(DATA.resolve("osm").resolve("osrm_monaco.osm.pbf"));
        byte[] whole = Files.readAllBytes(extract);
        Path half = folder.resolve("half.osm.pbf");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));

        int exit =
                Main.execute(
                        "evaluate",
                        "--trips",
                        "none.csv",
                        "--drivers",
                        "none.csv",
                        "--roads",
                        half.toString(),
                        "--out",
                        folder.toString());

        assertEquals(2, exit);
    }

    private static Path present(Path data) {
        if (!Files.exists(data)) {
            System.out.println("CityRoadsTest: a test is skipped: " + data + " is absent");
        }
        assumeTrue(Files.exists(data), data + " is absent");
        return data;
    }

    private static void assertPricesAreNearRoutes(RoadGraph graph, long at) {
        SplittableRandom random = new SplittableRandom(1);
        ReachSearch reaches = new ReachSearch(graph);
        RouteSearch routes = new RouteSearch(graph);
        List<Double> errors = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
            LatLng pickup = graph.node(random.nextInt(graph.nodes()));
            Reach reach =
                    reaches.of(pickup, graph.node(random.nextInt(graph.nodes())), 900_000, at);
            for (int d = 0; d < 20 && reach.trouble() == null; d++) {
                LatLng driver = graph.node(random.nextInt(graph.nodes()));
                RoadRoute route = routes.route(driver, pickup, at);
                int priced = reach.millis(driver.lat(), driver.lng());
                if (route != null && route.totalMillis() > 20_000 && priced >= 0) {
                    double exact = route.totalMillis();
                    errors.add(Math.abs(priced - exact) / exact);
                }
            }
        }
        double[] sorted = errors.stream().mapToDouble(e -> e).sorted().toArray();
        assertTrue(sorted.length > 100, () -> sorted.length + " pairs");
        assertTrue(sorted[sorted.length / 2] < 0.15, () -> sorted[sorted.length / 2] + "");
    }

    private static void assertDriversStayOnStreets(RoadGraph graph) {
        LatLng from = new LatLng(57.7045, 11.968);
        LatLng to = new LatLng(57.7150, 11.990);
        RoadRoute way = Objects.requireNonNull(new RouteSearch(graph).route(from, to, 0));
        GraphRoute route = new GraphRoute(way, 0);
        int last = way.millis().length - 2;
        for (long at = way.millis()[1]; at < way.millis()[last]; at += 500) {
            LatLng place = route.at(at);
            assertTrue(graph.snap(place, 3) != null, () -> place + " is off the streets");
        }
        assertNull(graph.snap(new LatLng(57.6, 11.6), 500), "the sea");
    }
}
