package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class LeanHttpTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context home = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void moreRequestsThanConnectionsAreAllAnsweredEachWithItsOwn() throws Exception {
        LeanHttp http = against(request -> request.response().end(request.path()));

        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(ask(http, "/" + i));
        }

        for (int i = 0; i < 50; i++) {
            assertEquals("200 -1 /" + i, answers.get(i).await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void refusalTellsWhenToComeBack() throws Exception {
        LeanHttp http =
                against(
                        request ->
                                request.response()
                                        .setStatusCode(503)
                                        .putHeader("Retry-After", "7")
                                        .end("later"));

        assertEquals("503 7 later", ask(http, "/").await(10, TimeUnit.SECONDS));
    }

    @Test
    void largeAnswerInManyPartsIsRead() throws Exception {
        String large = "x".repeat(300_000);
        LeanHttp http = against(request -> request.response().end(large));

        assertEquals("200 -1 " + large, ask(http, "/").await(10, TimeUnit.SECONDS));
    }

    @Test
    void brokenConnectionIsNoAnswerAndIsOpenedAgain() throws Exception {
        LeanHttp http =
                against(
                        request -> {
                            if ("/break".equals(request.path())) {
                                request.connection().close();
                            } else {
                                request.response().end("ok");
                            }
                        });

        assertEquals("0 -1 ", ask(http, "/break").await(10, TimeUnit.SECONDS));
        assertEquals("0 -1 ", ask(http, "/break").await(10, TimeUnit.SECONDS));
        assertEquals("200 -1 ok", ask(http, "/").await(10, TimeUnit.SECONDS));
    }

    @Test
    void whoeverDoesNotWaitForAConnectionIsToldThatNoneIsFree() throws Exception {
        List<HttpServerRequest> held = new ArrayList<>();
        LeanHttp http = against(held::add);
        Future<String> first = ask(http, "/");
        Future<String> second = ask(http, "/");

        Promise<Integer> third = Promise.promise();
        home.runOnContext(
                _ ->
                        http.sendNow(
                                LeanHttp.request(address, "GET", "/", "", ""),
                                (status, _, _) -> third.complete(status)));

        assertEquals(LeanHttp.NOT_SENT, third.future().await(10, TimeUnit.SECONDS));
        assertFalse(first.isComplete());
        assertFalse(second.isComplete());
    }

    private LeanHttp against(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(handler)
                        .listen(0, "127.0.0.1")
                        .await(10, TimeUnit.SECONDS);
        address = new ServerAddress("127.0.0.1", server.actualPort(), false);
        LeanHttp http = new LeanHttp(vertx, home, address);
        Promise<Object> opened = Promise.promise();
        home.runOnContext(_ -> http.open(2).onComplete(_ -> opened.complete()));
        opened.future().await(10, TimeUnit.SECONDS);
        return http;
    }

    private ServerAddress address = new ServerAddress("127.0.0.1", 1, false);

    private Future<String> ask(LeanHttp http, String path) {
        Promise<String> answer = Promise.promise();
        home.runOnContext(
                _ ->
                        http.send(
                                LeanHttp.request(address, "GET", path, "", ""),
                                (status, retryAfter, body) ->
                                        answer.complete(status + " " + retryAfter + " " + body)));
        return answer.future();
    }
}
