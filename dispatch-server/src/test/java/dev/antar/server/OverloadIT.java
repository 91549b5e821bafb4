package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server whose places are all taken, by requests that take their time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    private final List<Socket> slow = new ArrayList<>();

    @Test
    void readsAreRefusedBeforeCreatesAndDriversAreHeardAllTheWhile() throws IOException {
        try (TestSocket driver = server.onDuty("heard", 20, 10)) {
            server.job("held", 20, 10);
            String offer = driver.await("offer").getString("offer");

            take("GET /v1/jobs/held", 2);
            take("GET /v1/jobs/held/explanation", 1);
            await(() -> underWay() == 3);
            fill(limit() * 6 / 10 + 1);
            assertRefused(server.get("/v1/jobs/held"));
            assertRefused(server.get("/v1/jobs/held/explanation"));
            assertEquals(201, server.job("still-taken", 30, 30).statusCode());

            fill(limit());
            assertRefused(server.job("too-many", 31, 31));
            assertEquals(200, server.get("/livez").statusCode());
            assertEquals(200, server.get("/readyz").statusCode());
            driver.send("{'t':'accept','id':'1','offer':'" + offer + "'}");
            assertEquals("DONE", driver.ack("1").getString("result"));
            driver.send("{'t':'arrived','id':'2','job':'held'}");
            driver.send("{'t':'pickedUp','id':'3','job':'held'}");
            driver.send("{'t':'completed','id':'4','job':'held'}");
            assertEquals("DONE", driver.ack("4").getString("result"));

            for (Socket each : slow) {
                each.close();
            }
            await(() -> underWay() == 0);
            assertEquals(200, server.get("/v1/jobs/held").statusCode());
            assertEquals(200, server.get("/v1/jobs/held/explanation").statusCode());
            assertEquals(201, server.job("too-many", 31, 31).statusCode());
            assertTrue(metric("antar_http_refused_total{priority=\"READ\"}") >= 1);
            assertTrue(metric("antar_http_refused_total{priority=\"CHANGE\"}") >= 1);
        }
    }

    /// Begins changes that do not end until so many requests are under way. Those begun long ago
    /// may have been given up meanwhile, and are begun anew.
    private void fill(int wanted) {
        long beginAgain = 0;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (int now = underWay(); now < wanted; now = underWay()) {
            assertTrue(System.nanoTime() < until, now + " under way, not " + wanted);
            if (System.nanoTime() > beginAgain) {
                take("POST /v1/jobs", wanted - now);
                beginAgain = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            }
        }
    }

    private int underWay() {
        return metric("antar_http_under_way");
    }

    /// Begins requests whose bodies do not come.
    private void take(String request, int count) {
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                String head = request + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int limit() {
        return metric("antar_http_limit");
    }

    private int metric(String name) {
        return (int) server.metric(name);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertEquals(429, answer.statusCode(), answer.body());
        String after = answer.headers().firstValue("retry-after").orElse("nothing");
        assertTrue(after.matches("[1-8]"), "Retry-After: " + after);
        assertEquals(
                "https://antar.dev/problems/too-many-requests",
                new JsonObject(answer.body()).getString("type"));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "did not come true within 30 s");
        }
    }
}
