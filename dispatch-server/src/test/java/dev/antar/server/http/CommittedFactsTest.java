package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.RegionUnavailable;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.Replies;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// What is told as a fact is committed, or a crash could undo what somebody was told: each of these
/// asks a region that answers nothing else.
final class CommittedFactsTest {

    private static final DriverId ANI = new DriverId("ani");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CommittedRegion region =
            new CommittedRegion(ShippedPolicies.named("minimum-cost"));
    private final HttpServer server;

    CommittedFactsTest() {
        Regions regions =
                new Regions(
                        List.of(
                                new ServedRegion(
                                        region,
                                        new LatLng(57.7, 11.97),
                                        Double.POSITIVE_INFINITY)));
        PolicyArchive archive = new NoChanges();
        PolicyResource policy =
                new PolicyResource(regions, archive, ReviewRules.usual(), new NoReplies());
        PolicyExplanationResource explained =
                new PolicyExplanationResource(
                        vertx,
                        policy::region,
                        archive,
                        new Measurements(vertx, new NoDecisions()),
                        new Meters());
        PauseResource pauses = new PauseResource(policy::region);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        router.get("/v1/policy").handler(policy::find);
        router.put("/v1/policy").handler(policy::change);
        router.get("/v1/policy/explanation").handler(explained::find);
        router.get("/v1/drivers/:id/pause").handler(pauses::find);
        server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").await();
    }

    @AfterEach
    void close() {
        client.close();
        vertx.close().await();
    }

    @Test
    void policyInForceIsTheOneThatIsCommitted() throws Exception {
        assertEquals("minimum-cost", nameIn(send(asking("/v1/policy"))));
    }

    @Test
    void changeWithoutAKeyIsAnsweredByWhatIsCommitted() throws Exception {
        assertEquals("nearest-first", nameIn(send(change())));
    }

    @Test
    void changeUnderAKeyIsAnsweredByWhatIsCommitted() throws Exception {
        assertEquals("nearest-first", nameIn(send(change().header("idempotency-key", "k-1"))));
    }

    @Test
    void explanationIsOfThePolicyThatIsCommitted() throws Exception {
        JsonObject explanation = send(asking("/v1/policy/explanation"));

        assertTrue(explanation.encode().contains("minimum-cost"), explanation.encode());
    }

    @Test
    void regionThatTellsNothingNowSaysSoItselfAndWhenToComeBack() throws Exception {
        region.refuses = new RegionUnavailable("The server stops.", 7);

        for (String path : List.of("/v1/policy", "/v1/policy/explanation")) {
            HttpResponse<String> answer =
                    client.send(asking(path).build(), BodyHandlers.ofString());

            assertEquals(503, answer.statusCode(), answer.body());
            assertEquals("The server stops.", new JsonObject(answer.body()).getString("detail"));
            int again = Integer.parseInt(answer.headers().firstValue("retry-after").orElseThrow());
            assertTrue(again >= 7, () -> path + ": " + again);
        }
    }

    @Test
    void pauseIsShownOnceItIsCommitted() throws Exception {
        long now = region.nowMillis();
        region.handle(new Command.RegisterDriver(now, DriverProfile.car(ANI)));
        region.handle(new Command.PauseDriver(now, ANI, "ops", "a complaint"));

        JsonObject pause = send(asking("/v1/drivers/ani/pause"));

        assertEquals("a complaint", pause.getString("reason"));
    }

    private HttpRequest.Builder asking(String path) {
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder change() {
        JsonObject body =
                new JsonObject()
                        .put("name", "nearest-first")
                        .put("by", "ops")
                        .put("reason", "simpler")
                        .put("withoutReport", "a test");
        return asking("/v1/policy")
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(body.encode()));
    }

    private JsonObject send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    private static String nameIn(JsonObject answer) {
        return answer.getJsonObject("policy").getString("name");
    }

    private static final class NoReplies implements Replies {

        @Override
        public Future<@Nullable StoredReply> find(IdempotencyKey key) {
            return Future.succeededFuture(null);
        }

        @Override
        public Future<StoredReply> keep(IdempotencyKey key, StoredReply reply) {
            return Future.succeededFuture(reply);
        }
    }

    private static final class NoDecisions implements DecisionArchive {

        @Override
        public Future<List<DecisionRecord>> ofJob(JobId job) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Named> naming(DriverId driver, long fromMillis, long toMillis) {
            return Future.succeededFuture(new Named(List.of(), true));
        }

        @Override
        public Future<List<Recorded>> sample(
                String region, long fromMillis, long toMillis, int seed) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<@Nullable Long> keptSince() {
            return Future.succeededFuture(null);
        }
    }

    private static final class NoChanges implements PolicyArchive {

        @Override
        public Future<List<Event.PolicyChanged>> changes(String region, int most) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<SlotOutcome>> outcomes(
                String region, int slotMillis, long burnInMillis, long fromMillis, long toMillis) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Boolean> keepReport(String digest, String text) {
            return Future.succeededFuture(true);
        }

        @Override
        public Future<@Nullable String> report(String digest) {
            return Future.succeededFuture(null);
        }

        @Override
        public Future<Event.@Nullable PolicyChanged> change(String region, long seq) {
            return Future.succeededFuture(null);
        }
    }
}
