package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

        assertEquals(200, server.post("/v1/jobs/nul:cancel", "{'reason':'ab'}").statusCode());
        assertEquals(200, server.get("/readyz").statusCode());
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

    /// Whoever has got no answer may come back when the moment that he asked for has passed.
    @Test
    void keyIsLookedUpBeforeTheMomentThatHasPassedMeanwhile() {
        long pickupAt = System.currentTimeMillis() + 5_000;
        String body =
                "{'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':1.01},"
                        + "'pickupAt':'"
                        + Instant.ofEpochMilli(pickupAt)
                        + "'}";

        HttpResponse<String> first = server.post("/v1/jobs", body, "in-time");
        HttpResponse<String> again = server.post("/v1/jobs", body, "in-time");
        while (System.currentTimeMillis() <= pickupAt) {
            Pause.beforeLookingAgain();
        }
        HttpResponse<String> after = server.post("/v1/jobs", body, "in-time");

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(first.body(), again.body());
        assertEquals(first.body(), after.body());
        assertProblem(server.post("/v1/jobs", body, "too-late"), 422, "invalid-field");
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
                "/pickup/lat | are lat and lng swapped? | ,'pickup':{'lat':106.8,'lng':-6.2}",
                "/dropof | did you mean dropoff? | ,'pickup':{'lat':1,'lng':1},'dropof':1",
                "/requirements/skills | must be skills that the region knows |"
                        + " ,'pickup':{'lat':1,'lng':1},'requirements':{'skills':['levitation']}",
            })
    void badFieldIsNamedWithValueAndRule(String pointer, String rule, String fields) {
        HttpResponse<String> answer =
                server.post(
                        "/v1/jobs", "{'kind':'RIDE','dropoff':{'lat':1,'lng':2}" + fields + "}");

        JsonObject problem = assertProblem(answer, 422, "invalid-field");
        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertEquals(pointer, error.getString("pointer"), problem.encode());
        assertTrue(error.getString("rule").contains(rule), problem.encode());
        assertTrue(!error.getString("value").isEmpty(), problem.encode());
    }

    @Test
    void deepHugeAndBrokenBodiesAreRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertProblem(server.post("/v1/jobs", deep), 400, "malformed");
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
