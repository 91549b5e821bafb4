package dev.antar.server.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// Looks things up in groups. What is asked in one turn of the region's thread, or while others are
/// being looked up, goes together in one statement, as commits do: a crowd, such as comes back
/// after an outage, costs a few statements and waits for no connection. One for each region, on its
/// thread.
///
/// @param <Q> a question
/// @param <A> its answer, from the row that stands where the question did
final class GroupedReads<Q, A> {

    /// More would make those who wait for the same answer wait too long.
    private static final int TOGETHER = 64;

    private record Asked<Q, A>(Q question, Promise<A> answer) {}

    private final int atOnce;
    private final Function<List<Q>, Future<RowSet<Row>>> read;
    private final Function<Row, A> answer;
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean called;

    /// @param atOnce statements that are on their way at the same time; the pool's other
    ///   connections are for commits. With one, answers come in the order of the questions
    /// @param read asks for a row for each question, in their order
    GroupedReads(int atOnce, Function<List<Q>, Future<RowSet<Row>>> read, Function<Row, A> answer) {
        this.atOnce = atOnce;
        this.read = read;
        this.answer = answer;
    }

    Future<A> ask(Q question) {
        Promise<A> promise = Promise.promise();
        waiting.add(new Asked<>(question, promise));
        if (!called && underWay < atOnce) {
            called = true;
            atEndOfTurn(
                    () -> {
                        called = false;
                        next();
                    });
        }
        return promise.future();
    }

    private static void atEndOfTurn(Runnable task) {
        Context own = Vertx.currentContext();
        if (own == null) {
            task.run();
        } else {
            own.runOnContext(_ -> task.run());
        }
    }

    private void next() {
        if (underWay >= atOnce || waiting.isEmpty()) {
            return;
        }
        List<Asked<Q, A>> together = new ArrayList<>();
        while (together.size() < TOGETHER && !waiting.isEmpty()) {
            together.add(waiting.remove());
        }
        underWay++;
        read.apply(together.stream().map(Asked::question).toList())
                .onComplete(
                        done -> {
                            underWay--;
                            // Before the answers: whoever gets one may ask again.
                            next();
                            if (done.succeeded()) {
                                answer(together, done.result());
                            } else {
                                together.forEach(asked -> asked.answer.fail(done.cause()));
                            }
                        });
    }

    private void answer(List<Asked<Q, A>> together, RowSet<Row> rows) {
        int i = 0;
        for (Row row : rows) {
            together.get(i++).answer.complete(answer.apply(row));
        }
    }
}
