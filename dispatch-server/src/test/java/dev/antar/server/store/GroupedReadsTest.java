package dev.antar.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class GroupedReadsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<List<Integer>> statements = new ArrayList<>();
    private final List<Promise<RowSet<Row>>> underWay = new ArrayList<>();
    private final GroupedReads<Integer, String> reads =
            new GroupedReads<>(
                    1,
                    together -> {
                        statements.add(together);
                        Promise<RowSet<Row>> answer = Promise.promise();
                        underWay.add(answer);
                        return answer.future();
                    },
                    Row::toString);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whatIsAskedInOneTurnGoesTogether() {
        inATurn(() -> ask(0, 30));
        inATurn(() -> {});

        assertEquals(1, statements.size());
        assertEquals(30, statements.getFirst().size());
    }

    @Test
    void whatIsAskedMeanwhileGoesTogetherAfterwards() {
        inATurn(() -> ask(0, 1));
        inATurn(() -> ask(1, 2));
        inATurn(() -> ask(2, 4));
        inATurn(() -> underWay.getFirst().fail("away"));

        assertEquals(List.of(List.of(0), List.of(1, 2, 3)), statements);
    }

    @Test
    void whoAsksOutsideAnyTurnIsNotLeftWaiting() {
        ask(0, 2);

        assertEquals(List.of(List.of(0)), statements);
    }

    private void ask(int from, int until) {
        for (int i = from; i < until; i++) {
            reads.ask(i);
        }
    }

    /// On the region's thread; returns when it is over.
    private void inATurn(Runnable task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(
                _ -> {
                    task.run();
                    done.complete();
                });
        done.future().await();
    }
}
