package dev.antar.server.http;

import static dev.antar.server.http.GatedServer.SECOND;
import static dev.antar.server.http.GatedServer.answer;
import static dev.antar.server.http.GatedServer.await;
import static dev.antar.server.http.GatedServer.ended;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Requests that were let in and whose bodies take their time.
final class SlowBodiesTest {

    @RegisterExtension private final GatedServer gate = new GatedServer();

    @Test
    void clientThatGoesAwayInTheMiddleOfItsBodyGivesItsPlaceBack() throws IOException {
        Socket client =
                gate.send("POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
        await(() -> gate.admission.underWay() == 1);

        client.close();

        await(() -> gate.admission.underWay() == 0);
        assertTrue(gate.unanswered.isEmpty());
    }

    @Test
    void bodyThatDribblesInIsWaitedForForTenSecondsAndKeepsItsPlaceForAMoment() throws IOException {
        Socket client = gate.send(GatedServer.BEGUN);
        await(() -> gate.admission.underWay() == 1);

        gate.pass(2 * Gate.HOLD_NANOS);
        gate.lend();
        assertEquals(0, gate.admission.underWay());
        assertEquals(1, gate.admission.slow());
        gate.pass(9 * SECOND);
        gate.look();
        assertEquals(1, gate.admission.slow());
        gate.pass(2 * SECOND);
        gate.look();

        assertEquals(0, gate.admission.slow());
        assertEquals("HTTP/1.1 408 Request Timeout", answer(client).getFirst());
        await(() -> ended(client));
    }

    @Test
    void bodyThatComesLateFindsAPlaceOrIsRefused() throws IOException {
        Socket first = gate.slow();
        Socket second = gate.slow();

        first.getOutputStream().write("}".getBytes(StandardCharsets.UTF_8));
        await(() -> gate.unanswered.size() == 1);
        assertEquals(1, gate.admission.underWay());
        gate.fill();
        int others = gate.admission.underWay();
        second.getOutputStream().write("}".getBytes(StandardCharsets.UTF_8));

        assertEquals("HTTP/1.1 429 Too Many Requests", answer(second).getFirst());
        assertEquals(others, gate.admission.underWay());
        assertEquals(0, gate.admission.slow());
        assertEquals(1, gate.unanswered.size());
    }

    @Test
    void clientThatGoesAwayInTheMiddleOfASlowBodyIsForgotten() throws IOException {
        Socket client = gate.slow();

        client.close();

        await(() -> gate.admission.slow() == 0);
        assertEquals(0, gate.admission.underWay());
    }

    @Test
    void oneSlowBodyTooManyIsTakenAtTheCostOfTheSlowest() throws IOException {
        Socket slowest = gate.slow();
        int others = Admission.MOST_SLOW - 1;
        gate.admission.slower(others);

        gate.slow();

        assertEquals("HTTP/1.1 408 Request Timeout", answer(slowest).getFirst());
        await(() -> ended(slowest));
        assertEquals(others + 1, gate.admission.slow());
    }
}
