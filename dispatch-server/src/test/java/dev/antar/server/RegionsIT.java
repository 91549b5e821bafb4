package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Two regions side by side on one server and one database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionsIT {

    @RegisterExtension
    private final RunningServer server =
            RunningServer.forAllTests(
                    usual ->
                            usual.with(
                                    RegionConfig.parse(
                                            List.of("west=50,10", "east=50,12,60"),
                                            new LatLng(0, 0))));

    private static final double WEST = 10;
    private static final double EAST = 12;

    @Test
    void jobsGoWhereTheirPickupIsAndAreFoundAndCancelledById() {
        assertEquals("west", region(server.job("in-west", 50, WEST)));
        assertEquals("east", region(server.job("in-east", 50, EAST)));

        assertEquals("west", server.await("in-west", "PENDING").getString("region"));
        assertEquals("east", server.await("in-east", "PENDING").getString("region"));
        assertEquals(200, server.post("/v1/jobs/in-east:cancel", "{}").statusCode());
        server.await("in-east", "CANCELLED");
        assertEquals(200, server.post("/v1/jobs/in-east:cancel", "{}").statusCode());
        assertEquals(404, server.post("/v1/jobs/nowhere:cancel", "{}").statusCode());
        assertEquals("PENDING", server.await("in-west", "PENDING").getString("state"));
    }

    @Test
    void placeThatNobodyServesIsRefusedWithTheRegionsNamed() {
        HttpResponse<String> job = server.job("at-sea", 0, 0);
        assertEquals(422, job.statusCode());
        assertTrue(job.body().contains("west, east"), job.body());
        assertTrue(job.body().contains("/pickup"), job.body());

        HttpResponse<String> search =
                server.post("/v1/drivers:search", "{'position':{'lat':0,'lng':0}}");
        assertEquals(422, search.statusCode());
        assertTrue(search.body().contains("west, east"), search.body());
    }

    @Test
    void nameOfAJobIsGivenOnceInAllRegions() {
        String west = body("one-name", WEST);
        HttpResponse<String> first = server.post("/v1/jobs", west, "one-key");
        assertEquals(201, first.statusCode());

        HttpResponse<String> other = server.post("/v1/jobs", body("one-name", EAST));

        assertEquals(409, other.statusCode());
        assertTrue(other.body().contains("DUPLICATE_JOB"), other.body());
        assertEquals(first.body(), server.post("/v1/jobs", west, "one-key").body());
        assertEquals(201, server.job("after-one-name", 50, EAST).statusCode());
    }

    @Test
    void driverWorksInTheRegionHeNamesAndInOneAtATime() {
        try (TestSocket west = hello("budi", "'region':'west'")) {
            west.send("{'t':'online','id':'1'}");
            west.ack("1");
            fix(west, WEST);
            awaitFound("budi", WEST);

            try (TestSocket east = hello("budi", "'position':{'lat':50,'lng':12}")) {
                assertEquals(4409, west.closeCode());
                east.send("{'t':'online','id':'2'}");
                assertEquals("DONE", east.ack("2").getString("result"));
                fix(east, EAST);
                awaitFound("budi", EAST);
                assertFalse(found("budi", WEST));
            }
        }
    }

    @Test
    void adjustmentIsAnsweredAsBeforeAlsoWhenItsDriverHasComeToWorkInAnotherRegionSince() {
        String body = "{'amount':250,'reason':'a bridge','by':'eka'}";
        String path = "/v1/drivers/dewi/adjustments";
        hello("dewi", "'region':'west'").close();
        HttpResponse<String> first = server.post(path, body, "bridge");
        hello("dewi", "'region':'east'").close();

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(first.body(), server.post(path, body, "bridge").body());
        assertEquals(422, server.post(path, body.replace("250", "9"), "bridge").statusCode());
        assertEquals(422, server.post(path, body, "another-bridge").statusCode());
    }

    @Test
    void driverWhoHoldsAJobMustFinishItFirst() {
        try (TestSocket west = hello("citra", "'region':'west'")) {
            west.send("{'t':'online','id':'1'}");
            west.ack("1");
            west.send(fixAt(50.2, WEST));
            awaitFound("citra", 50.2, WEST);
            server.job("held", 50.2, WEST);
            String offer = west.await("offer").getString("offer");
            west.send("{'t':'accept','id':'2','offer':'" + offer + "'}");
            assertEquals("DONE", west.ack("2").getString("result"));

            try (TestSocket east = new TestSocket(server.http, server.port(), "/v1/driver")) {
                east.send("{'t':'hello','proto':1,'driver':'citra','region':'east'}");
                JsonObject problem = east.await("error").getJsonObject("problem");
                assertEquals("DRIVER_ON_JOB", problem.getString("reason"));
                assertTrue(problem.getString("detail").contains("west"), problem.encode());
                assertEquals(4400, east.closeCode());
            }
            west.send("{'t':'pickedUp','id':'3','job':'held'}");
            assertEquals("DONE", west.ack("3").getString("result"));
        }
    }

    @Test
    void helloWithoutARegionIsRefusedWithTheRegionsNamed() {
        try (TestSocket socket = new TestSocket(server.http, server.port(), "/v1/driver")) {
            socket.send("{'t':'hello','proto':1,'driver':'lost'}");
            JsonObject problem = socket.await("error").getJsonObject("problem");
            assertTrue(problem.getString("detail").contains("west, east"), problem.encode());
        }
    }

    @Test
    void mapShowsTheRegionThatItAsksFor() {
        assertEquals(2, json("/v1/regions").getJsonArray("regions").size());
        try (TestSocket first = new TestSocket(server.http, server.port(), "/v1/live");
                TestSocket east =
                        new TestSocket(server.http, server.port(), "/v1/live?region=east")) {
            assertEquals("west", first.await("snapshot").getString("region"));
            JsonObject snapshot = east.await("snapshot");
            assertEquals("east", snapshot.getString("region"));
            assertEquals(12.0, snapshot.getJsonObject("center").getDouble("lng"));
        }
    }

    @Test
    void metersAndReadinessTellTheRegionsApart() {
        server.job("for-meters", 50, EAST);
        String metrics = server.get("/metrics").body();
        assertTrue(metrics.contains("antar_region_ready{region=\"west\"} 1"), metrics);
        assertTrue(metrics.contains("{kind=\"JobSubmitted\",region=\"east\"}"), metrics);
        assertEquals(404, server.get("/readyz?region=north").statusCode());
        assertEquals(1, json("/readyz?region=west").getJsonArray("checks").size());
    }

    @Test
    void regionThatWaitsForALockHoldsUpNoOther() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from region where id = 'west' for update");

            assertEquals(503, server.job("stalled", 50, WEST).statusCode());
            for (int i = 0; i < 20; i++) {
                assertEquals(201, server.job("free-" + i, 50, EAST).statusCode());
            }

            JsonArray checks = awaitUnready();
            assertTrue(checks.getJsonObject(1).getBoolean("ok"), checks.encode());
            assertEquals(503, server.get("/readyz").statusCode());
            assertEquals(200, server.get("/readyz?region=east").statusCode());
            connection.rollback();
        }
        awaitReady();
        assertEquals(201, server.job("west-again", 50, WEST).statusCode());
    }

    /// What waits for the lock is refused a moment before the region is known to stand still.
    private JsonArray awaitUnready() {
        long until = System.nanoTime() + 20_000_000_000L;
        JsonArray checks = json("/readyz").getJsonArray("checks");
        while (checks.getJsonObject(0).getBoolean("ok")) {
            assertTrue(System.nanoTime() < until, checks.encode());
            Pause.beforeLookingAgain();
            checks = json("/readyz").getJsonArray("checks");
        }
        return checks;
    }

    private void awaitReady() {
        long until = System.nanoTime() + 20_000_000_000L;
        while (server.get("/readyz").statusCode() != 200) {
            assertTrue(System.nanoTime() < until, server.get("/readyz").body());
            Pause.beforeLookingAgain();
        }
    }

    private static String body(String id, double lng) {
        return "{'id':'%s','kind':'RIDE','pickup':{'lat':50,'lng':%s},'dropoff':{'lat':50.01,'lng':%s}}"
                .formatted(id, lng, lng);
    }

    private static String region(HttpResponse<String> created) {
        assertEquals(201, created.statusCode(), created.body());
        return new JsonObject(created.body()).getString("region");
    }

    private JsonObject json(String path) {
        return new JsonObject(server.get(path).body());
    }

    private TestSocket hello(String driver, String where) {
        TestSocket socket = new TestSocket(server.http, server.port(), "/v1/driver");
        socket.send("{'t':'hello','proto':1,'driver':'" + driver + "'," + where + "}");
        socket.await("welcome");
        return socket;
    }

    private static void fix(TestSocket socket, double lng) {
        socket.send(fixAt(50, lng));
    }

    private static String fixAt(double lat, double lng) {
        return "{'t':'fix','at':%d,'lat':%s,'lng':%s}"
                .formatted(System.currentTimeMillis(), lat, lng);
    }

    private void awaitFound(String driver, double lng) {
        awaitFound(driver, 50, lng);
    }

    private void awaitFound(String driver, double lat, double lng) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!found(driver, lat, lng)) {
            assertTrue(System.nanoTime() < until, driver + " was not found");
            Pause.beforeLookingAgain();
        }
    }

    private boolean found(String driver, double lng) {
        return found(driver, 50, lng);
    }

    private boolean found(String driver, double lat, double lng) {
        String body = "{'position':{'lat':%s,'lng':%s},'limit':100}".formatted(lat, lng);
        JsonArray drivers =
                new JsonObject(server.post("/v1/drivers:search", body).body())
                        .getJsonArray("drivers");
        return drivers.stream().anyMatch(d -> driver.equals(((JsonObject) d).getString("id")));
    }
}
