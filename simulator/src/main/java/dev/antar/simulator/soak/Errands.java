package dev.antar.simulator.soak;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What operators, receivers of webhooks, the curious and the confused do: they read, change and
/// change back, ask for what is not there and send what makes no sense. One event loop.
final class Errands {

    private static final int SHORT_MILLIS = 8_000;
    private static final JsonObject DECIDED =
            new JsonObject().put("by", "soak").put("reason", "to see that nothing is left");

    private final Vertx vertx;
    private final Desk desk;
    private final RandomGenerator random;
    private final List<String> webhooks = new ArrayList<>();
    private String policy = "";
    private String job = "nobody-asked";
    private String driver = "nobody";
    private int odd;
    private int read;

    Errands(Vertx vertx, Desk desk, RandomGenerator random) {
        this.vertx = vertx;
        this.desk = desk;
        this.random = random;
    }

    /// Notes the policy in force, which is the one in force again in the end.
    Future<Void> begin() {
        return desk.get("/v1/policy")
                .map(
                        answer -> {
                            JsonObject found = answer.json().getJsonObject("policy");
                            policy = found == null ? "" : found.getString("name");
                            return null;
                        });
    }

    /// A job to ask about.
    void job(String latest) {
        job = latest;
    }

    /// A driver to ask about.
    void driver(String latest) {
        driver = latest;
    }

    /// Something that is refused.
    void askNonsense() {
        String never = "x" + random.nextLong(1L << 40);
        switch (odd++ % 10) {
            case 0 -> desk.get("/v1/" + never);
            case 1 -> desk.get("/v1/jobs/" + never);
            case 2 -> desk.send(HttpMethod.POST, "/v1/jobs", Buffer.buffer("{\"kind\":" + never));
            case 3 ->
                    desk.post(
                            "/v1/jobs", new JsonObject().put("kind", never).put(never, "no field"));
            case 4 -> desk.send(HttpMethod.DELETE, "/v1/jobs", Buffer.buffer());
            case 5 -> desk.post("/v1/jobs/" + never + ":cancel", new JsonObject());
            case 6 -> desk.send(HttpMethod.POST, "/v1/jobs", Buffer.buffer("[".repeat(2_000)));
            case 7 -> desk.get("/v1/jobs/" + never + "/events");
            case 8 -> desk.get("/assets/" + never);
            default ->
                    desk.post(
                            "/v1/drivers:search",
                            new JsonObject().put("position", new JsonObject().put("lat", 91)));
        }
    }

    /// Something that costs the server more than a look.
    void read() {
        String from = encoded(Instant.now().minus(1, ChronoUnit.HOURS));
        String until = encoded(Instant.now());
        switch (read++ % 8) {
            case 0 -> desk.get("/v1/jobs/" + job + "/explanation?lang=en");
            case 1 -> desk.get("/v1/jobs/" + job + "/explanation?driver=" + driver);
            case 2 -> desk.get("/v1/drivers/" + driver + "/statement");
            case 3 ->
                    desk.get(
                            "/v1/drivers/" + driver + "/explanation?from=" + from + "&to=" + until);
            case 4 -> desk.get("/v1/policy/explanation");
            case 5 -> desk.get("/v1/policy/history");
            case 6 -> desk.get("/v1/cases?state=ALL");
            default -> desk.get("/v1/policy/fairness");
        }
    }

    /// A driver objects, and is answered.
    void object() {
        String about = driver;
        JsonObject words = new JsonObject().put("subject", "JOB").put("job", job);
        desk.post("/v1/drivers/" + about + "/objections", words.put("words", "I was nearer."))
                .onSuccess(
                        opened ->
                                soon(
                                        () ->
                                                desk.post(
                                                        "/v1/cases/"
                                                                + opened.json().getString("id")
                                                                + ":answer",
                                                        new JsonObject()
                                                                .put("by", "soak")
                                                                .put("outcome", "UPHELD")
                                                                .put("text", "It stands."))));
    }

    /// A driver is paused and let in again, and paid something and asked for it back.
    void pauseAndPay() {
        String about = "/v1/drivers/" + driver;
        desk.post(about + ":pause", DECIDED.copy());
        soon(() -> desk.post(about + ":resume", DECIDED.copy()));
        for (int amount : new int[] {250, -250}) {
            desk.post(about + "/adjustments", DECIDED.copy().put("amount", amount));
        }
    }

    /// Another policy, and soon the first again.
    void changePolicy() {
        String other = random.nextBoolean() ? "batch-5s" : "nearest-first";
        change(other);
        soon(() -> change(policy));
    }

    /// A webhook at a port where nobody listens, for a while.
    void addWebhook() {
        JsonObject nobody = new JsonObject().put("url", "http://127.0.0.1:1/hook");
        desk.post("/v1/webhooks", nobody.put("about", "soak"))
                .onSuccess(
                        made -> {
                            String id = made.json().getString("id");
                            if (made.status() == 201 && id != null) {
                                webhooks.add(id);
                                desk.get("/v1/webhooks/" + id);
                                desk.post("/v1/webhooks/" + id + ":test", new JsonObject());
                                soon(() -> remove(id));
                            }
                        });
    }

    /// Takes back whatever is still there.
    Future<Void> takeBack() {
        List<Future<?>> all = new ArrayList<>();
        List.copyOf(webhooks).forEach(id -> all.add(remove(id)));
        all.add(change(policy));
        return Future.join(all).otherwiseEmpty().mapEmpty();
    }

    private Future<Desk.Answer> change(String to) {
        return desk.send(
                HttpMethod.PUT,
                "/v1/policy",
                DECIDED.copy().put("name", to).put("withoutReport", "a soak").toBuffer());
    }

    private Future<Desk.Answer> remove(String webhook) {
        return desk.send(HttpMethod.DELETE, "/v1/webhooks/" + webhook, Buffer.buffer())
                .onSuccess(
                        answer -> {
                            if (answer.status() < 500) {
                                webhooks.remove(webhook);
                            }
                        });
    }

    private void soon(Runnable task) {
        vertx.setTimer(SHORT_MILLIS, _ -> task.run());
    }

    private static String encoded(Instant at) {
        return URLEncoder.encode(
                at.truncatedTo(ChronoUnit.SECONDS).toString(), StandardCharsets.UTF_8);
    }
}
