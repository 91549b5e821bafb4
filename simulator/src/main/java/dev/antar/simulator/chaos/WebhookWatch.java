package dev.antar.simulator.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A webhook of a drill's server, and in the end what of it came. The drill's thread.
final class WebhookWatch {

    /// The option of a server that lets it send to this machine.
    static final String OPTION = "--webhooks-allow-private";

    /// Of what drivers do: they are few, so that neither the server nor the receiver has much to do
    /// for it, however many jobs are asked for.
    private static final List<String> KINDS =
            List.of("OfferAccepted", "DriverArrived", "JobPickedUp", "JobCompleted");

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Longer than three attempts that fail, and their pauses.
    private static final Duration ALL_CAME = Duration.ofSeconds(90);

    private static final double MOST_SLACK = 3;

    private final Stage stage;
    private final WebhookReceiver receiver;
    private final String secret;

    private WebhookWatch(Stage stage, WebhookReceiver receiver, String secret) {
        this.stage = stage;
        this.receiver = receiver;
        this.secret = secret;
    }

    /// Adds a webhook to the stage's server, which runs and was started with [#OPTION].
    static WebhookWatch begin(Stage stage) throws IOException, InterruptedException {
        WebhookReceiver receiver =
                stage.keep(WebhookReceiver.listen(stage.vertx(), stage.ground().ports().take()));
        JsonObject webhook =
                new JsonObject().put("url", receiver.url()).put("kinds", new JsonArray(KINDS));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> added =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(stage.server().url() + "/v1/webhooks"))
                                    .timeout(LIMIT)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", stage.tag() + "-webhook")
                                    .POST(HttpRequest.BodyPublishers.ofString(webhook.encode()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (added.statusCode() != 201) {
                throw new IOException("no webhook: " + added.statusCode() + " " + added.body());
            }
            return new WebhookWatch(
                    stage, receiver, new JsonObject(added.body()).getString("secret"));
        }
    }

    /// Waits until all has come, and holds it against the log. After everybody has finished.
    void audit() throws SQLException, InterruptedException {
        Findings findings = stage.findings();
        findings.progress(1, "what the webhook wants comes");
        Duration limit = ALL_CAME.multipliedBy((long) Math.min(MOST_SLACK, stage.plan().slack()));
        Pace pace = new Pace();
        // What has come is in the log: that is read afterwards.
        List<WebhookMessage> got = receiver.got();
        List<WantedEvent> wanted = wanted();
        long late = WebhookAudit.missing(wanted, got);
        while (WebhookAudit.missing(wanted, got) > 0 && pace.passed().compareTo(limit) < 0) {
            Pace.pause(LOOK);
            got = receiver.got();
            wanted = wanted();
        }
        findings.checkAll(WebhookAudit.checks(wanted, got, secret));
        findings.figure("events for the webhook", wanted.size());
        findings.figure("messages of the webhook", got.size());
        findings.figure(
                "messages of the webhook, refused at first",
                got.stream().filter(each -> !each.taken()).count());
        findings.figure("messages of the webhook, again", WebhookAudit.repeated(got));
        findings.figure("not yet sent to the webhook when all was done", late);
        findings.figure("all sent to the webhook after, s", pace.passed().toMillis() / 1e3);
    }

    /// By job, in the order of their versions.
    private List<WantedEvent> wanted() throws SQLException {
        List<WantedEvent> wanted = new ArrayList<>();
        try (Connection connection = stage.connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select region || '-' || seq, job, version, type from event where"
                                        + " type = any (?) order by job, version")) {
            statement.setArray(1, connection.createArrayOf("text", KINDS.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    wanted.add(
                            new WantedEvent(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getInt(3),
                                    row.getString(4)));
                }
            }
        }
        return wanted;
    }
}
