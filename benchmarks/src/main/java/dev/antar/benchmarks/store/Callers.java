package dev.antar.benchmarks.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks for the same thing again and again, from one event loop, as requests come from the edge.
final class Callers {

    /// Nothing may take longer, or the measurement is given up.
    private static final int PATIENCE_SECONDS = 60;

    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(PATIENCE_SECONDS);

    private final Context context;

    Callers(Context context) {
        this.context = context;
    }

    /// What was answered, and how long each took in microseconds.
    record Answered(Histogram micros, long refused, double seconds) {

        double perSecond() {
            return micros.getTotalCount() / seconds;
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /// So many at a time, each asking again once it is answered, for this long.
    Answered closedLoop(int callers, long millis, Supplier<Future<?>> ask) throws Exception {
        return run(
                loop -> {
                    loop.open = callers;
                    loop.untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                    for (int i = 0; i < callers; i++) {
                        loop.again(ask);
                    }
                });
    }

    /// So many a second, whether the ones before are answered or not; each takes from when it was
    /// due.
    Answered openLoop(int perSecond, long millis, Supplier<Future<?>> ask) throws Exception {
        return run(
                loop -> {
                    long began = System.nanoTime();
                    long all = perSecond * millis / 1_000;
                    loop.open = all;
                    long[] sent = {0};
                    context.owner()
                            .setPeriodic(
                                    1,
                                    timer -> {
                                        long nanos = System.nanoTime() - began;
                                        long due = nanos * perSecond / 1_000_000_000 + 1;
                                        for (; sent[0] < Math.min(all, due); sent[0]++) {
                                            long from = began + sent[0] * 1_000_000_000 / perSecond;
                                            ask.get()
                                                    .onComplete(
                                                            done -> {
                                                                loop.note(from, done.succeeded());
                                                                loop.end();
                                                            });
                                        }
                                        if (sent[0] == all) {
                                            context.owner().cancelTimer(timer);
                                        }
                                    });
                });
    }

    private Answered run(Consumer<Loop> begin) throws InterruptedException, TimeoutException {
        Loop loop = new Loop();
        long began = System.nanoTime();
        context.runOnContext(_ -> begin.accept(loop));
        loop.done.future().await(2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Answered(loop.micros, loop.refused, (System.nanoTime() - began) / 1e9);
    }

    /// One measurement; on the event loop.
    private static final class Loop {

        final Histogram micros = new Histogram(LONGEST_MICROS, 3);
        final Promise<Void> done = Promise.promise();
        long open;
        long untilNanos;
        long refused;

        void again(Supplier<Future<?>> ask) {
            long from = System.nanoTime();
            if (from >= untilNanos) {
                end();
                return;
            }
            ask.get()
                    .onComplete(
                            answer -> {
                                note(from, answer.succeeded());
                                again(ask);
                            });
        }

        void note(long fromNanos, boolean answered) {
            if (answered) {
                long took = (System.nanoTime() - fromNanos) / 1_000;
                micros.recordValue(Math.min(LONGEST_MICROS, took));
            } else {
                refused++;
            }
        }

        void end() {
            if (--open == 0) {
                done.complete();
            }
        }
    }
}
