package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.http.WrittenComparison;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/// Changes of a running server's policy, and what they rest on. [ReviewIT] inherits them, on its
/// server; nested in it they would run as well, but Maven's report of it would say "0 tests".
abstract class PolicyChanges {

    @RegisterExtension final RunningServer server;

    PolicyChanges(RunningServer server) {
        this.server = server;
    }

    @AfterEach
    void backToTheUsualPolicy() {
        if (!inForce().name().equals("minimum-cost")) {
            put("{'name':'minimum-cost','by':'ops','reason':'as before'}");
        }
    }

    @Test
    void policyIsChangedRolledBackAndRemembered() {
        JsonObject began = json("/v1/policy");
        int before = changes().size();
        JsonObject first = put("{'name':'batch-5s','by':'ops','reason':'rain'}");
        JsonObject second =
                put(
                        "{'text':'name = \\'p\\'\\nversion = 2\\nmatching = \\'nearest-first\\'"
                                + "\\noffer_ms = 20000','by':'ops','reason':'trial'}");
        long of = first.getJsonObject("change").getLong("event");
        JsonObject back = put("{'event':" + of + ",'by':'lead','reason':'worse'}");

        assertEquals("minimum-cost", began.getJsonObject("policy").getString("name"));
        assertEquals(5_000, value(first, "round_ms"));
        assertEquals(20_000, value(second, "offer_ms"));
        assertEquals(1_000, value(second, "round_ms"));
        assertEquals(first.getJsonObject("policy"), back.getJsonObject("policy"));
        assertEquals("lead", back.getJsonObject("change").getString("by"));
        assertEquals(before + 3, changes().size());
        assertEquals("worse", changes().getJsonObject(0).getString("reason"));
    }

    @Test
    void jobIsNamedByWhatThePolicyInForceMakesOfIt() {
        JsonObject usual = promisedInHalfAnHour();
        put(
                "{'text':'name = \\'early\\'\\nversion = 1\\nmatching = \\'minimum-cost\\'"
                        + "\\nlead_ms = 3600000','by':'ops','reason':'rain'}");
        JsonObject early = promisedInHalfAnHour();

        assertEquals("SCHEDULED", usual.getString("state"));
        assertEquals("NOT_YET_DUE", usual.getString("unmatchedReason"));
        assertEquals("PENDING", early.getString("state"));
        assertEquals("WAITING_FOR_ROUND", early.getString("unmatchedReason"));
    }

