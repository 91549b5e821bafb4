package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

@Timeout(60)
final class AskersIT {

    private static final int SLOW_MILLIS = 1_500;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void nothingIsUnderWayOnceTheyHaveFinished() throws Exception {
        HttpServer slow =
                vertx.createHttpServer()
                        .requestHandler(
                                request ->
                                        vertx.setTimer(
                                                SLOW_MILLIS,
                                                _ ->
                                                        request.response()
                                                                .setStatusCode(201)
                                                                .end("{\"id\":\"some\"}")))
                        .listen(0, "127.0.0.1")
                        .await();
        try (Askers askers =
                new Askers(
                        vertx,
                        new ServerAddress("127.0.0.1", slow.actualPort(), false),
                        new SyntheticCity(Stage.MIDDLE, 1_500, 600, 1),
                        "test",
                        false,
                        new SplittableRandom(1))) {
            askers.rate(50);
            Pace.await(Duration.ofSeconds(20), () -> askers.count() >= 10);

            List<Asked> asked = askers.finish(1);

            assertFalse(asked.isEmpty());
            assertEquals(0, askers.open());
            assertTrue(asked.stream().allMatch(Asked::answered));
        }
    }
}
