package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.recording.RecordingLimits;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What humans decide: drivers' objections and their answers, pauses, and changes of policy that
/// rest on a comparison.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReviewIT extends PolicyChanges {

    ReviewIT() {
        super(RunningServer.forAllTests(ReviewIT::recorded));
    }

    private static ServerConfig recorded(ServerConfig usual) {
        return usual.with(
                new RecordingConfig(
                        usual.data().resolveSibling("recordings"),
                        new RecordingLimits(1 << 24, 1),
                        true));
    }

    @Test
    void objectionToAJobBecomesACaseWithItsRecordAndIsAnsweredInWriting() {
        try (TestSocket driver = server.onDuty("ani", 10, 10)) {
            server.job("ani-job", 10, 10);
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'decline','id':'1','offer':'" + offer + "'}");
            driver.ack("1");
            awaitRecord("/v1/jobs/ani-job/explanation?driver=ani");
            String body = "{'subject':'JOB','job':'ani-job','words':'It was mine.'}";

            HttpResponse<String> opened =
                    server.post("/v1/drivers/ani/objections?lang=id", body, "ani-1");
            HttpResponse<String> again =
                    server.post("/v1/drivers/ani/objections?lang=id", body, "ani-1");
            JsonObject made = new JsonObject(opened.body());
            String id = made.getString("id");
            JsonObject whole = json("/v1/cases/" + id);
            JsonObject own = json("/v1/drivers/ani/objections/" + id);

            assertEquals(201, opened.statusCode(), opened.body());
            assertEquals(opened.body(), again.body());
            assertEquals(
                    "/v1/drivers/ani/objections/" + id,
                    opened.headers().firstValue("location").orElse(""));
            assertEquals(
                    Duration.ofDays(14),
                    Duration.between(moment(made, "openedAt"), moment(made, "dueAt")));
            JsonObject evidence = whole.getJsonObject("evidence");
            assertFalse(
                    evidence.getJsonObject("record").getJsonArray("decisions").isEmpty(),
                    whole.encode());
            assertEquals("id", evidence.getJsonObject("explanation").getString("lang"));
            JsonObject replay = evidence.getJsonObject("replay");
            assertTrue(
                    replay.getString("command")
                            .matches(
                                    "antar replay .*recordings/default"
                                            + " --job ani-job --until 20.*Z"),
                    replay.encode());
            assertEquals(
                    "/v1/jobs/ani-job/explanation?driver=ani", replay.getString("explanation"));
            assertEquals(
                    List.of("explanation"),
                    List.copyOf(own.getJsonObject("evidence").fieldNames()));
            assertEquals("It was mine.", own.getString("words"));

            answerAndTell(driver, id);
        }
    }

    private void answerAndTell(TestSocket driver, String id) {
        String body = "{'by':'ops-7','outcome':'COMPENSATED','text':'You are right: 2.50 EUR.'}";
        HttpResponse<String> answered = server.post("/v1/cases/" + id + ":answer", body, "ops-1");
        JsonObject told = driver.await("case");
        HttpResponse<String> again = server.post("/v1/cases/" + id + ":answer", body, "ops-1");
        HttpResponse<String> second = server.post("/v1/cases/" + id + ":answer", body, "ops-2");
        HttpResponse<String> mended =
                server.post(
                        "/v1/cases/" + id + ":answer",
                        "{'by':'ops-8','outcome':'CHANGED','text':'And"
                                + " mended.','correcting':true}");
        awaitHistory(id, 5);
        JsonObject own = json(told.getString("path"));

        assertEquals(200, answered.statusCode(), answered.body());
        assertEquals(answered.body(), again.body());
        assertEquals(409, second.statusCode(), second.body());
        assertEquals("CASE_ANSWERED", new JsonObject(second.body()).getString("reason"));
        assertEquals(200, mended.statusCode(), mended.body());
        assertEquals(id, told.getString("case"));
        assertEquals("ANSWERED", own.getString("state"));
        assertEquals("CHANGED", own.getJsonObject("answer").getString("outcome"));
        assertEquals("And mended.", own.getJsonObject("answer").getString("text"));
        assertFalse(own.getBoolean("late"));
        assertEquals(
                List.of("OPENED", "ANSWERED", "SENT", "ANSWERED", "SENT"),
                own.getJsonArray("history").stream()
                        .map(each -> ((JsonObject) each).getString("kind"))
                        .toList());
    }

    @Test
    void whoeverObjectsOrAnswersTwiceAtOnceGetsOneAnswerAndNoConflict() throws Exception {
        server.onDuty("eko", 16, 10).close();
        String objections = "/v1/drivers/eko/objections";
        String objection = "{'subject':'OTHER','words':'Why so few?'}";

        Set<String> opened = atOnce(objections, objection, 201);
        String id = new JsonObject(opened.iterator().next()).getString("id");
        String path = "/v1/cases/" + id + ":answer";
        Set<String> answered = atOnce(path, "{'by':'ops','outcome':'UPHELD','text':'Rain.'}", 200);

        assertEquals(1, opened.size());
        assertEquals(1, answered.size());
        assertEquals(1, json(objections).getJsonArray("cases").size());
        assertEquals(
                422,
                server.post(objections, "{'subject':'OTHER','words':'x'}", "at-once" + objections)
                        .statusCode());
        assertEquals(
                422,
                server.post(path, "{'by':'ops','outcome':'CHANGED','text':'x'}", "at-once" + path)
                        .statusCode());
    }

    /// The bodies of what eight who ask the same at once are answered.
    private Set<String> atOnce(String path, String body, int status) throws Exception {
        List<Callable<HttpResponse<String>>> all =
                Collections.nCopies(8, () -> server.post(path, body, "at-once" + path));
        Set<String> bodies = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> each : threads.invokeAll(all)) {
                assertEquals(status, each.get().statusCode(), each.get().body());
                bodies.add(each.get().body());
            }
        }
        return bodies;
    }

    @Test
    void driverWhoWasAwayIsToldOfTheAnswerWhenHeComes() {
        server.onDuty("budi", 12, 10).close();
        String id = open("budi", "{'subject':'OTHER','words':'Why so few?'}");
        server.post(
                "/v1/cases/" + id + ":answer", "{'by':'ops','outcome':'UPHELD','text':'Rain.'}");

        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "budi")) {
            assertEquals(id, driver.await("case").getString("case"));
        }
    }

    @Test
    void pauseIsObjectedToWithWhoPausedAndWhy() {
        try (TestSocket driver = server.onDuty("cici", 14, 10)) {
            assertFalse(json("/v1/drivers/cici/pause").getBoolean("paused"));
            server.post("/v1/drivers/cici:pause", "{'by':'ops-7','reason':'a complaint'}");
            assertEquals("a complaint", json("/v1/drivers/cici/pause").getString("reason"));
            JsonObject objection = driver.await("paused").getJsonObject("objection");

            String id =
                    id(
                            server.post(
                                    objection.getString("path"),
                                    "{'subject':'"
                                            + objection.getString("subject")
                                            + "','words':'He lies.'}"));

            JsonObject evidence =
                    json("/v1/drivers/cici/objections/" + id).getJsonObject("evidence");
            JsonObject pause = evidence.getJsonArray("pauses").getJsonObject(0);
            assertEquals("ops-7", pause.getString("by"));
            assertEquals("a complaint", pause.getString("reason"));
            try (TestSocket again = new TestSocket(server.http, server.port(), "/v1/driver")) {
                again.send("{'t':'hello','proto':1,'driver':'cici'}");
                JsonObject state = again.await("welcome").getJsonObject("state");
                assertEquals("ops-7", state.getJsonObject("paused").getString("by"));
            }
        }
    }

    @Test
    void statementIsObjectedToAsItStoodThen() {
        server.onDuty("dodi", 16, 10).close();
        String today = Instant.now().toString().substring(0, 10);
        String id =
                open(
                        "dodi",
                        "{'subject':'STATEMENT','date':'" + today + "','words':'Too little.'}");

        JsonObject statement =
                json("/v1/cases/" + id).getJsonObject("evidence").getJsonObject("statement");

        assertEquals("dodi", statement.getString("driver"));
        assertNotNull(statement.getJsonObject("pay"));
    }

    @Test
    void caseBeyondItsDeadlineIsShownFirstAndCounted() throws SQLException {
        server.onDuty("edi", 18, 10).close();
        sql(
                "insert into review_case (id, driver, region, subject, words, evidence, opened_at,"
                        + " due_at) values ('c-late', 'edi', 'default', 'OTHER', 'Nobody answers.',"
                        + " '{}', now() - interval '15 days', now() - interval '1 day')");
        sql("insert into review_open values ('c-late', 'edi', now() - interval '1 day')");
        open("edi", "{'subject':'OTHER','words':'Still nobody.'}");

        JsonArray overdue = json("/v1/cases?state=overdue").getJsonArray("cases");
        JsonObject first = json("/v1/cases").getJsonArray("cases").getJsonObject(0);
        JsonObject page = json("/v1/cases?limit=1");
        JsonObject next = json("/v1/cases?limit=1&after=" + page.getString("after"));

        assertEquals(1, overdue.size());
        assertEquals("c-late", first.getString("id"));
        assertTrue(first.getBoolean("overdue"));
        assertFalse(next.getJsonArray("cases").getJsonObject(0).getString("id").equals("c-late"));
        awaitMetric("antar_cases_waiting{overdue=\"true\"} 1.0");
    }

    @Test
    void whatWasWrittenIsNeverRewritten() throws SQLException {
        server.onDuty("fifi", 20, 10).close();
        String id = open("fifi", "{'subject':'OTHER','words':'No.'}");

        SQLException update =
                assertThrows(
                        SQLException.class, () -> sql("update review_case set words = 'Yes.'"));
        SQLException delete =
                assertThrows(
                        SQLException.class,
                        () -> sql("delete from review_case where id = '" + id + "'"));

        assertTrue(String.valueOf(update.getMessage()).contains("append-only"));
        assertTrue(String.valueOf(delete.getMessage()).contains("append-only"));
        assertEquals("No.", json("/v1/cases/" + id).getString("words"));
    }

    @Test
    void unknownJobAndForeignCaseTellNothing() {
        server.onDuty("hadi", 24, 10).close();
        server.onDuty("ira", 26, 10).close();
        String id = open("hadi", "{'subject':'JOB','job':'no-such','words':'Mine.'}");

        JsonObject own = json("/v1/drivers/hadi/objections/" + id);

        assertNull(own.getJsonObject("evidence").getValue("explanation"));
        assertEquals(404, server.get("/v1/drivers/ira/objections/" + id).statusCode());
        assertEquals(404, server.get("/v1/drivers/ira/objections/c-none").statusCode());
        assertEquals(
                404,
                server.post("/v1/drivers/nobody/objections", "{'subject':'OTHER','words':'x'}")
                        .statusCode());
        assertEquals(
                422, server.post("/v1/drivers/ira/objections", "{'subject':'OTHER'}").statusCode());
        assertEquals(0, json("/v1/drivers/ira/objections").getJsonArray("cases").size());
        assertEquals(
                422,
                server.post(
                                "/v1/cases/" + id + ":answer",
                                "{'by':'hadi','outcome':'UPHELD','text':'x'}")
                        .statusCode());
        assertEquals(
                404,
                server.post("/v1/cases/c-none:answer", "{'by':'ops','outcome':'UPHELD','text':'x'}")
                        .statusCode());
        assertEquals(
                400,
                server.send(
                                server.request("/v1/drivers/hadi/objections")
                                        .header("content-type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode());
    }

    @Test
    void pauseNeedsAHumanAReasonAndADriver() {
        server.onDuty("joko", 28, 10).close();

        assertEquals(422, server.post("/v1/drivers/joko:pause", "{'by':'ops'}").statusCode());
        assertEquals(422, server.post("/v1/drivers/joko:pause", "{'reason':'x'}").statusCode());
        assertEquals(
                422,
                server.post("/v1/drivers/joko:pause", "{'by':'joko','reason':'x'}").statusCode());
        assertEquals(
                404, server.post("/v1/drivers/no:pause", "{'by':'o','reason':'x'}").statusCode());
        assertEquals(405, server.get("/v1/drivers/joko:pause").statusCode());
        assertEquals(404, server.get("/v1/drivers/no/pause").statusCode());
        assertEquals(
                200,
                server.post("/v1/drivers/joko:resume", "{'by':'ops','reason':'x'}").statusCode());
    }

    private String open(String driver, String body) {
        return id(server.post("/v1/drivers/" + driver + "/objections", body));
    }

    private static String id(HttpResponse<String> opened) {
        assertEquals(201, opened.statusCode(), opened.body());
        return new JsonObject(opened.body()).getString("id");
    }

    private JsonObject json(String path) {
        HttpResponse<String> answer = server.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private static Instant moment(JsonObject json, String field) {
        return Instant.parse(json.getString(field));
    }

    private void awaitRecord(String path) {
        await(
                () -> {
                    JsonObject told = new JsonObject(server.get(path).body());
                    return !told.getJsonArray("decisions", new JsonArray()).isEmpty();
                },
                path);
    }

    private void awaitHistory(String id, int entries) {
        await(
                () -> json("/v1/cases/" + id).getJsonArray("history").size() >= entries,
                "history of " + id);
    }

    private void awaitMetric(String line) {
        await(() -> server.get("/metrics").body().contains(line), line);
    }

    private static void await(java.util.function.BooleanSupplier condition, String what) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("did not come about: " + what);
            }
            Pause.beforeLookingAgain();
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(Objects.requireNonNull(server.databaseUrl()));
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
