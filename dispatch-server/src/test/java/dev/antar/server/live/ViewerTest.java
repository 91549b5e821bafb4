package dev.antar.server.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;

import io.vertx.core.json.JsonObject;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// Snapshots and deltas of a view, folded, are the region restricted to the view.
final class ViewerTest {

    private static final Detail.Limits SMALL = new Detail.Limits(4, 12, 6, 15, 8);

    /// Tiles are 1.4 km to a side: so far beyond the view may lie what an operator is shown.
    private static final double BEYOND_DEGREES = 0.12;

    private static final LatLng[] CITIES = {
        SmallRegion.CENTER, new LatLng(-17.8, 179.99), new LatLng(89.95, 0)
    };

    private static final class Operator {
        final OperatorMap map = new OperatorMap();
        final Viewer viewer;
        View view = View.WHOLE;

        Operator(Viewer viewer) {
            this.viewer = viewer;
        }
    }

    @Property(tries = 60)
    void foldedFramesAreTheRegionRestrictedToTheView(@ForAll long seed) {
        Random random = new Random(seed);
        SmallRegion region = new SmallRegion();
        LatLng city = CITIES[random.nextInt(CITIES.length)];
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            operators.add(new Operator(region.viewer(SMALL)));
        }

        for (int beat = 0; beat < 40; beat++) {
            for (int step = random.nextInt(25); step > 0; step--) {
                happen(region, city, random);
            }
            for (Operator operator : operators) {
                if (random.nextInt(4) == 0) {
                    operator.view = view(city, random);
                    operator.viewer.lookAt(operator.view);
                }
            }
            Picture.Beat now = region.picture.beat(region.dispatcher);
            for (Operator operator : operators) {
                // Whoever does not read misses beats.
                if (random.nextInt(6) > 0) {
                    operator.map.take(operator.viewer.frame(now).toString());
                    check(region, operator);
                }
            }
            region.picture.endBeat();
        }
    }

    @Test
    void operatorsOfOneTileShareItsBytes() {
        SmallRegion region = new SmallRegion();
        region.online("ani", SmallRegion.CENTER);
        Picture.Beat beat = region.picture.beat(region.dispatcher);
        Cover one = new Cover(region.picture.drivers());
        Cover other = new Cover(region.picture.drivers());

        assertSame(one.all(beat.pieces()).getFirst(), other.all(beat.pieces()).getFirst());
    }

    @Test
    void driverWhoCrossesTilesWithinTheViewStays() {
        SmallRegion region = new SmallRegion();
        Operator operator = new Operator(region.viewer(SMALL));
        region.online("ani", SmallRegion.CENTER);
        beat(region, operator);

        for (int i = 1; i <= 20; i++) {
            region.pass(30_000);
            region.fix("ani", new LatLng(57.7 + i * 0.004, 11.97));
            beat(region, operator);
            JsonObject shown = Objects.requireNonNull(operator.map.drivers.get("ani"));
            assertEquals(57.7 + i * 0.004, shown.getDouble("lat"));
            assertEquals(0, operator.map.removals);
        }
        assertEquals(1, operator.map.snapshots);
    }

    @Test
    void farOutAStandingDriverCostsNothing() {
        SmallRegion region = new SmallRegion();
        for (int i = 0; i < 40; i++) {
            region.online("d" + i, new LatLng(57.7 + i * 0.001, 11.97));
        }
        Operator operator = new Operator(region.viewer(SMALL));
        operator.viewer.lookAt(new View(Bounds.between(10, 56, 13, 59), 8, 0, false));
        beat(region, operator);
        assertEquals("CELLS", operator.map.detail.getString("drivers"));
        assertFalse(operator.map.cells.isEmpty());

        region.pass(1_000);
        for (int i = 0; i < 40; i++) {
            region.fix("d" + i, new LatLng(57.7 + i * 0.001 + 0.000_01, 11.97));
        }
        Picture.Beat now = region.picture.beat(region.dispatcher);
        JsonObject delta = new JsonObject(operator.viewer.frame(now).toString());

        assertEquals("delta", delta.getString("t"));
        assertTrue(delta.getJsonArray("cells").isEmpty(), delta.encode());
        assertTrue(delta.getJsonArray("drivers").isEmpty(), delta.encode());
    }

    @Test
    void panningIsADeltaAndAnotherZoomWithOtherDetailASnapshot() {
        SmallRegion region = new SmallRegion();
        for (int i = 0; i < 10; i++) {
            region.online("d" + i, new LatLng(57.7, 11.9 + i * 0.05));
        }
        Operator operator = new Operator(region.viewer(new Detail.Limits(2, 50, 9, 50, 9)));
        operator.viewer.lookAt(new View(Bounds.between(11.85, 57.6, 12.0, 57.8), 12, 1, false));
        beat(region, operator);
        assertTrue(operator.map.drivers.containsKey("d0"));
        assertFalse(operator.map.drivers.containsKey("d9"));

        operator.viewer.lookAt(new View(Bounds.between(12.25, 57.6, 12.4, 57.8), 12, 2, false));
        beat(region, operator);
        assertFalse(operator.map.drivers.containsKey("d0"));
        assertTrue(operator.map.drivers.containsKey("d9"));
        assertEquals(1, operator.map.snapshots);

        operator.viewer.lookAt(new View(Bounds.between(10, 57, 14, 58), 8, 3, false));
        beat(region, operator);
        assertEquals(2, operator.map.snapshots);
        assertEquals("CELLS", operator.map.detail.getString("drivers"));
        assertEquals(10, total(operator.map.cells));
    }

    private static void beat(SmallRegion region, Operator operator) {
        Picture.Beat now = region.picture.beat(region.dispatcher);
        operator.map.take(operator.viewer.frame(now).toString());
        region.picture.endBeat();
    }

    private static int total(Map<String, JsonObject> cells) {
        int total = 0;
        for (JsonObject cell : cells.values()) {
            for (Map.Entry<String, Object> count : cell.getJsonObject("drivers")) {
                total += (Integer) count.getValue();
            }
        }
        return total;
    }

    private static void happen(SmallRegion region, LatLng city, Random random) {
        String driver = "d" + random.nextInt(30);
        String job = "j" + random.nextInt(40);
        LatLng place = near(city, random);
        switch (random.nextInt(10)) {
            case 0 -> region.online(driver, place);
            case 1 -> region.offline(driver);
            case 2, 3, 4 -> region.fix(driver, place);
            case 5 -> region.submit(job, place);
            case 6 -> region.cancel(job);
            case 7 -> region.pass(random.nextInt(20_000));
            case 8 -> answer(region, random);
            default -> finish(region);
        }
    }

    private static void answer(SmallRegion region, Random random) {
        for (Driver driver : region.drivers()) {
            var offer = region.dispatcher.liveOfferTo(driver);
            if (offer != null) {
                region.handle(
                        random.nextBoolean()
                                ? new Command.AcceptOffer(region.now, driver.id(), offer.id())
                                : new Command.DeclineOffer(region.now, driver.id(), offer.id()));
                return;
            }
        }
    }

    private static void finish(SmallRegion region) {
        for (OpenJob job : List.copyOf(region.dispatcher.openJobs())) {
            if (job.state().held()) {
                DriverId driver = region.dispatcher.roster().at(job.driverSlot()).id();
                region.handle(new Command.PickUpJob(region.now, driver, job.id()));
                region.handle(new Command.CompleteJob(region.now, driver, job.id()));
                return;
            }
        }
    }

    private static LatLng near(LatLng city, Random random) {
        double lat = city.lat() + (random.nextDouble() - 0.5) * 0.08;
        double lng = city.lng() + (random.nextDouble() - 0.5) * (city.lat() > 80 ? 300 : 0.16);
        return new LatLng(Math.min(90, lat), lng > 180 ? lng - 360 : lng);
    }

    private static View view(LatLng city, Random random) {
        if (random.nextInt(8) == 0) {
            return View.WHOLE;
        }
        LatLng middle = near(city, random);
        double reach = random.nextBoolean() ? 0.03 : 0.2;
        double east = middle.lng() + reach;
        double west = middle.lng() - reach;
        return new View(
                Bounds.between(
                        west < -180 ? west + 360 : west,
                        Math.max(-90, middle.lat() - reach),
                        east > 180 ? east - 360 : east,
                        Math.min(90, middle.lat() + reach)),
                4 + random.nextInt(12),
                1 + random.nextInt(9),
                false);
    }

    private static void check(SmallRegion region, Operator operator) {
        OperatorMap map = operator.map;
        Bounds bounds = operator.view.bounds();
        if (map.detail.getString("drivers").equals("EACH")) {
            checkDrivers(region, map, bounds);
        } else {
            assertTrue(map.drivers.isEmpty());
        }
        checkJobs(region, map, bounds);
        Integer resolution = map.detail.getInteger("resolution");
        if (resolution == null) {
            assertTrue(map.cells.isEmpty());
        } else {
            checkCells(region, map, bounds, resolution);
        }
        for (DriverState state : DriverState.values()) {
            assertEquals(
                    region.dispatcher.driversIn(state),
                    map.counts.getJsonObject("drivers").getInteger(state.name()));
        }
    }

    private static void checkDrivers(SmallRegion region, OperatorMap map, Bounds bounds) {
        Map<String, Driver> there = new TreeMap<>();
        for (Driver driver : region.drivers()) {
            there.put(driver.id().value(), driver);
            LatLng place = Objects.requireNonNull(driver.position());
            if (inside(bounds, place, 0)) {
                assertTrue(map.drivers.containsKey(driver.id().value()), "not shown: " + place);
            }
        }
        map.drivers.forEach(
                (id, shown) -> {
                    Driver driver = Objects.requireNonNull(there.get(id), id);
                    LatLng place = Objects.requireNonNull(driver.position());
                    assertEquals(place.lat(), shown.getDouble("lat"), id);
                    assertEquals(place.lng(), shown.getDouble("lng"), id);
                    assertEquals(driver.state().name(), shown.getString("state"), id);
                    assertEquals(driver.liveness().name(), shown.getString("liveness"), id);
                    assertTrue(inside(bounds, place, BEYOND_DEGREES), "far outside: " + place);
                });
    }

    private static void checkJobs(SmallRegion region, OperatorMap map, Bounds bounds) {
        String which = map.detail.getString("jobs");
        Map<String, OpenJob> open = new TreeMap<>();
        for (OpenJob job : region.dispatcher.openJobs()) {
            open.put(job.id().value(), job);
            boolean wanted =
                    which.equals("REGION")
                            || (which.equals("VIEW") && inside(bounds, job.job().pickup(), 0));
            if (wanted) {
                assertTrue(map.jobs.containsKey(job.id().value()), "not shown: " + job.id());
            }
        }
        assertTrue(!which.equals("CELLS") || map.jobs.isEmpty());
        map.jobs.forEach(
                (id, shown) -> {
                    OpenJob job = Objects.requireNonNull(open.get(id), id);
                    assertEquals(job.state().name(), shown.getString("state"), id);
                    boolean offered = job.state() == JobState.OFFERED;
                    assertEquals(
                            offered,
                            map.offers.containsKey(Long.toString(job.offerId())),
                            () -> "the offer of " + id);
                });
        map.offers.values().forEach(o -> assertTrue(map.jobs.containsKey(o.getString("job"))));
    }

    private static void checkCells(
            SmallRegion region, OperatorMap map, Bounds bounds, int resolution) {
        CellGrid grid = new CellGrid(CellCounts.FINEST);
        Map<String, JsonObject> counted = new TreeMap<>();
        for (Driver driver : region.drivers()) {
            LatLng place = Objects.requireNonNull(driver.position());
            String cell = cell(grid, place, resolution);
            count(counted, cell, "drivers", driver.state().name());
            assertTrue(!inside(bounds, place, 0) || map.cells.containsKey(cell), cell);
        }
        for (OpenJob job : region.dispatcher.openJobs()) {
            String cell = cell(grid, job.job().pickup(), resolution);
            count(counted, cell, "jobs", job.state().name());
        }
        map.cells.forEach((cell, shown) -> assertEquals(counted.get(cell), shown));
    }

    private static String cell(CellGrid grid, LatLng place, int resolution) {
        long finest = grid.cellOf(place.lat(), place.lng());
        return Long.toHexString(
                resolution == CellCounts.FINEST ? finest : CellGrid.parentOf(finest, resolution));
    }

    private static void count(
            Map<String, JsonObject> counted, String cell, String what, String state) {
        JsonObject counts =
                counted.computeIfAbsent(
                        cell,
                        _ ->
                                new JsonObject()
                                        .put("cell", cell)
                                        .put("drivers", new JsonObject())
                                        .put("jobs", new JsonObject()));
        JsonObject of = counts.getJsonObject(what);
        of.put(state, of.getInteger(state, 0) + 1);
    }

    /// @param beyond degrees of latitude that also count as inside; near the poles, where meridians
    ///   run together, every longitude does then
    private static boolean inside(Bounds bounds, LatLng place, double beyond) {
        double wider = beyond / Math.max(0.001, Math.cos(Math.toRadians(place.lat())));
        double eastwards = (place.lng() - bounds.west() + wider + 720) % 360;
        return place.lat() >= bounds.south() - beyond
                && place.lat() <= bounds.north() + beyond
                && ((beyond > 0 && Math.abs(place.lat()) > 87)
                        || eastwards <= bounds.widthDegrees() + 2 * wider
                        || bounds.widthDegrees() + 2 * wider >= 360);
    }
}
