package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What drivers are paid, as they, the operator and an auditor see it, under `fair-income`. A day
/// in order: first it happens, then it is looked at, at last the server starts anew.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EarningsIT {

    private static final String KEY = "a-key-of-the-operator";

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    @BeforeAll
    void liveADay() {
        assertEquals(200, rule("name", "fair-income").statusCode());
        try (TestSocket driver = server.onDuty("ani", 20, 10)) {
            server.job("declined", 20, 10);
            driver.send("{'t':'decline','id':'d','offer':'" + offer(driver) + "'}");
            driver.ack("d");
            server.job("lost", 20, 10);
            driver.send("{'t':'accept','id':'l','offer':'" + offer(driver) + "'}");
            driver.ack("l");
            server.post("/v1/jobs/lost:cancel", "{'reason':'late'}");
            server.await("lost", "CANCELLED");
            server.job("done", 20, 10);
            driver.send("{'t':'accept','id':'1','offer':'" + offer(driver) + "'}");
            driver.ack("1");
            for (String step : List.of("arrived", "pickedUp", "completed")) {
                driver.send("{'t':'" + step + "','id':'" + step + "','job':'done'}");
                assertEquals("DONE", driver.ack(step).getString("result"));
            }
        }
    }

    private static String offer(TestSocket driver) {
        return driver.await("offer").getString("offer");
    }

    @Test
    @Order(1)
    void adjustmentIsWrittenOnceAndOnlyOnce() {
        String body = "{'amount':-250,'reason':'paid twice for done','by':'eka','job':'done'}";

        HttpResponse<String> first = server.post("/v1/drivers/ani/adjustments", body, "adj-1");
        HttpResponse<String> again = server.post("/v1/drivers/ani/adjustments", body, "adj-1");
        HttpResponse<String> other =
                server.post("/v1/drivers/ani/adjustments", body.replace("250", "251"), "adj-1");

        assertEquals(201, first.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(422, other.statusCode());
        assertEquals(
                404, server.post("/v1/drivers/nobody/adjustments", body, "adj-2").statusCode());
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            value = {
                "{'amount':0,'reason':'r','by':'b'}            | /amount",
                "{'amount':NaN,'reason':'r','by':'b'}          | /amount",
                "{'amount':1.5,'reason':'r','by':'b'}          | /amount",
                "{'amount':100000001,'reason':'r','by':'b'}    | /amount",
                "{'amount':5,'by':'b'}                         | /reason",
                "{'amount':5,'reason':' ','by':'b'}            | /reason",
                "{'amount':5,'reason':'r'}                     | /by",
                "{'amount':5,'reason':'r','by':'b','job':''}   | /job",
                "{'amount':5,'reason':'r','by':'b','more':1}   | /more",
                "{'amount':5,'reason':'r','by':'b','region':'z'} | /region",
            })
    void badAdjustmentIsRefusedByFieldAndWritesNothing(String body, String pointer) {
        HttpResponse<String> answer = server.post("/v1/drivers/ani/adjustments", body);

        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"" + pointer + "\""), answer.body());
    }

    @Test
    @Order(3)
    void statementHasALineWithItsReasonForEverything() {
        JsonObject day = new JsonObject(server.get("/v1/drivers/ani/statement").body());

        JsonArray lines = day.getJsonArray("lines");
        assertEquals(3, lines.size(), lines.encode());
        assertEquals("UNPAID", lines.getJsonObject(0).getString("kind"));
        assertEquals("the customer cancelled", lines.getJsonObject(0).getString("reason"));
        assertEquals("JOB", lines.getJsonObject(1).getString("kind"));
        JsonObject taken = lines.getJsonObject(2);
        assertEquals("ADJUSTMENT", taken.getString("kind"));
        assertEquals("eka: paid twice for done", taken.getString("reason"));
        assertEquals(-250, taken.getLong("amount"));
        JsonObject pay = day.getJsonObject("pay");
        assertEquals(pay.getLong("jobs") - 250, pay.getLong("amount"));
        JsonArray offers = day.getJsonArray("offerLines");
        assertEquals(3, offers.size());
        assertEquals("DECLINED", offers.getJsonObject(0).getString("outcome"));
        assertEquals("ACCEPTED", offers.getJsonObject(2).getString("outcome"));
        JsonObject counts = day.getJsonObject("offers");
        assertEquals(3, counts.getInteger("received"));
        assertEquals(2, counts.getInteger("accepted"));
        assertEquals(1, counts.getInteger("declined"));
        assertEquals(0, counts.getInteger("withdrawn"));
    }

    @Test
    @Order(4)
    void auditorSeesFiguresUnderPseudonymsOfTheOperatorsKey() {
        HttpResponse<String> named = export("", KEY);
        List<String> rows = named.body().lines().toList();
        List<String> head = List.of(rows.get(0).split(",", -1));
        List<String> row = List.of(rows.get(1).split(",", -1));

        assertEquals(200, named.statusCode());
        assertEquals(2, rows.size(), named.body());
        assertEquals(head.size(), row.size());
        assertEquals("driver", head.get(0));
        // printf ani | openssl dgst -sha256 -hmac a-key-of-the-operator
        assertEquals("efd1d3f61cc8", row.get(0).substring(0, 12));
        assertEquals("3", row.get(head.indexOf("offers_received")));
        assertEquals("-250", row.get(head.indexOf("adjustments")));
        assertEquals("", row.get(head.indexOf("area")), "too few are there to be told");
        assertFalse(named.body().contains("ani"), named.body());
        assertEquals(named.body().substring(0, 200), export("", KEY).body().substring(0, 200));
        String other = export("", null).body().lines().skip(1).findFirst().orElseThrow();
        assertNotEquals(row.get(0), other.substring(0, other.indexOf(',')));
    }

    @ParameterizedTest
    @Order(5)
    @CsvSource(
            delimiter = '|',
            value = {
                "?from=soon                      | 422",
                "?from=2026-02-02&to=2026-02-01  | 422",
                "?from=2026-01-01&to=2026-02-01  | 422",
                "?zone=Mars                      | 422",
                "?region=nowhere                 | 422",
                "?from=2020-01-01&to=2020-01-31  | 200",
            })
    void exportOfImpossibleDaysIsRefused(String query, int status) {
        assertEquals(status, export(query, KEY).statusCode());
        assertEquals(400, export("", "short").statusCode());
    }

    @ParameterizedTest
    @Order(5)
    @ValueSource(
            strings = {
                "fair_income_ms = -1",
                "fair_income_ms = NaN",
                "fair_income_ms = 600001",
                "fair_income_budget_percent = -1",
                "fair_income_budget_percent = NaN",
                "fair_income_budget_percent = 101",
            })
    void weightThatCannotBeIsRefusedAndThePolicyStays(String line) {
        String text = "name = \"p\"\nversion = 1\nmatching = \"minimum-cost\"\n" + line;
        HttpResponse<String> answer = rule("text", text);

        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(line.replace(" ", "")), answer.body());
        assertTrue(
                server.get("/v1/policy").body().contains("\"name\":\"fair-income\""),
                "the policy stays");
    }

    @Test
    @Order(6)
    void priceOfFairnessAndTheMemoryOutlastARestart() throws SQLException {
        JsonObject before = fairness();
        server.restart();
        JsonObject after = fairness();

        assertTrue(before.getBoolean("on"));
        assertEquals(1, before.getJsonArray("days").getJsonObject(0).getInteger("pickups"));
        assertEquals(before.getJsonArray("days"), after.getJsonArray("days"));
        assertEquals(422, server.get("/v1/policy/fairness?region=nowhere").statusCode());
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select driver, shift_pay, week ->> 0 as today from driver_income"
                                        + " where shift_ms > 0")) {
            assertTrue(row.next());
            assertEquals("ani", row.getString("driver"));
            assertTrue(row.getLong("shift_pay") > 0, "adjustments are not looked at");
            assertTrue(row.getString("today").contains(", " + row.getLong("shift_pay") + ", "));
            assertFalse(row.next());
        }
    }

    private HttpResponse<String> rule(String source, String value) {
        return server.send(
                server.request("/v1/policy")
                        .header("content-type", "application/json")
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        new JsonObject()
                                                .put(source, value)
                                                .put("by", "ops")
                                                .put("reason", "a trial")
                                                .put("withoutReport", "a test of its own")
                                                .encode())));
    }

    private JsonObject fairness() {
        return new JsonObject(server.get("/v1/policy/fairness").body());
    }

    private HttpResponse<String> export(String query, @Nullable String key) {
        var request = server.request("/v1/audit/earnings.csv" + query).GET();
        return server.send(key == null ? request : request.header("audit-key", key));
    }
}
