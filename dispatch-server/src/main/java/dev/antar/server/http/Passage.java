package dev.antar.server.http;

import dev.antar.server.engine.Priority;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

/// One request that was let in, until it is answered or its client is gone. Its event loop.
final class Passage {

    private static final String KEY = "antar.passage";

    private final Gate gate;
    private final Priority priority;
    private final HttpServerRequest request;
    private final long enteredNanos;
    private long begunNanos;
    private boolean begun;
    private boolean lent;
    private boolean left;

    /// Its neighbours in one of the gate's lists, for these alone.
    @Nullable Passage before;

    @Nullable Passage after;

    Passage(Gate gate, Priority priority, HttpServerRequest request, long nowNanos) {
        this.gate = gate;
        this.priority = priority;
        this.request = request;
        this.enteredNanos = nowNanos;
    }

    /// The one of a request that is being routed; null where it needed none.
    static @Nullable Passage of(RoutingContext context) {
        return context.get(KEY);
    }

    void keepIn(RoutingContext context) {
        context.put(KEY, this);
        context.addEndHandler(_ -> leave());
    }

    HttpServerRequest request() {
        return request;
    }

    Priority priority() {
        return priority;
    }

    /// The whole request is there; from now on it is the server that takes its time.
    void begin(long nowNanos) {
        begun = true;
        begunNanos = nowNanos;
    }

    boolean begun() {
        return begun;
    }

    long begunNanos() {
        return begunNanos;
    }

    /// Its body takes its time, and its place was given to others until it is there.
    void lend() {
        lent = true;
    }

    boolean lent() {
        return lent;
    }

    /// It was answered already, or its client is gone.
    boolean over() {
        return left;
    }

    /// There was no place any more when its body was there.
    void turnAway() {
        left = true;
    }

    /// Since it was let in, nanoseconds.
    long age(long nowNanos) {
        return nowNanos - enteredNanos;
    }

    /// Gives its place back, the first time: when it is answered, when its connection is gone, or
    /// when it goes on as a stream.
    void leave() {
        if (!left) {
            left = true;
            gate.left(this);
        }
    }

    /// Whether the time that it took tells how long the store takes. What was refused for its form
    /// never saw the store; and a region that refuses at once, because its database is away, says
    /// nothing of how much fits in.
    boolean tellsOfTheStore(long nowNanos) {
        if (priority.compareTo(Priority.CHANGE) > 0 || !begun) {
            return false;
        }
        boolean done = request.response().ended() && request.response().getStatusCode() < 300;
        return done || nowNanos - begunNanos > ConcurrencyLimit.TARGET_NANOS;
    }
}