    /// Another's change in between is not undone by whoever repeats his own.
    @Test
    void changeOfPolicyUnderAKeyIsMadeOnce() {
        String change = "{'withoutReport':'test','name':'batch-5s','by':'a','reason':'x'}";
        HttpResponse<String> first = keyed(change);
        put("{'name':'nearest-first','by':'b','reason':'y'}");
        HttpResponse<String> again = keyed(change);
        HttpResponse<String> other = keyed(change.replace("batch-5s", "minimum-cost"));

        assertEquals(200, first.statusCode(), first.body());
        assertEquals(first.body(), again.body());
        assertEquals("nearest-first", json("/v1/policy").getJsonObject("policy").getString("name"));
        assertEquals(422, other.statusCode(), other.body());
        assertTrue(other.body().contains("key-mismatch"), other.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'batch-5s','reason':'x'}                       | /by",
                "{'name':'batch-5s','by':' ','reason':'x'}              | /by",
                "{'name':'batch-6s','by':'o','reason':'x'}              | /name",
                "{'name':'batch-5s','by':'o\\u0000','reason':'x'}       | /by",
                "{'text':'name = 1','by':'o','reason':'x'}              | /text",
                "{'event':999999,'by':'o','reason':'x'}                 | /event",
                "{'by':'o','reason':'x'}                                | /text",
                "{'name':'batch-5s','text':'x','by':'o','reason':'x'}   | /text",
                "{'name':'batch-5s','by':'o','reason':'x','region':'z'} | /region",
            })
    void badPolicyIsRefusedByFieldAndChangesNothing(String body, String pointer) {
        String before = server.get("/v1/policy").body();

        assertRefused(excused(body), pointer, "");

        assertEquals(before, server.get("/v1/policy").body());
    }

    @Test
    void changeRestsOnTheComparisonOfThePoliciesThatItIsAbout() {
        Policy before = inForce();
        Policy after = ShippedPolicies.named("nearest-first");
        String now = Instant.now().toString();
        String report = WrittenComparison.of(before, after, now);
        String digest = WrittenComparison.digest(report);
        String wanted = "{'name':'nearest-first','by':'ops','reason':'x','report':'%s'}";

        assertRefused("{'name':'nearest-first','by':'ops','reason':'x'}", "/report", "given");
        assertRefused(wanted.formatted(digest), "/report", "sent to /v1/policy/reports");
        assertRefused(
                wanted.formatted(kept(WrittenComparison.of(after, before, now))),
                "/report",
                "policy in force");
        assertRefused(
                wanted.formatted(kept(WrittenComparison.of(before, after, "2020-01-01T00:00:00Z"))),
                "/report",
                "days old");
        kept(report);
        HttpResponse<String> changed = send(wanted.formatted(digest));
        HttpResponse<String> again = send(wanted.formatted(digest));
        JsonObject change = new JsonObject(changed.body()).getJsonObject("change");
        JsonObject grounds = changes().getJsonObject(0).getJsonObject("grounds");

        assertEquals(200, changed.statusCode(), changed.body());
        assertEquals(changed.body(), again.body());
        assertEquals(digest, grounds.getString("report"));
        JsonObject wait = grounds.getJsonArray("figures").getJsonObject(0);
        assertEquals("wait_s.mean", wait.getString("figure"));
        assertEquals(-12.5, wait.getDouble("difference"));
        assertEquals(report, server.get("/v1/policy/reports/" + digest).body());
        backWithoutReport(before, change.getLong("event"));
    }

    private void backWithoutReport(Policy before, long event) {
        String text = before.text().replace("\"", "\\\"").replace("\n", "\\n");
        HttpResponse<String> back =
                sendAsIs(
                        "{\"text\":\""
                                + text
                                + "\",\"by\":\"ops\",\"reason\":\"back\","
                                + "\"withoutReport\":\"the map was wrong\"}");
        JsonObject rolled = put("{'event':" + event + ",'by':'ops','reason':'again'}");

        assertEquals(200, back.statusCode(), back.body());
        assertEquals(
                "the map was wrong",
                new JsonObject(back.body())
                        .getJsonObject("change")
                        .getJsonObject("grounds")
                        .getString("withoutReport"));
        assertNull(rolled.getJsonObject("change").getJsonObject("grounds"));
    }

    @Test
    void reportIsKeptUnderItsOwnDigestAlone() {
        String report = WrittenComparison.of(inForce(), inForce(), "2026-11-24T18:30:00Z");

        assertEquals(422, keep("0".repeat(64), report).statusCode());
        assertEquals(422, keep(WrittenComparison.digest("{}"), "{}").statusCode());
        assertEquals(404, server.get("/v1/policy/reports/" + "0".repeat(64)).statusCode());
    }

    private String kept(String report) {
        String digest = WrittenComparison.digest(report);
        HttpResponse<String> answer = keep(digest, report);
        assertEquals(200, answer.statusCode(), answer.body());
        return digest;
    }

    private HttpResponse<String> keep(String digest, String report) {
        return server.send(
                server.request("/v1/policy/reports/" + digest)
                        .header("content-type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(report)));
    }

    private void assertRefused(String body, String pointer, String part) {
        HttpResponse<String> refused = send(body);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("\"" + pointer + "\""), refused.body());
        assertTrue(refused.body().contains(part), refused.body());
    }

    /// Changes the policy without a comparison.
    private JsonObject put(String json) {
        HttpResponse<String> answer = send(excused(json));
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private static String excused(String json) {
        return json.contains("'event'") ? json : "{'withoutReport':'test'," + json.substring(1);
    }

    private HttpResponse<String> send(String json) {
        return sendAsIs(json.replace("\\'", "\\\"").replace('\'', '"'));
    }

    private HttpResponse<String> sendAsIs(String json) {
        return server.send(change(json));
    }

    private HttpResponse<String> keyed(String json) {
        return server.send(
                change(json.replace('\'', '"')).header("idempotency-key", "policy-once"));
    }

    private HttpRequest.Builder change(String json) {
        return server.request("/v1/policy")
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
    }

    private Policy inForce() {
        JsonObject policy = json("/v1/policy").getJsonObject("policy");
        return Policy.parse("in force", policy.getString("text"));
    }

    private JsonObject promisedInHalfAnHour() {
        HttpResponse<String> made =
                server.post(
                        "/v1/jobs",
                        "{'kind':'RIDE','pickup':{'lat':3,'lng':3},'dropoff':{'lat':3,'lng':3.01},"
                                + "'pickupAt':'"
                                + Instant.now().plusSeconds(1_800)
                                + "'}");
        assertEquals(201, made.statusCode(), made.body());
        return new JsonObject(made.body());
    }

    private JsonArray changes() {
        return json("/v1/policy/history").getJsonArray("changes");
    }

    private JsonObject json(String path) {
        return new JsonObject(server.get(path).body());
    }

    private static int value(JsonObject policy, String key) {
        return policy.getJsonArray("parameters").stream()
                .map(JsonObject.class::cast)
                .filter(each -> key.equals(each.getString("key")))
                .findFirst()
                .orElseThrow()
                .getInteger("value");
    }
}
