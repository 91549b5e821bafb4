package dev.antar.simulator.load;

import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;

import io.vertx.core.Vertx;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Lets things happen at the moment at which they are meant to, on one event loop, and measures how
/// late they are. That event loop.
final class Clockwork {

    private static final int MOST_PAUSE_MILLIS = 10;

    private final Vertx vertx;
    private final Clock clock;
    private final Measures measures;
    private final Wakes wakes = new Wakes();
    private final LongConsumer turn;
    private final Consumer<RuntimeException> failed;

    private long intendedMicros;
    private long pumpDueMicros;
    private boolean over;

    /// @param turn does what is due at that millisecond; called every 10 ms, or more often
    /// @param failed is told of a mistake of ours; a run that only stood still would not say so
    Clockwork(
            Vertx vertx,
            Clock clock,
            Measures measures,
            LongConsumer turn,
            Consumer<RuntimeException> failed) {
        this.vertx = vertx;
        this.clock = clock;
        this.measures = measures;
        this.turn = turn;
        this.failed = failed;
    }

    void start() {
        pumpDueMicros = clock.micros();
        pump();
    }

    void stop() {
        over = true;
    }

    /// Who is to be woken when.
    Wakes wakes() {
        return wakes;
    }

    /// When what is being done was meant to be done.
    long intendedMicros() {
        return intendedMicros == 0 ? clock.micros() : intendedMicros;
    }

    /// What is done next was meant to be done then.
    void due(long micros) {
        intendedMicros = micros;
        measures.took(Metric.LATE, micros, clock.micros());
    }

    /// What is done next is done when it is meant to be.
    void onTime() {
        intendedMicros = 0;
    }

    private void pump() {
        if (over) {
            return;
        }
        try {
            long now = clock.millis();
            measures.took(Metric.LOOP_LAG, pumpDueMicros, clock.micros());
            turn.accept(now);
        } catch (RuntimeException e) {
            over = true;
            failed.accept(e);
            return;
        }
        long pause = Math.clamp(wakes.nextAtMillis() - clock.millis(), 1, MOST_PAUSE_MILLIS);
        pumpDueMicros = clock.micros() + pause * 1_000;
        vertx.setTimer(pause, _ -> pump());
    }
}
