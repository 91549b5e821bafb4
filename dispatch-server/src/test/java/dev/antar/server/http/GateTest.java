package dev.antar.server.http;

import static dev.antar.server.http.GatedServer.SECOND;
import static dev.antar.server.http.GatedServer.answer;
import static dev.antar.server.http.GatedServer.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Who is let in, who is refused, and that each gives his place back.
final class GateTest {

    @RegisterExtension private final GatedServer gate = new GatedServer();

    @Test
    void clientThatGoesAwayBeforeItsAnswerGivesItsPlaceBack() throws IOException {
        Socket client = gate.send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        await(() -> !gate.unanswered.isEmpty());
        assertEquals(1, gate.admission.underWay());

        client.close();

        await(() -> gate.admission.underWay() == 0);
        RoutingContext late = gate.unanswered.remove();
        gate.onLoop(() -> late.response().end("too late"));
        assertEquals(0, gate.admission.underWay());
    }

    @Test
    void requestThatIsOverHoldsNoneOfThoseThatCameAfterIt() throws IOException {
        gate.get("/v1/jobs/first");
        await(() -> gate.unanswered.size() == 1);
        gate.get("/v1/jobs/second");
        await(() -> gate.unanswered.size() == 2);
        RoutingContext first = gate.unanswered.remove();
        RoutingContext second = gate.unanswered.remove();

        gate.onLoop(() -> first.response().end("done"));
        gate.onLoop(() -> second.response().end("done"));

        await(() -> gate.admission.underWay() == 0);
        for (RoutingContext each : List.of(first, second)) {
            Passage over = Objects.requireNonNull(Passage.of(each));
            assertNull(over.before);
            assertNull(over.after);
        }
    }

    @Test
    void handlerThatFailsGivesThePlaceBack() throws IOException {
        assertEquals(
                "HTTP/1.1 500 Internal Server Error", answer(gate.get("/v1/fails")).getFirst());

        await(() -> gate.admission.underWay() == 0);
    }

    @Test
    void requestThatTheRouterCannotReadGivesItsPlaceBack() throws IOException {
        assertEquals("HTTP/1.1 404 Not Found", answer(gate.get("nowhere")).getFirst());

        await(() -> gate.admission.underWay() == 0);
    }

    @Test
    void answeredRequestsGiveTheirPlacesBack() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertEquals("HTTP/1.1 200 OK", answer(gate.get("/v1/now")).getFirst());
        }

        await(() -> gate.admission.underWay() == 0);
    }

    @Test
    void whoeverIsTooManyIsToldWhenToComeBackAndHealthIsAnswered() throws IOException {
        gate.fill();

        List<String> refused = gate.refusal(gate.post("/v1/now"));

        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("content-type: application/problem+json"), refused.toString());
        assertTrue(
                refused.stream().anyMatch(line -> line.matches("retry-after: [1-4]")),
                refused.toString());
        assertEquals(429, new JsonObject(refused.getLast()).getInteger("status"));
        assertEquals("HTTP/1.1 200 OK", answer(gate.get("/livez")).getFirst());
        assertTrue(
                gate.meters.scrape().contains("antar_http_refused_total{priority=\"CHANGE\"} 1.0"),
                gate.meters.scrape());
    }

    @Test
    void connectionServesOnAfterARefusalAlsoOfARequestWithABody() throws IOException {
        gate.fill();
        Socket client =
                gate.send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
        assertEquals("HTTP/1.1 429 Too Many Requests", gate.refusal(client).getFirst());
        gate.empty();

        client.getOutputStream()
                .write("GET /v1/now HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 200 OK", answer(client).getFirst());
    }

    @Test
    void refusalOfAServerThatStopsIsTheLastOnItsConnectionOnceTheBodyIsThere() throws IOException {
        gate.fill();
        gate.draining = true;
        Socket client =
                gate.send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
        List<String> refused = answer(client);
        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("connection: close"), refused.toString());

        client.getOutputStream().write("dy".getBytes(StandardCharsets.UTF_8));

        // By the close and no reset, which could take the answer away.
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void crowdIsToldToComeBackInDifferentSeconds() throws IOException {
        gate.fill();
        List<String> seconds = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            seconds.add(retryAfter(gate.refusal(gate.post("/v1/now"))));
        }

        assertEquals(4, seconds.stream().distinct().count(), seconds.toString());
    }

    @Test
    void crowdOfReadersIsSpreadOverMoreSeconds() throws IOException {
        gate.fill();
        // The last of the places that reads have of their own.
        gate.get("/v1/jobs/held");
        await(() -> gate.admission.waiting() == 1);
        gate.pass(Gate.LEAST_WAIT_NANOS);
        gate.serve();
        await(() -> !gate.unanswered.isEmpty());
        List<String> seconds = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            seconds.add(retryAfter(gate.refusal(gate.get("/v1/now"))));
        }

        assertEquals(8, seconds.stream().distinct().count(), seconds.toString());
        assertTrue(
                gate.meters.scrape().contains("antar_http_refused_total{priority=\"READ\"} 8.0"),
                gate.meters.scrape());
    }

    private static String retryAfter(List<String> refusal) {
        assertEquals("HTTP/1.1 429 Too Many Requests", refusal.getFirst());
        return refusal.stream()
                .filter(line -> line.startsWith("retry-after: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void heavyRequestsAreFewAtOnceAndThoseThatGoAwayMakeRoom() throws IOException {
        Socket first = gate.get("/v1/few");
        await(() -> gate.unanswered.size() == 1);

        List<String> second = answer(gate.get("/v1/few"));
        assertEquals("HTTP/1.1 429 Too Many Requests", second.getFirst());
        assertTrue(second.stream().anyMatch(line -> line.startsWith("retry-after: ")));
        first.close();
        await(() -> gate.admission.underWay() == 0);
        gate.get("/v1/few");

        await(() -> gate.unanswered.size() == 2);
    }

    @Test
    void requestThatNobodyAnswersIsToldSo() throws IOException {
        Socket client = gate.get("/v1/jobs/j1");
        await(() -> !gate.unanswered.isEmpty());

        gate.pass(31 * SECOND);
        gate.look();

        assertEquals("HTTP/1.1 503 Service Unavailable", answer(client).getFirst());
        assertEquals(0, gate.admission.underWay());
    }
}
