package dev.antar.core.travel.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

final class RoadFileTest {

    private static final String HEADER =
            "link_id,from_lat,from_lng,to_lat,to_lng,length_m,travel_time_s\n";
    private static final ZoneId UTC = ZoneId.of("UTC");

    @TempDir private Path folder;

    @Test
    void linksMeetWhereTheirCoordinatesAreEqual() throws IOException {
        RoadGraph graph =
                read(
                        "a.csv",
                        HEADER
                                + "1,40.70,-74.00,40.71,-74.00,1112,100\n"
                                + "2,40.71,-74.00,40.70,-74.00,1112,120\n"
                                + "3,40.71,-74.00,40.72,-74.00,1112,90.5\n");

        assertEquals(3, graph.nodes());
        assertEquals(3, graph.edges());
        assertEquals(1, graph.twin(0));
        assertEquals(RoadGraph.NONE, graph.twin(2));
        assertEquals(90_500, graph.millis(2, 0));
    }

    @Test
    void aLinkMayGoBothWaysAndHaveAShape() throws IOException {
        RoadGraph graph =
                read(
                        "shape.csv",
                        """
                        from_lat,from_lng,to_lat,to_lng,length_m,travel_time_s,both_ways,shape
                        57.7,11.9,57.7,11.92,1200,60,1,57.701 11.905 57.702 11.91
                        """);

        assertEquals(2, graph.edges());
        assertEquals(4, graph.points(0));
        assertEquals(57.702, graph.pointLat(1, 1));
        assertEquals(1, graph.twin(0));
    }

    @Test
    void timesByHourAreThoseOfTheHour() throws IOException {
        write("points.csv", "1,40.70,-74.00\n2,40.71,-74.00\n");
        write("edges.csv", "7,1,2\n8,2,1\n");
        StringBuilder week = new StringBuilder();
        for (int edge : List.of(8, 7)) {
            week.append(edge);
            for (int hour = 0; hour < 24; hour++) {
                week.append(',').append(100 * edge + hour);
            }
            week.append('\n');
        }
        write("week.csv", week.toString());

        RoadGraph graph = RoadFile.read(folder, ZoneId.of("America/New_York"), folder);

        long evening = Instant.parse("2013-11-18T21:30:00Z").toEpochMilli();
        assertEquals(716_000, graph.millis(0, evening));
        assertEquals(816_000, graph.millis(1, evening));
    }

    @Test
    void aBadFileSaysWhatIsWrongWhereAndWhatToDo() throws IOException {
        String good = HEADER + "1,40.70,-74.00,40.71,-74.00,1112,100\n";
        assertRefused("gone.csv", null, "there is no such file");
        assertRefused("roads.txt", "x", "must be an OpenStreetMap extract");
        assertRefused("empty.csv", "", "has no rows");
        assertRefused("header.csv", HEADER, "has no rows");
        assertRefused(
                "columns.csv", "from_lat,from_lng\n1,2\n", "lacks the columns to_lat, to_lng");
        assertRefused("half.csv", good + "2,40.71,-74", "line 3: has 3 fields, must have 7");
        assertRefused(
                "lat.csv",
                good + "2,94,-74.0,40.7,-74.1,3,5\n",
                "line 3, from_lat: '94' must be a number from -90.0 to 90.0");
        assertRefused("nan.csv", good + "2,NaN,-74.0,40.7,-74.1,3,5\n", "'NaN' must be a number");
        assertRefused("time.csv", good + "2,4,-7,4,-7.1,3,-5\n", "travel_time_s: '-5' must be");
        assertRefused("fake.osm.pbf", "<html>Not found</html>", "is not an OpenStreetMap extract");
    }

    @Test
    void aGzipThatBreaksOffIsNamed() throws IOException {
        Path whole = folder.resolve("whole.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            StringBuilder text = new StringBuilder(HEADER);
            for (int i = 0; i < 5_000; i++) {
                text.append(i).append(",40.").append(i).append(",-74,40.7,-74.1,3,5\n");
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path half = folder.resolve("half.csv.gz");
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));

        BadRoadFile refused =
                assertThrows(BadRoadFile.class, () -> RoadFile.read(half, UTC, folder));

        assertTrue(String.valueOf(refused.getMessage()).contains("half.csv.gz: breaks off"));
    }

    @Test
    void anExtractThatBreaksOffIsRefusedOnceAndForAll() throws IOException {
        byte[] header = {0, 0, 0, 13, 10, 9};
        Path file = folder.resolve("city.osm.pbf");
        byte[] name = "OSMHeader".getBytes(StandardCharsets.ISO_8859_1);
        byte[] start = Arrays.copyOf(header, header.length + name.length);
        System.arraycopy(name, 0, start, header.length, name.length);
        Files.write(file, start);

        BadRoadFile refused =
                assertThrows(BadRoadFile.class, () -> RoadFile.read(file, UTC, folder));

        assertTrue(
                String.valueOf(refused.getMessage()).contains("city.osm.pbf: breaks off or is"),
                refused::getMessage);
    }

    @Test
    void whatIsKeptIsReadAgainAndWhatIsDamagedIsNot() throws IOException {
        RoadCache cache = new RoadCache(folder.resolve("cache"));
        Path file = folder.resolve("cache").resolve("x.roads");
        RoadGraphBuilder builder = new RoadGraphBuilder(1);
        int a = builder.node(LittleRoads.at(0, 0));
        int b = builder.node(LittleRoads.at(100, 0));
        builder.edge(a, b, 100, new int[] {9_000}, List.of(LittleRoads.at(50, 5)));
        cache.write(file, builder.arrays());
        byte[] whole = Files.readAllBytes(file);

        RoadArrays read = cache.read(file);

        assertTrue(read != null && read.millis()[0][0] == 9_000 && read.shapeLat().length == 1);
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(null, cache.read(file), "cut after " + length + " bytes");
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            assertEquals(null, cache.read(file), "damaged at " + i);
        }
    }

    private RoadGraph read(String name, String text) throws IOException {
        write(name, text);
        return RoadFile.read(folder.resolve(name), UTC, folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void assertRefused(
            String name, @org.jspecify.annotations.Nullable String text, String complaint)
            throws IOException {
        if (text != null) {
            write(name, text);
        }
        Path file = folder.resolve(name);

        BadRoadFile refused =
                assertThrows(BadRoadFile.class, () -> RoadFile.read(file, UTC, folder));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(name) && message.contains(complaint), message);
    }
}
