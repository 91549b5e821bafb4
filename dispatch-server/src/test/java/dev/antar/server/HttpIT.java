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
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The HTTP interface over a real port and a real database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    @Test
    void jobIsCreatedFoundAndCancelled() {
        HttpResponse<String> created = server.job("life", 10, 10);
        assertEquals(201, created.statusCode());
        assertEquals("/v1/jobs/life", created.headers().firstValue("location").orElse(""));

        assertEquals("PENDING", server.await("life", "PENDING").getString("state"));
        assertEquals(200, server.post("/v1/jobs/life:cancel", "{'reason':'late'}").statusCode());
        JsonObject ended = server.await("life", "CANCELLED");

        assertEquals("CUSTOMER: late", ended.getString("endReason"));
        assertEquals(200, server.post("/v1/jobs/life:cancel", "{}").statusCode());
    }

    /// PostgreSQL keeps it in no text: a batch that held it would be tried for ever.
    @Test
    void characterThatTheDatabaseCannotKeepIsRefusedAndHaltsNobody() {
        server.job("nul", 11, 11);
        assertProblem(
                server.post("/v1/jobs/nul:cancel", "{'reason':'a\\u0000b'}"), 422, "invalid-field");
        assertEquals(
                422,
                server.send(
                                server.request("/v1/policy")
                                        .header("content-type", "application/json")
                                        .PUT(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"name\":\"batch-5s\",\"by\":\"o\\u0000\","
                                                            + "\"reason\":\"r\"}")))
                        .statusCode());

        assertEquals(200, server.post("/v1/jobs/nul:cancel", "{'reason':'ab'}").statusCode());
        assertEquals(200, server.get("/readyz").statusCode());
    }

    @Test
    void policyIsChangedRolledBackAndRemembered() {
        JsonObject began = new JsonObject(server.get("/v1/policy").body());
        int before = changes().size();
        JsonObject first = put("{'name':'batch-5s','by':'ops','reason':'rain'}");
        JsonObject second =
                put(
                        "{'text':'name = \\'p\\'\\nversion = 2\\nmatching = \\'nearest-first\\'"
                                + "\\noffer_ms = 20000','by':'ops','reason':'trial'}");
        long of = first.getJsonObject("change").getLong("event");
        JsonObject back = put("{'event':" + of + ",'by':'lead','reason':'worse'}");
        JsonObject history = new JsonObject(server.get("/v1/policy/history").body());

        assertEquals("minimum-cost", began.getJsonObject("policy").getString("name"));
        assertEquals(5_000, value(first, "round_ms"));
        assertEquals(20_000, value(second, "offer_ms"));
        assertEquals(1_000, value(second, "round_ms"));
        assertEquals(first.getJsonObject("policy"), back.getJsonObject("policy"));
        assertEquals("lead", back.getJsonObject("change").getString("by"));
        assertEquals(before + 3, history.getJsonArray("changes").size());
        assertEquals("worse", history.getJsonArray("changes").getJsonObject(0).getString("reason"));
    }

    private JsonArray changes() {
        return new JsonObject(server.get("/v1/policy/history").body()).getJsonArray("changes");
    }

    /// Another's change in between is not undone by whoever repeats his own.
    @Test
    void changeOfPolicyUnderAKeyIsMadeOnce() {
        HttpResponse<String> first =
                keyed("{'withoutReport':'test','name':'batch-5s','by':'a','reason':'x'}");
        put("{'name':'nearest-first','by':'b','reason':'y'}");
        HttpResponse<String> again =
                keyed("{'withoutReport':'test','name':'batch-5s','by':'a','reason':'x'}");

        assertEquals(200, first.statusCode(), first.body());
        assertEquals(first.body(), again.body());
        assertEquals(
                "nearest-first",
                new JsonObject(server.get("/v1/policy").body())
                        .getJsonObject("policy")
                        .getString("name"));
        assertProblem(
                keyed("{'withoutReport':'test','name':'minimum-cost','by':'a','reason':'x'}"),
                422,
                "key-mismatch");
        put("{'name':'minimum-cost','by':'b','reason':'as before'}");
    }

    private HttpResponse<String> keyed(String json) {
        return server.send(
                server.request("/v1/policy")
                        .header("content-type", "application/json")
                        .header("idempotency-key", "policy-once")
                        .PUT(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    @Test
    void switchbackThatNobodyBeganHasNothingToTell() {
        HttpResponse<String> answer = server.get("/v1/policy/switchback");

        assertEquals(200, answer.statusCode());
        assertEquals(
                0, new JsonObject(answer.body()).getJsonObject("waitSeconds").getInteger("pairs"));
        assertProblem(server.get("/v1/policy/switchback?burnInSeconds=x"), 422, "invalid-field");
        assertProblem(server.get("/v1/policy?region=nowhere"), 422, "invalid-field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'batch-5s','reason':'x'}                      | /by",
                "{'name':'batch-5s','by':' ','reason':'x'}             | /by",
                "{'name':'batch-6s','by':'o','reason':'x'}             | /name",
                "{'text':'name = 1','by':'o','reason':'x'}             | /text",
                "{'event':999999,'by':'o','reason':'x'}                | /event",
                "{'by':'o','reason':'x'}                               | /text",
                "{'name':'batch-5s','text':'x','by':'o','reason':'x'}  | /text",
                "{'name':'batch-5s','by':'o','reason':'x','region':'z'} | /region",
            })
    void badPolicyIsRefusedByFieldAndChangesNothing(String body, String pointer) {
        String before = server.get("/v1/policy").body();

        HttpResponse<String> refused = send(body);

        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("\"" + pointer + "\""), refused.body());
        assertEquals(before, server.get("/v1/policy").body());
    }

    private JsonObject put(String json) {
        HttpResponse<String> answer = send(json);
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> send(String json) {
        String whole =
                json.contains("'event'") ? json : "{'withoutReport':'test'," + json.substring(1);
        String quoted = whole.replace("\\'", "\\\"").replace('\'', '"');
        return server.send(
                server.request("/v1/policy")
                        .header("content-type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(quoted)));
    }

    private static int value(JsonObject policy, String key) {
        return policy.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .filter(each -> key.equals(each.getString("key")))
                .findFirst()
                .orElseThrow()
                .getInteger("value");
    }

    @Test
    void sameKeyGetsTheSameAnswerAndOneJob() {
        String body =
                "{'kind':'DELIVERY','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':1.01}}";

        HttpResponse<String> first = server.post("/v1/jobs", body, "same");
        HttpResponse<String> again = server.post("/v1/jobs", body, "same");
        HttpResponse<String> other = server.post("/v1/jobs", body.replace("1.01", "1.02"), "same");

        assertEquals(201, first.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(first.statusCode(), again.statusCode());
        assertProblem(other, 422, "key-mismatch");
    }

    @Test
    void keyUsedAtTheSameTimeMakesOneJob() {
        String body =
                "{\"kind\":\"RIDE\",\"pickup\":{\"lat\":2,\"lng\":2},"
                        + "\"dropoff\":{\"lat\":2,\"lng\":2.01}}";
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(
                    server.http.sendAsync(
                            server.request("/v1/jobs")
                                    .header("content-type", "application/json")
                                    .header("idempotency-key", "together")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        }

        List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();

        assertEquals(
                1,
                all.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .map(HttpResponse::body)
                        .distinct()
                        .count());
        for (HttpResponse<String> answer : all) {
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 409);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pickup/lat |"
                    + " {'kind':'RIDE','pickup':{'lat':NaN,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lng |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':Infinity},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lng |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':-Infinity},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lat |"
                    + " {'kind':'RIDE','pickup':{'lat':1e400,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lat |"
                    + " {'kind':'RIDE','pickup':{'lat':90.0001,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/dropoff/lng |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':180.0001}}",
                "/pickup/lat |"
                    + " {'kind':'RIDE','pickup':{'lat':106.8,'lng':-6.2},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lat |"
                    + " {'kind':'RIDE','pickup':{'lat':'57.7','lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/pickup/lng | {'kind':'RIDE','pickup':{'lat':57.7},'dropoff':{'lat':1,'lng':2}}",
                "/dropoff | {'kind':'RIDE','pickup':{'lat':1,'lng':1}}",
                "/dropof |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'dropof':1}",
                "/kind | {'kind':'BUS','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/kind | {'pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/dropoff | {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':1}}",
                "/pickupAt |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'pickupAt':'2020-01-01T00:00:00Z'}",
                "/pickupAt |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'pickupAt':'soon'}",
                "/id | {'id':'a"
                    + " b','kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "/requirements/seats |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'requirements':{'seats':-1}}",
                "/requirements/vehicles |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'requirements':{'vehicles':['TANK']}}",
                "/requirements/skills |"
                    + " {'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2},'requirements':{'skills':['levitation']}}",
            })
    void badFieldIsNamedWithValueAndRule(String pointer, String body) {
        HttpResponse<String> answer = server.post("/v1/jobs", body);

        JsonObject problem = assertProblem(answer, 422, "invalid-field");
        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertEquals(pointer, error.getString("pointer"), problem.encode());
        assertTrue(!error.getString("value").isEmpty() && !error.getString("rule").isEmpty());
    }

    @Test
    void swappedCoordinatesAndMisspelledFieldsGetAHint() {
        String swapped =
                server.post(
                                "/v1/jobs",
                                "{'kind':'RIDE','pickup':{'lat':106.8,'lng':-6.2},'dropoff':{'lat':1,'lng':2}}")
                        .body();
        String misspelled =
                server.post(
                                "/v1/jobs",
                                "{'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropof':{'lat':1,'lng':2}}")
                        .body();

        assertTrue(swapped.contains("are lat and lng swapped?"), swapped);
        assertTrue(misspelled.contains("did you mean dropoff?"), misspelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nope",
                "{'a':1}}",
                "{'kind':'RIDE','kind':'RIDE'}",
                "\u0000",
                "{'a':0x1}"
            })
    void whatIsNotJsonIsMalformed(String body) {
        HttpResponse<String> answer = server.post("/v1/jobs", body);

        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 422, answer.body());
        assertTrue(answer.headers().firstValue("content-type").orElse("").contains("problem"));
    }

    @Test
    void deepHugeAndBrokenBodiesAreRefused() {
        assertProblem(server.post("/v1/jobs", "[".repeat(10_000)), 400, "malformed");
        assertProblem(server.post("/v1/jobs", " ".repeat(10_000_000)), 413, "too-large");
        HttpResponse<String> broken =
                server.send(
                        server.request("/v1/jobs")
                                .header("content-type", "application/json")
                                .header("idempotency-key", "broken")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                new byte[] {'{', '"', (byte) 0xff, '"'})));
        assertProblem(broken, 400, "malformed");
    }

    @Test
    void requestsWithoutKeyOrTypeOrPlaceAreRefused() {
        HttpRequest.BodyPublisher empty = HttpRequest.BodyPublishers.ofString("{}");
        assertProblem(
                server.send(
                        server.request("/v1/jobs")
                                .header("content-type", "application/json")
                                .POST(empty)),
                400,
                "malformed");
        assertProblem(
                server.send(server.request("/v1/jobs").header("idempotency-key", "x").POST(empty)),
                415,
                "unsupported-media-type");
        assertProblem(server.get("/v1/jobs/nobody-knows-it"), 404, "not-found");
        assertProblem(server.get("/v1/jobs/%2e%2e"), 404, "not-found");
        assertProblem(server.get("/v1/nothing"), 404, "not-found");
        assertProblem(server.send(server.request("/v1/jobs").DELETE()), 405, "method-not-allowed");
        assertProblem(server.post("/v1/jobs/unknown:cancel", "{}"), 404, "not-found");
        assertProblem(
                server.post(
                        "/v1/drivers:search",
                        "{'position':{'lat':0,'lng':0},'radiusMeters':NaN,'limit':0}"),
                422,
                "invalid-field");
    }

    @Test
    void streamOfEventsIsResumedWithoutGapOrRepetition() {
        server.job("stream", 20, 20);
        server.post("/v1/jobs/stream:cancel", "{}");
        server.await("stream", "CANCELLED");

        String whole = server.get("/v1/jobs/stream/events").body();
        String rest =
                server.send(
                                server.request("/v1/jobs/stream/events")
                                        .header("last-event-id", "1")
                                        .GET())
                        .body();

        assertTrue(whole.contains("id: 1\nevent: JobSubmitted\n"), whole);
        assertTrue(whole.contains("id: 2\nevent: JobCancelled\n"), whole);
        assertTrue(!rest.contains("id: 1\n") && rest.contains("id: 2\n"), rest);
    }

    @Test
    void healthAndMetricsAreTold() {
        assertEquals(200, server.get("/livez").statusCode());
        JsonObject ready = new JsonObject(server.get("/readyz").body());
        assertTrue(ready.getBoolean("ready"));
        assertEquals("OK", ready.getJsonArray("checks").getJsonObject(0).getString("reason"));
        server.job("metered", 30, 30);

        String metrics = server.get("/metrics").body();

        assertTrue(
                metrics.contains("antar_events_total{kind=\"JobSubmitted\",region=\"default\"}"),
                metrics);
        assertTrue(metrics.contains("antar_http_requests_seconds_count"), metrics);
    }

    @Test
    void numberOfMetersDoesNotGrowWithUse() {
        server.job("warm", 40, 40);
        server.get("/v1/jobs/warm");
        server.get("/metrics");
        long before = server.get("/metrics").body().lines().count();
        for (int i = 0; i < 200; i++) {
            server.get("/v1/jobs/warm");
        }

        assertEquals(before, server.get("/metrics").body().lines().count());
    }

    @Test
    void consoleIsServedWithItsPolicy() {
        HttpResponse<String> page = server.get("/");

        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("content-security-policy").isPresent());
    }

    private static JsonObject assertProblem(HttpResponse<String> answer, int status, String type) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(
                answer.headers()
                        .firstValue("content-type")
                        .orElse("")
                        .startsWith("application/problem+json"));
        JsonObject problem = new JsonObject(answer.body());
        assertTrue(problem.getString("type").endsWith("/" + type), answer.body());
        assertEquals(status, problem.getInteger("status"));
        assertTrue(answer.body().getBytes(StandardCharsets.UTF_8).length < 10_000);
        return problem;
    }
}
