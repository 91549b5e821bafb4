package dev.antar.simulator.chaos;

import io.vertx.core.Vertx;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/// Asks again, under their old keys, for jobs of which it is not known whether they were made,
/// until the server has decided. The event loop of its connections.
final class Settling {

    private static final int AT_ONCE = 64;
    private static final int PAUSE_MILLIS = 50;

    /// Is told of each decision.
    interface Decided {

        void told(Asked job, int status, String body, long nowNanos);
    }

    private final Vertx vertx;
    private final LeanHttp http;
    private final JobRequests requests;
    private final Decided decided;
    private final Deque<Asked> open = new ArrayDeque<>();
    private int underWay;

    Settling(Vertx vertx, LeanHttp http, JobRequests requests, Decided decided) {
        this.vertx = vertx;
        this.http = http;
        this.requests = requests;
        this.decided = decided;
    }

    void begin(Collection<Asked> undecided) {
        open.addAll(undecided);
        for (int i = 0; i < AT_ONCE; i++) {
            next();
        }
    }

    /// Whether all is decided.
    boolean over() {
        return underWay == 0 && open.isEmpty();
    }

    private void next() {
        Asked one = open.poll();
        if (one == null) {
            return;
        }
        underWay++;
        one.sent(System.nanoTime());
        http.send(
                requests.create(one.key()),
                (status, _, body) -> {
                    if (status <= 0 || status == 429 || status >= 500) {
                        vertx.setTimer(
                                PAUSE_MILLIS,
                                _ -> {
                                    underWay--;
                                    open.add(one);
                                    next();
                                });
                    } else {
                        underWay--;
                        decided.told(one, status, body, System.nanoTime());
                        next();
                    }
                });
    }
}
