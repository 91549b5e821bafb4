package dev.antar.server.http;

import static dev.antar.server.http.GatedServer.SECOND;
import static dev.antar.server.http.GatedServer.answer;
import static dev.antar.server.http.GatedServer.await;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.Priority;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Those who find no place and are not refused at once.
final class WaitingAtTheGateTest {

    @RegisterExtension private final GatedServer gate = new GatedServer();

    @Test
    void clientsWaitAndAreServedWhenThereIsRoom() throws IOException {
        gate.fill();
        Socket patient = gate.get("/v1/now");
        await(() -> gate.admission.waiting() == 1);

        gate.serve();
        assertEquals(1, gate.admission.waiting());
        gate.empty();
        gate.serve();

        assertEquals("HTTP/1.1 200 OK", answer(patient).getFirst());
        assertEquals(0, gate.admission.waiting());
        await(() -> gate.admission.underWay() == 0);
    }

    @Test
    void bodyOfARequestThatWaitedIsRead() throws IOException {
        gate.fill();
        Socket patient =
                gate.send("POST /v1/now HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
        await(() -> gate.admission.waiting() == 1);
        gate.empty();
        gate.serve();

        patient.getOutputStream().write("dy".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 200 OK", answer(patient).getFirst());
    }

    @Test
    void placeThatIsGivenBackGoesToTheNewestThatWaits() throws IOException {
        gate.fill();
        Socket first = gate.get("/v1/now");
        await(() -> gate.admission.waiting() == 1);
        Socket second = gate.get("/v1/jobs/new");
        await(() -> gate.admission.waiting() == 2);

        while (gate.admission.underWay() >= ConcurrencyLimit.START * 60 / 100) {
            gate.admission.leave(Priority.CHANGE);
        }
        gate.serve();

        await(() -> !gate.unanswered.isEmpty());
        assertEquals("/v1/jobs/new", gate.unanswered.remove().request().path());
        assertEquals(1, gate.admission.waiting());
        second.close();
        assertEquals("HTTP/1.1 200 OK", answer(first).getFirst());
    }

    @Test
    void nobodyIsRefusedBeforeHeHasWaited() throws IOException {
        gate.fill();
        Socket patient = gate.post("/v1/now");
        await(() -> gate.admission.waiting() == 1);

        gate.pass(Gate.LEAST_WAIT_NANOS - 1);
        gate.serve();
        assertEquals(1, gate.admission.waiting());
        gate.pass(1);
        gate.serve();

        assertEquals("HTTP/1.1 429 Too Many Requests", answer(patient).getFirst());
    }

    @Test
    void nobodyWaitsForLongerThanFiveSeconds() throws IOException {
        gate.fill();
        List<Socket> patient = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            patient.add(gate.post("/v1/now"));
        }
        await(() -> gate.admission.waiting() == 1_000);

        gate.pass(SECOND);
        gate.serve();
        assertEquals(1_000 - RefusalBudget.MOST, gate.admission.waiting());
        gate.pass(5 * SECOND);
        gate.serve();

        assertEquals(0, gate.admission.waiting());
        for (Socket each : patient) {
            assertEquals("HTTP/1.1 429 Too Many Requests", answer(each).getFirst());
        }
    }

    @Test
    void serverThatStopsKeepsNobodyWaiting() throws IOException {
        gate.fill();
        Socket patient = gate.get("/v1/now");
        await(() -> gate.admission.waiting() == 1);

        gate.draining = true;
        gate.serve();

        List<String> refused = answer(patient);
        assertEquals("HTTP/1.1 429 Too Many Requests", refused.getFirst());
        assertTrue(refused.contains("connection: close"), refused.toString());
        assertEquals("HTTP/1.1 429 Too Many Requests", answer(gate.get("/v1/now")).getFirst());
    }

    @Test
    void whoeverGoesAwayWhileHeWaitsTakesNoPlace() throws IOException {
        gate.fill();
        gate.get("/v1/now").close();
        await(() -> gate.admission.waiting() == 1);

        gate.empty();
        await(
                () -> {
                    gate.serve();
                    return gate.admission.waiting() == 0;
                });

        await(() -> gate.admission.underWay() == 0);
    }
}
