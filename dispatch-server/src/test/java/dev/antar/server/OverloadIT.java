package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// A server that is asked for more at once than it takes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadIT {

    /// More than reads leave to others wherever the limit stands, and fewer than it ever is.
    private static final int CROWD = 120;

    /// More than the limit may ever be.
    private static final int LARGER_CROWD = 400;

    @RegisterExtension private final RunningServer server = RunningServer.forAllTests();

    private static final int READERS = 16;

    @Test
    void readsAreRefusedBeforeCreatesAndDriversAreHeardAllTheWhile() throws Exception {
        try (TestSocket driver = server.onDuty("heard", 20, 10)) {
            server.job("held", 20, 10);
            String offer = driver.await("offer").getString("offer");

            try (Crowd _ = customers("some", CROWD)) {
                try (Crowd readers = new Crowd(READERS, _ -> server.get("/v1/jobs/held"))) {
                    assertRefused(readers.firstRefusal());
                }
                driver.send("{'t':'accept','id':'1','offer':'" + offer + "'}");
                assertEquals("DONE", driver.ack("1").getString("result"));
                driver.send("{'t':'arrived','id':'2','job':'held'}");
                try (Crowd operators =
                        new Crowd(READERS, _ -> server.get("/v1/jobs/held/explanation"))) {
                    assertRefused(operators.firstRefusal());
                }
                assertEquals(201, server.job("still-taken", 30, 30).statusCode());
                assertEquals(0, refused("CHANGE"));

                try (Crowd many = customers("many", LARGER_CROWD)) {
                    assertRefused(many.firstRefusal());
                    assertEquals(200, server.get("/livez").statusCode());
                    assertEquals(200, server.get("/readyz").statusCode());
                    driver.send("{'t':'pickedUp','id':'3','job':'held'}");
                    driver.send("{'t':'completed','id':'4','job':'held'}");
                    assertEquals("DONE", driver.ack("4").getString("result"));
                }
            }

            await(() -> server.metric("antar_http_under_way") == 0);
            assertEquals(200, server.get("/v1/jobs/held").statusCode());
            assertEquals(200, server.get("/v1/jobs/held/explanation").statusCode());
            assertEquals(201, server.job("after-all", 31, 31).statusCode());
            assertTrue(refused("READ") >= 1);
            assertTrue(refused("CHANGE") >= 1);
        }
    }

    /// Who ask for one job after the other.
    private Crowd customers(String name, int size) {
        AtomicInteger jobs = new AtomicInteger();
        return new Crowd(size, _ -> server.job(name + "-" + jobs.incrementAndGet(), 30, 30));
    }

    /// So many who ask again as soon as they are answered, until they are told to end.
    private static final class Crowd implements AutoCloseable {

        private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
        private final CompletableFuture<HttpResponse<String>> refusal = new CompletableFuture<>();
        private volatile boolean over;

        Crowd(int size, IntFunction<HttpResponse<String>> ask) {
            for (int i = 0; i < size; i++) {
                int who = i;
                people.execute(
                        () -> {
                            while (!over) {
                                HttpResponse<String> answer = ask.apply(who);
                                if (answer.statusCode() >= 300) {
                                    refusal.complete(answer);
                                }
                            }
                        });
            }
        }

        HttpResponse<String> firstRefusal() throws Exception {
            return refusal.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            over = true;
            people.close();
        }
    }

    private int refused(String priority) {
        return (int) server.metric("antar_http_refused_total{priority=\"" + priority + "\"}");
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
            Pause.beforeLookingAgain();
        }
    }
}
