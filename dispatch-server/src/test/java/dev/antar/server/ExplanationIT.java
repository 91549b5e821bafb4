package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Explanations of an hour and of a policy over a real port and a real database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationIT {

    private static final int FLOOD = 640;

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    /// Of what is asked about: later on the drivers are given up as lost.
    private Instant end = Instant.EPOCH;

    @BeforeAll
    void liveAWhile() {
        try (TestSocket near = server.onDuty("near", 57.7046, 11.968);
                TestSocket far = server.onDuty("far", 57.7090, 11.968)) {
            server.job("first", 57.7045, 11.968);
            String offer = near.await("offer").getString("offer");
            near.send("{'t':'accept','id':'2','offer':'" + offer + "'}");
            near.ack("2");
            server.job("second", 57.7044, 11.968);
            String other = far.await("offer").getString("offer");
            far.send("{'t':'decline','id':'2','offer':'" + other + "'}");
            far.ack("2");
            server.await("second", "PENDING");
            end = Instant.now();
        }
    }

    private String hour(String driver, String more) {
        return "/v1/drivers/"
                + driver
                + "/explanation?from="
                + end.minusSeconds(1_800)
                + "&to="
                + end
                + more;
    }

    /// The answer once it is given: other tests ask too much on purpose.
    private HttpResponse<String> ask(String path) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        HttpResponse<String> answer = server.get(path);
        while (answer.statusCode() == 429 && System.nanoTime() < until) {
            answer = server.get(path);
        }
        return answer;
    }

    /// The driver's hour once so many jobs near him are on record: records follow by a moment.
    private JsonObject told(String driver, int jobs, String more) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonObject told = new JsonObject();
        while (System.nanoTime() < until) {
            HttpResponse<String> answer = server.get(hour(driver, more));
            if (answer.statusCode() == 200) {
                told = new JsonObject(answer.body());
                if (told.getJsonObject("jobs").getInteger("near") == jobs) {
                    return told;
                }
            }
        }
        throw new AssertionError(told.encode());
    }

    @Test
    void jobAndDriverAreToldWhyInBothLanguages() {
        try (TestSocket near = server.onDuty("why-near", 20.002, 10);
                TestSocket far = server.onDuty("why-far", 20.02, 10)) {
            server.find("why-near", 20.002, 10);
            server.find("why-far", 20.02, 10);
            server.job("why", 20, 10);
            String offer = near.await("offer").getString("offer");
            near.send("{'t':'decline','id':'1','offer':'" + offer + "'}");
            far.await("offer");

            JsonObject told = explained("/v1/jobs/why/explanation", 2);
            String text = told.getString("text");
            assertTrue(text.contains("Driver why-near declined at "), text);
            assertTrue(text.contains("Had why-far been "), text);
            assertTrue(text.contains(" % of such offers."), text);
            assertTrue(text.contains("1 × had declined this job"), text);

            JsonObject first = explained("/v1/jobs/why/explanation?driver=why-far", 2);
            text = first.getString("text");
            assertTrue(text.contains("you were second of 2: "), text);
            assertTrue(text.contains("it would have been yours."), text);
            assertTrue(text.contains("it was offered to you"), text);
            assertFalse(first.encode().contains("why-near"), "nobody else is named");

            text =
                    explained("/v1/jobs/why/explanation?driver=why-near&lang=id", 2)
                            .getString("text");
            assertTrue(text.contains("Anda sudah menolak atau melepas pesanan ini"), text);
            assertTrue(text.contains("Tanpa itu, pesanan ini menjadi milik Anda."), text);

            String stranger = ask("/v1/jobs/why/explanation?driver=nobody").body();
            assertEquals(stranger, ask("/v1/jobs/no-such-job/explanation").body());
            assertTrue(stranger.contains("not-found"), stranger);
            assertEquals(422, ask("/v1/jobs/why/explanation?lang=fr").statusCode());
            assertEquals(422, ask("/v1/jobs/why/explanation?tz=Mars").statusCode());
        }
    }

    /// The explanation once so many decisions are on record.
    private JsonObject explained(String path, int decisions) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonObject found = new JsonObject();
        while (System.nanoTime() < until) {
            found = new JsonObject(ask(path).body());
            if (found.getJsonArray("decisions", new JsonArray()).size() >= decisions) {
                return found;
            }
            Pause.beforeLookingAgain();
        }
        throw new AssertionError(path + ": " + found);
    }

    @Test
    void driverIsToldOfHisHour() {
        JsonObject far = told("far", 2, "");
        JsonObject near = told("near", 2, "&language=id&tz=Asia/Jakarta");

        assertEquals(1, far.getJsonObject("offers").getInteger("received"));
        assertEquals(1, far.getJsonObject("offers").getInteger("declined"));
        assertEquals(1, far.getJsonObject("jobs").getInteger("possible"));
        assertEquals(2, far.getJsonObject("places").getInteger("medianPlace"));
        assertTrue(far.getJsonObject("places").getInteger("leastNearerMs") > 0);
        assertTrue(far.getString("text").contains("Fewer than 5 other drivers"), far.encode());
        assertFalse(far.encode().contains("\"near\":\""), far.encode());
        assertEquals(1, near.getJsonObject("offers").getInteger("accepted"));
        assertEquals(1, near.getJsonObject("jobs").getInteger("offered"));
        assertTrue(near.getString("text").contains("Anda"), near.encode());
    }

    @Test
    void whoIsUnknownIsNotToldApartFromWhoCouldBeNobody() {
        HttpResponse<String> unknown = ask(hour("nobody", ""));
        HttpResponse<String> nobody = ask(hour("no%20body", ""));

        assertEquals(404, unknown.statusCode());
        assertEquals(unknown.body(), nobody.body());
    }

    @Test
    void timeBeforeAllThatIsKeptIsToldWithTheRange() {
        told("far", 2, "");
        HttpResponse<String> old =
                ask(
                        "/v1/drivers/far/explanation?from=2026-01-01T00:00:00Z"
                                + "&to=2026-01-01T01:00:00Z");

        assertEquals(410, old.statusCode(), old.body());
        assertTrue(old.body().contains("Decisions are kept from 2"), old.body());
        assertEquals(
                404,
                ask("/v1/drivers/nobody/explanation?from=2026-01-01T00:00:00Z"
                                + "&to=2026-01-01T01:00:00Z")
                        .statusCode());
    }

    @Test
    void hourIsAPageToo() {
        Instant now = Instant.now();
        String when =
                "&day="
                        + now.minusSeconds(1_800).toString().substring(0, 10)
                        + "&from="
                        + now.minusSeconds(1_800).toString().substring(11, 16)
                        + "&to="
                        + now.plusSeconds(60).toString().substring(11, 16);
        HttpResponse<String> page = ask("/hour?driver=far" + when);

        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.headers().firstValue("content-type").orElse("").startsWith("text/html"));
        assertTrue(page.body().contains("Offers that you received: "), page.body());
        assertEquals(200, ask("/hour").statusCode());
        HttpResponse<String> lastHour = ask("/hour?driver=far");
        assertEquals(200, lastHour.statusCode(), lastHour.body());
        assertTrue(lastHour.body().contains("on record"), lastHour.body());
        assertEquals(404, ask("/hour?driver=nobody" + when).statusCode());
        HttpResponse<String> wrong = ask("/hour?driver=%3Cscript%3E&day=x&language=id");
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("Isilah pengemudi"), wrong.body());
        assertFalse(wrong.body().contains("<script"), wrong.body());
    }

    @Test
    void policyIsExplainedToAnybodyAsItRuns() {
        told("far", 2, "");
        String text =
                "{\"text\":\"name = \\\"it\\\"\\nversion = 7\\nmatching ="
                        + " \\\"minimum-cost\\\"\\nsuspect_ms = 77000\",\"by\":\"<ops>\","
                        + "\"reason\":\"because\",\"withoutReport\":\"tried\"}";
        JsonObject before = new JsonObject(ask("/v1/policy/explanation").body());
        assertEquals(
                200,
                server.send(
                                server.request("/v1/policy")
                                        .header("content-type", "application/json")
                                        .PUT(HttpRequest.BodyPublishers.ofString(text)))
                        .statusCode());
        JsonObject after = until("/v1/policy/explanation?language=id", "it");
        HttpResponse<String> page = ask("/policy?language=id&tz=Asia/Jakarta");

        assertTrue(before.getJsonObject("measured").getInteger("decisions") >= 1, before.encode());
        assertEquals("minimum-cost", before.getJsonObject("policy").getString("name"));
        assertTrue(after.getJsonObject("measured").getInteger("decisions") < 2, after.encode());
        assertEquals("because", after.getJsonArray("history").getJsonObject(0).getString("reason"));
        assertTrue(after.encode().contains("\"value\":77000"), after.encode());
        assertTrue(after.getString("text").contains("pesanan"), after.encode());
        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().contains("77 detik"), page.body());
        assertTrue(page.body().contains("&lt;ops&gt;"), page.body());
        assertTrue(page.body().contains("tanpa laporan perbandingan: tried"), page.body());
        assertEquals(422, ask("/v1/policy/explanation?region=nowhere").statusCode());
        assertEquals(422, ask("/policy?language=fr").statusCode());
        assertEquals(
                405, server.send(server.request("/v1/policy/explanation").DELETE()).statusCode());
    }

    /// The explanation once it tells of the policy with this name: it may be a second old.
    private JsonObject until(String path, String name) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        JsonObject told = new JsonObject();
        while (System.nanoTime() < until) {
            told = new JsonObject(ask(path).body());
            if (told.getJsonObject("policy").getString("name").equals(name)) {
                return told;
            }
        }
        throw new AssertionError(told.encode());
    }

    @ParameterizedTest
    @CsvSource({
        "'', /from",
        "from=yesterday&to=2026-01-01T01:00:00Z, /from",
        "from=2026-01-01T00:00:00Z, /to",
        "from=2026-01-01T00:00:00Z&to=2026-01-01T00:14:59Z, /to",
        "from=2026-01-01T00:00:00Z&to=2026-01-01T06:00:01Z, /to",
        "from=2026-01-01T01:00:00Z&to=2026-01-01T00:00:00Z, /to",
        "from=+1000000000-12-31T23:59:59Z&to=2026-01-01T00:00:00Z, /from",
        "from=9000-01-01T00:00:00Z&to=9000-01-01T01:00:00Z, /from",
        "language=fr, /language",
        "tz=Mars, /tz"
    })
    void badQuestionIsRefusedByField(String query, String pointer) {
        HttpResponse<String> answer = ask("/v1/drivers/far/explanation?" + query);

        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + pointer + "\""), answer.body());
    }

    @Test
    void floodIsLimitedAndCountedAndJobsGoOn() throws Exception {
        double before = refused();
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        try (HttpClient askers =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> asking = new ArrayList<>();
            for (int asker = 0; asker < 16; asker++) {
                asking.add(threads.submit(() -> ask(askers, statuses)));
            }
            assertEquals(201, server.job("amid-flood", 57.7, 12.5).statusCode());
            for (Future<Void> each : asking) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;

        long given = statuses.stream().filter(status -> status == 200).count();
        long refused = statuses.stream().filter(status -> status == 429).count();
        // Also that the database does not keep up may be said.
        long late = statuses.stream().filter(status -> status == 503).count();
        assertEquals(FLOOD, given + refused + late, "nothing else is answered");
        assertTrue(given <= 100 + 50 * seconds + 1, given + " in " + seconds + " s");
        assertTrue(refused > 0);
        assertTrue(refused() - before >= refused);
    }

    private Void ask(HttpClient askers, Queue<Integer> statuses) throws Exception {
        for (int i = 0; i < FLOOD / 16; i++) {
            statuses.add(
                    askers.send(
                                    server.request(hour("far", "")).GET().build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode());
        }
        return null;
    }

    private double refused() {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("antar_explanations_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
