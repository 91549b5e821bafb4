package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.webhooks.SendingLimits;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Webhooks as an operator and a receiver see them. Each test has paths and jobs of its own; it
/// takes its webhooks away, so that nobody gets another's events.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksIT {

    /// A second and a half until an event is given up, and little until it is tried again.
    private static final SendingLimits LIMITS =
            new SendingLimits(4, 2_000, 2_000, 4_096, 40, 1_000, 1_500, 30);

    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final RunningServer server =
            RunningServer.forAllTests(usual -> usual.with(new WebhookConfig(true, LIMITS)));

    @AfterAll
    void stop() {
        receiver.close();
    }

    @Test
    void eventsOfAJobComeInOrderSignedAndOnce() {
        JsonObject webhook = webhook("/order", "");
        server.job("ordered", 10, 10);
        server.post("/v1/jobs/ordered:cancel", "{'reason':'late'}");

        List<Receiver.Got> got = receiver.await("/order", all -> all.size() >= 2);

        assertEquals(List.of("JobSubmitted", "JobCancelled"), types(got));
        for (Receiver.Got each : got) {
            assertTrue(each.signedBy(webhook.getString("secret")));
            assertFalse(each.signedBy("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
            assertEquals("ordered", each.data().getString("job"));
            assertEquals("default", each.data().getString("region"));
        }
        assertEquals(List.of(1, 2), got.stream().map(g -> g.data().getInteger("version")).toList());
        assertNotEquals(got.get(0).id(), got.get(1).id());
        awaitTrue(() -> shown(webhook).getInteger("waiting") == 0, "nothing to wait any more");
        remove(webhook);
    }

    @Test
    void onlyWantedKindsAreSentAndNothingOfBefore() {
        server.job("before", 11, 10);
        JsonObject webhook = webhook("/kinds", ",'kinds':['JobCancelled']");
        server.job("after", 11, 10);
        server.post("/v1/jobs/before:cancel", "{}");
        server.post("/v1/jobs/after:cancel", "{}");

        List<Receiver.Got> got = receiver.await("/kinds", all -> all.size() >= 2);

        assertEquals(List.of("JobCancelled", "JobCancelled"), types(got));
        remove(webhook);
    }

    @Test
    void bothSecretsSignAfterARotation() {
        JsonObject webhook = webhook("/rotated", "");
        String path = "/v1/webhooks/" + webhook.getString("id") + ":rotate-secret";
        HttpResponse<String> rotated = server.post(path, "{'overlapSeconds':600}", "rotate");
        HttpResponse<String> again = server.post(path, "{'overlapSeconds':600}", "rotate");
        String fresh = new JsonObject(rotated.body()).getString("secret");

        JsonObject test = test(webhook);

        assertEquals(200, rotated.statusCode(), rotated.body());
        assertEquals(rotated.body(), again.body());
        assertEquals(422, server.post(path, "{'overlapSeconds':1}", "rotate").statusCode());
        assertTrue(test.getBoolean("delivered"), test.encode());
        Receiver.Got got = receiver.all("/rotated").getFirst();
        assertEquals(test.getString("message"), got.id());
        assertTrue(got.signedBy(fresh) && got.signedBy(webhook.getString("secret")));
        assertNull(shown(webhook).getString("secret"));
        remove(webhook);
    }

    @Test
    void jobWhoseEventFailsHoldsUpNoOther() {
        AtomicBoolean mended = new AtomicBoolean();
        receiver.answers(
                "/fails",
                got -> got.data().getString("job").equals("stuck") && !mended.get() ? 500 : 200);
        JsonObject webhook = webhook("/fails", "");
        server.job("stuck", 12, 10);
        server.post("/v1/jobs/stuck:cancel", "{}");
        server.job("free", 12, 10);
        server.post("/v1/jobs/free:cancel", "{}");

        List<Receiver.Got> got =
                receiver.await("/fails", all -> of("free", all).size() == 2 && all.size() > 3);
        assertEquals(List.of("JobSubmitted"), types(of("stuck", got)).stream().distinct().toList());
        mended.set(true);
        got = receiver.await("/fails", all -> types(of("stuck", all)).contains("JobCancelled"));

        assertEquals("JobCancelled", of("stuck", got).getLast().type());
        assertEquals(
                1,
                of("stuck", got).stream()
                        .filter(each -> each.type().equals("JobSubmitted"))
                        .map(Receiver.Got::id)
                        .distinct()
                        .count());
        remove(webhook);
    }

    @Test
    void whatIsGivenUpIsADeadLetterAndIsSentAgainWhenAskedFor() {
        AtomicBoolean mended = new AtomicBoolean();
        receiver.answers("/dead", _ -> mended.get() ? 200 : 500);
        JsonObject webhook = webhook("/dead", ",'kinds':['JobSubmitted']");
        String letters = "/v1/webhooks/" + webhook.getString("id") + "/dead-letters";
        server.job("dead-1", 13, 10);
        server.job("dead-2", 13, 10);
        awaitTrue(() -> shown(webhook).getInteger("deadLetters") == 2, "both to be given up");

        JsonObject listed = new JsonObject(server.get(letters).body());
        JsonObject one =
                listed.getJsonArray("deadLetters").stream()
                        .map(JsonObject.class::cast)
                        .filter(letter -> letter.getString("job").equals("dead-1"))
                        .findFirst()
                        .orElseThrow();
        mended.set(true);
        String body = "{'messages':['" + one.getString("message") + "']}";
        HttpResponse<String> resent = server.post(letters + ":resend", body, "resend");
        HttpResponse<String> repeated = server.post(letters + ":resend", body, "resend");
        receiver.await("/dead", all -> all.getLast().data().getString("job").equals("dead-1"));
        HttpResponse<String> rest = server.post(letters + ":resend", "{'all':true}");
        awaitTrue(() -> shown(webhook).getInteger("deadLetters") == 0, "none to be left");

        assertEquals(500, one.getInteger("status"));
        assertEquals("REFUSED", one.getString("outcome"));
        assertEquals("{\"resent\":1}", resent.body());
        assertEquals(resent.body(), repeated.body());
        assertEquals("{\"resent\":1}", rest.body());
        awaitTrue(() -> shown(webhook).getInteger("waiting") == 0, "both to be delivered");
        remove(webhook);
    }

    @Test
    void receiverThatHangsHoldsUpNobodyElse() {
        receiver.answers("/hangs", _ -> 0);
        JsonObject hanging = webhook("/hangs", "");
        JsonObject quick = webhook("/quick", "");
        for (int i = 0; i < 6; i++) {
            server.job("hang-" + i, 14, 10);
        }

        receiver.await("/quick", all -> all.size() >= 6);

        assertTrue(receiver.all("/hangs").size() <= LIMITS.atOnce() * 2);
        assertEquals("TIMED_OUT", test(hanging).getString("outcome"));
        remove(hanging);
        remove(quick);
    }

    @Test
    void receiverThatIsGoneIsSentNothingUntilSomebodySaysSo() {
        AtomicBoolean back = new AtomicBoolean();
        receiver.answers("/gone", _ -> back.get() ? 200 : 410);
        JsonObject webhook = webhook("/gone", "");
        server.job("gone-1", 15, 10);
        awaitTrue(() -> "GONE".equals(shown(webhook).getString("state")), "the webhook to be off");
        int asked = receiver.all("/gone").size();
        server.job("gone-2", 15, 10);
        back.set(true);

        HttpResponse<String> on =
                send("PUT", webhook, "{'url':'" + receiver.url("/gone") + "','enabled':true}");
        List<Receiver.Got> got =
                receiver.await("/gone", all -> !of("gone-2", all).isEmpty() && all.size() > 2);

        assertEquals(1, asked);
        assertEquals("ENABLED", new JsonObject(on.body()).getString("state"));
        assertEquals(List.of("gone-1", "gone-1", "gone-2"), jobs(got).stream().sorted().toList());
        remove(webhook);
    }

    @Test
    void sameKeyAddsOneWebhook() {
        String body = "{'url':'" + receiver.url("/same") + "'}";
        HttpResponse<String> first = server.post("/v1/webhooks", body, "add-once");
        HttpResponse<String> again = server.post("/v1/webhooks", body, "add-once");
        HttpResponse<String> other =
                server.post("/v1/webhooks", "{'url':'" + receiver.url("/x") + "'}", "add-once");

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(first.body(), again.body());
        assertEquals(422, other.statusCode());
        JsonObject webhook = new JsonObject(first.body());
        assertTrue(server.get("/v1/webhooks").body().contains(webhook.getString("id")));
        remove(webhook);
        assertEquals(404, send("DELETE", webhook, "").statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/url    | {}",
                "/url    | {'url':'example.com'}",
                "/url    | {'url':'ftp://example.com'}",
                "/url    | {'url':'https://a@example.com'}",
                "/url    | {'url':7}",
                "/kinds  | {'url':'https://example.com','kinds':['JobCanceled']}",
                "/kinds  | {'url':'https://example.com','kinds':['PolicyChanged']}",
                "/about  | {'url':'https://example.com','about':8}",
                "/enabled | {'url':'https://example.com','enabled':'yes'}",
                "/secret | {'url':'https://example.com','secret':'whsec_x'}",
            })
    void badWebhookIsRefusedByField(String pointer, String body) {
        HttpResponse<String> refused = server.post("/v1/webhooks", body);

        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("\"" + pointer + "\""), refused.body());
    }

    @Test
    void requestsThatMeanNothingAreRefused() {
        assertEquals(404, server.get("/v1/webhooks/none").statusCode());
        assertEquals(404, server.get("/v1/webhooks/none/dead-letters").statusCode());
        assertEquals(404, server.post("/v1/webhooks/none:test", "{}").statusCode());
        assertEquals(404, server.post("/v1/webhooks/none:rotate-secret", "{}").statusCode());
        assertEquals(
                404,
                server.post("/v1/webhooks/none/dead-letters:resend", "{'all':true}").statusCode());
        assertEquals(
                422,
                server.post("/v1/webhooks/none/dead-letters:resend", "{'messages':['x']}")
                        .statusCode());
        assertEquals(422, server.post("/v1/webhooks/none/dead-letters:resend", "{}").statusCode());
        assertEquals(405, server.post("/v1/webhooks/none", "{}").statusCode());
        assertEquals(
                400,
                server.send(
                                server.request("/v1/webhooks")
                                        .header("content-type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode());
    }

    private JsonObject webhook(String path, String more) {
        HttpResponse<String> added =
                server.post("/v1/webhooks", "{'url':'" + receiver.url(path) + "'" + more + "}");
        assertEquals(201, added.statusCode(), added.body());
        return new JsonObject(added.body());
    }

    private JsonObject shown(JsonObject webhook) {
        return new JsonObject(server.get("/v1/webhooks/" + webhook.getString("id")).body());
    }

    private JsonObject test(JsonObject webhook) {
        HttpResponse<String> answer =
                server.post("/v1/webhooks/" + webhook.getString("id") + ":test", "{}");
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private void remove(JsonObject webhook) {
        assertEquals(200, send("DELETE", webhook, "").statusCode());
    }

    private HttpResponse<String> send(String method, JsonObject webhook, String body) {
        return server.send(
                server.request("/v1/webhooks/" + webhook.getString("id"))
                        .header("content-type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static List<String> types(List<Receiver.Got> got) {
        return got.stream().map(Receiver.Got::type).toList();
    }

    private static List<String> jobs(List<Receiver.Got> got) {
        return got.stream().map(each -> each.data().getString("job")).toList();
    }

    private static List<Receiver.Got> of(String job, List<Receiver.Got> got) {
        return got.stream().filter(each -> each.data().getString("job").equals(job)).toList();
    }

    private static void awaitTrue(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("waited for " + what);
            }
            Pause.beforeLookingAgain();
        }
    }
}
