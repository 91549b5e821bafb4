package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// Drivers' sockets over a real port and a real database. Each test has a place of its own on
/// Earth, so that nobody gets another's offers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketIT {

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    @Test
    void wholeJobIsDoneOverTheSocket() {
        try (TestSocket driver = onDuty("whole", 10)) {
            server.job("whole-job", 10, 10);
            JsonObject offer = driver.await("offer");
            assertTrue(offer.getJsonObject("pay").getLong("amount") > 0);
            assertTrue(offer.getLong("expiresInMs") > 10_000);
            assertTrue(offer.getInteger("tripMeters") > 500);

            driver.send("{'t':'accept','id':'1','offer':'" + offer.getString("offer") + "'}");
            assertEquals("DONE", driver.ack("1").getString("result"));
            driver.send("{'t':'completed','id':'2','job':'whole-job'}");
            assertEquals("JOB_NOT_PICKED_UP", driver.ack("2").getString("reason"));
            driver.send("{'t':'arrived','id':'3','job':'whole-job'}");
            driver.send("{'t':'pickedUp','id':'4','job':'whole-job'}");
            driver.send("{'t':'completed','id':'5','job':'whole-job'}");
            assertEquals("DONE", driver.ack("5").getString("result"));

            JsonObject done = server.await("whole-job", "COMPLETED");
            assertEquals("whole", done.getString("driver"));
        }
    }

    @Test
    void driverGetsHisNextJobWhileTheFirstIsAboard() {
        try (TestSocket driver = onDuty("chain", 48)) {
            server.job("chain-1", 48, 10);
            String first = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'1','offer':'" + first + "'}");
            driver.send("{'t':'pickedUp','id':'2','job':'chain-1'}");
            assertEquals("DONE", driver.ack("2").getString("result"));

            server.job("chain-2", 48, 10);
            JsonObject offer = driver.await("offer");
            assertTrue(offer.getBoolean("next"));
            driver.send("{'t':'accept','id':'3','offer':'" + offer.getString("offer") + "'}");
            assertEquals(3, driver.await("plan").getJsonArray("stops").size());
            assertEquals("DONE", driver.ack("3").getString("result"));

            driver.send("{'t':'pickedUp','id':'4','job':'chain-2'}");
            assertEquals("OTHER_JOB_ABOARD", driver.ack("4").getString("reason"));
            driver.send("{'t':'completed','id':'5','job':'chain-1'}");
            driver.send("{'t':'pickedUp','id':'6','job':'chain-2'}");
            driver.send("{'t':'completed','id':'7','job':'chain-2'}");
            assertEquals("DONE", driver.ack("7").getString("result"));
            assertEquals("chain", server.await("chain-2", "COMPLETED").getString("driver"));
        }
    }

    @Test
    void commandRepeatedOnANewSocketGetsTheFirstAnswer() {
        String offer;
        try (TestSocket driver = onDuty("again", 12)) {
            server.job("again-job", 12, 10);
            offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'a1','offer':'" + offer + "'}");
            assertEquals("DONE", driver.ack("a1").getString("result"));
        }
        try (TestSocket driver = new TestSocket(server.http, server.port(), "/v1/driver")) {
            driver.send("{'t':'hello','proto':1,'driver':'again'}");
            JsonArray jobs = driver.await("welcome").getJsonObject("state").getJsonArray("jobs");
            assertEquals("again-job", jobs.getJsonObject(0).getString("id"));
            driver.send("{'t':'accept','id':'a1','offer':'" + offer + "'}");

            assertEquals("DONE", driver.ack("a1").getString("result"));
        }
    }

    @Test
    void anotherCommandUnderAnOldIdIsRefusedAlsoOnANewSocket() {
        try (TestSocket driver = onDuty("counts", 50)) {
            server.job("counted-job", 50, 10);
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'7','offer':'" + offer + "'}");
            assertEquals("DONE", driver.ack("7").getString("result"));
            driver.send("{'t':'pickedUp','id':'8','job':'counted-job'}");
            assertEquals("DONE", driver.ack("8").getString("result"));
        }
        // The app was started anew and counts from the beginning.
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "counts")) {
            driver.send("{'t':'completed','id':'7','job':'counted-job'}");

            assertEquals("ID_REUSED", driver.ack("7").getString("reason"));
            assertEquals("PICKED_UP", server.await("counted-job", "PICKED_UP").getString("state"));
            driver.send("{'t':'completed','id':'of-its-own','job':'counted-job'}");
            assertEquals("DONE", driver.ack("of-its-own").getString("result"));
            server.await("counted-job", "COMPLETED");
        }
    }

    @Test
    void wrongAnswersToOffersAreDefinitive() {
        try (TestSocket near = onDuty("near", 14);
                TestSocket far = onDuty("far", 14.04)) {
            server.job("contested", 14, 10);
            String offer = near.await("offer").getString("offer");

            far.send("{'t':'accept','id':'1','offer':'" + offer + "'}");
            assertEquals("OFFER_NOT_YOURS", far.ack("1").getString("reason"));
            far.send("{'t':'accept','id':'2','offer':'999999999'}");
            assertEquals("UNKNOWN_OFFER", far.ack("2").getString("reason"));
            near.send("{'t':'decline','id':'1','offer':'" + offer + "'}");
            assertEquals("DONE", near.ack("1").getString("result"));
            near.send("{'t':'accept','id':'2','offer':'" + offer + "'}");
            assertEquals("OFFER_DECLINED", near.ack("2").getString("reason"));
            String next = far.await("offer").getString("offer");
            server.post("/v1/jobs/contested:cancel", "{}");
            JsonObject ended = far.await("offerEnded");
            assertEquals(next, ended.getString("offer"));
            assertEquals("JOB_CANCELLED", ended.getString("reason"));
            far.send("{'t':'accept','id':'3','offer':'" + next + "'}");
            assertEquals("OFFER_WITHDRAWN", far.ack("3").getString("reason"));
        }
    }

    @Test
    void everyDriverHearsOfAChangeOfPolicyAndWhy() {
        try (TestSocket driver = onDuty("ruled", 18)) {
            server.send(
                    server.request("/v1/policy")
                            .header("content-type", "application/json")
                            .PUT(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"name\":\"minimum-cost\",\"by\":\"ops\","
                                                    + "\"withoutReport\":\"no change\","
                                                    + "\"reason\":\"as before\"}")));

            JsonObject told = driver.await("policy");

            assertEquals("minimum-cost", told.getString("name"));
            assertEquals(64, told.getString("hash").length());
            assertEquals("as before", told.getString("reason"));
        }
    }

    @Test
    void pausedDriverIsToldByWhomAndWhyAndGetsNoOfferUntilHeIsBack() {
        try (TestSocket driver = onDuty("halted", 30)) {
            HttpResponse<String> paused =
                    server.post(
                            "/v1/drivers/halted:pause", "{'by':'ops-7','reason':'a complaint'}");
            JsonObject told = driver.await("paused");
            server.job("halted-job", 30, 10);
            try (TestSocket again = TestSocket.driver(server.http, server.port(), "halted")) {
                again.send("{'t':'ping'}");
                again.await("pong");
            }
            JsonObject waits = server.await("halted-job", "PENDING");
            HttpResponse<String> back =
                    server.post("/v1/drivers/halted:resume", "{'by':'ops-7','reason':'cleared'}");
            server.await("halted-job", "OFFERED");

            assertEquals(200, paused.statusCode());
            assertEquals("ops-7", told.getString("by"));
            assertEquals("a complaint", told.getString("reason"));
            assertEquals(
                    "/v1/drivers/halted/objections",
                    told.getJsonObject("objection").getString("path"));
            assertEquals("PENDING", waits.getString("state"));
            assertEquals(200, back.statusCode());
        }
    }

    @Test
    void cancellationOfAHeldJobReachesItsDriver() {
        try (TestSocket driver = onDuty("holder", 16)) {
            server.job("held-job", 16, 10);
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'1','offer':'" + offer + "'}");
            driver.ack("1");

            server.post("/v1/jobs/held-job:cancel", "{}");

            assertEquals("CANCELLED", driver.await("job").getString("state"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid-field | /lat | {'t':'fix','at':1,'lat':NaN,'lng':1}",
                "invalid-field | /lng | {'t':'fix','at':1,'lat':1,'lng':180.0001}",
                "invalid-field | /lat | {'t':'fix','at':1,'lat':1e400,'lng':1}",
                "invalid-field | /lat | {'t':'fix','at':1,'lat':'1','lng':1}",
                "invalid-field | /at | {'t':'fix','lat':1,'lng':1}",
                "invalid-field | /fixes/1/lat |"
                    + " {'t':'fixes','fixes':[{'at':1,'lat':1,'lng':1},{'at':2,'lat':91,'lng':1}]}",
                "invalid-field | /t | {'t':'fly'}",
                "invalid-field | /t | {}",
                "invalid-field | /offer | {'t':'accept','id':'1','offer':'x'}",
                "invalid-field | /id | {'t':'offline'}",
                "invalid-field | /availability | {'t':'online','id':'1','availability':'MAYBE'}",
                "invalid-field | /home | {'t':'online','id':'1','availability':'GO_HOME'}",
                "malformed | '' | {'t':",
            })
    void badFrameIsAnsweredByAnErrorAndTheSocketLives(String type, String pointer, String frame) {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "bad")) {
            driver.send(frame);

            JsonObject problem = driver.await("error").getJsonObject("problem");
            assertTrue(problem.getString("type").endsWith("/" + type), problem.encode());
            if (!pointer.isEmpty()) {
                assertEquals(
                        pointer,
                        problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
            }
            driver.send("{'t':'ping'}");
            driver.await("pong");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FIX_OLDER_THAN_LAST, -1000, 18",
        "FIX_FROM_FUTURE, 60000, 18",
        "FIX_JUMP, 1000, 18.9",
    })
    void fixThatCannotBeIsRefusedAndTheDriverStaysWhereHeIs(
            String reason, long laterMillis, double lat) {
        String name = "fix-" + reason;
        try (TestSocket driver = onDuty(name, 18)) {
            JsonObject before = server.find(name, 18, 10);
            driver.send(
                    "{'t':'fix','at':"
                            + (System.currentTimeMillis() + laterMillis)
                            + ",'lat':"
                            + lat
                            + ",'lng':10}");

            JsonObject problem = driver.await("error").getJsonObject("problem");

            assertEquals(reason, problem.getString("reason"));
            assertEquals(
                    before.getJsonObject("position"),
                    server.find(name, 18, 10).getJsonObject("position"));
        }
    }

    @Test
    void newerSocketOfADriverWinsAndTheOlderIsTold() {
        TestSocket older = TestSocket.driver(server.http, server.port(), "twice");
        try (older;
                TestSocket newer = TestSocket.driver(server.http, server.port(), "twice")) {
            assertEquals("SUPERSEDED", older.await("bye").getString("reason"));
            assertEquals(4409, older.closeCode());
            newer.send("{'t':'ping'}");
            newer.await("pong");
        }
    }

    @Test
    void socketThatNeverSaysHelloIsClosed() {
        try (TestSocket mute = new TestSocket(server.http, server.port(), "/v1/driver")) {
            assertEquals(4408, mute.closeCode());
        }
    }

    @Test
    void firstFrameMustBeAHello() {
        try (TestSocket hasty = new TestSocket(server.http, server.port(), "/v1/driver")) {
            hasty.send("{'t':'online','id':'1'}");

            assertEquals(4400, hasty.closeCode());
        }
    }

    @Test
    void frameTooBigClosesTheSocket() {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "big")) {
            driver.send("{'t':'" + "x".repeat(20_000) + "'}");

            int code = driver.closeCode();
            assertTrue(code == 1009 || code == 1006, "closed by " + code);
        }
    }

    @Test
    void tooManyFramesAreRefusedAndThenTheSocketIsClosed() {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "flood")) {
            for (int i = 0; i < 200; i++) {
                try {
                    driver.send("{'t':'ping'}");
                } catch (RuntimeException _) {
                    break;
                }
            }

            driver.await(
                    frame ->
                            frame.getString("t").equals("error")
                                    && frame.getJsonObject("problem").getInteger("status") == 429,
                    "refusal");
            assertEquals(4429, driver.closeCode());
        }
    }

    @Test
    void driversDayIsStatedWithALineForEachPayment() {
        try (TestSocket driver = onDuty("paid", 22)) {
            server.job("paid-job", 22, 10);
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'1','offer':'" + offer + "'}");
            driver.ack("1");
            for (String step : List.of("arrived", "pickedUp", "completed")) {
                driver.send("{'t':'" + step + "','id':'" + step + "','job':'paid-job'}");
                assertEquals("DONE", driver.ack(step).getString("result"));
            }
        }
        JsonObject day = new JsonObject(server.get("/v1/drivers/paid/statement").body());

        assertEquals(1, day.getInteger("jobs"));
        assertEquals(1, day.getJsonObject("offers").getInteger("received"));
        assertEquals(1, day.getJsonObject("offers").getInteger("accepted"));
        JsonObject line = day.getJsonArray("lines").getJsonObject(0);
        assertEquals("paid-job", line.getString("job"));
        assertEquals("completed", line.getString("reason"));
        assertTrue(line.getLong("amount") > 0);
        assertEquals(line.getLong("amount"), day.getJsonObject("pay").getLong("amount"));
        JsonObject time = day.getJsonObject("time");
        assertEquals(
                time.getLong("onlineMs"),
                time.getLong("availableMs")
                        + time.getLong("offeredMs")
                        + time.getLong("enRouteMs")
                        + time.getLong("engagedMs"));
        assertEquals(404, server.get("/v1/drivers/nobody/statement").statusCode());
        assertEquals(422, server.get("/v1/drivers/paid/statement?date=soon").statusCode());
        for (String year : List.of("%2B999999999", "-999999999", "%2B300000", "1969")) {
            assertEquals(
                    422,
                    server.get("/v1/drivers/paid/statement?date=" + year + "-06-01").statusCode(),
                    year);
        }
        assertEquals(422, server.get("/v1/drivers/paid/statement?zone=Mars").statusCode());
        JsonObject other =
                new JsonObject(
                        server.get("/v1/drivers/paid/statement?date=2020-02-29&zone=Asia/Jakarta")
                                .body());
        assertEquals("2020-02-28T17:00:00Z", other.getString("from"));
        assertEquals(0, other.getInteger("jobs"));
    }

    private TestSocket onDuty(String name, double lat) {
        TestSocket driver = server.onDuty(name, lat, 10);
        server.find(name, lat, 10);
        return driver;
    }
}
