package dev.antar.server.http;

import dev.antar.server.engine.Priority;
import dev.antar.server.engine.Timers;
import dev.antar.server.json.Problem;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// In front of one event loop's router: lets requests in, lets them wait or refuses them before
/// anything of them is read, and looks after those that are under way. That loop only.
final class Gate implements Handler<HttpServerRequest> {

    private static final int LOOK_MILLIS = 1_000;

    /// Places that other loops have given back are looked for so often.
    private static final int SERVE_MILLIS = 10;

    /// Nobody is refused before: most of what comes at once has a place soon.
    static final long LEAST_WAIT_NANOS = 100_000_000L;

    /// Whoever waits for longer is refused, whatever that costs.
    static final long PATIENCE_NANOS = 5_000_000_000L;

    /// Each takes some kilobytes. Beyond it the least important are refused, whatever that costs.
    static final int SEATS = 2_000;

    /// Bodies that are not there at once are looked for so often, while there are any.
    static final int LEND_MILLIS = 20;

    /// Until then a request keeps its place although its body is not there; then it gives it back.
    /// Most come in one piece, so whoever sends his drop by drop takes nobody's place for long.
    static final long HOLD_NANOS = 30_000_000;

    /// A client that takes longer for sending its request is not waited for.
    private static final long BODY_NANOS = 10_000_000_000L;

    /// What has no answer by then, because the database stands still, will not have one that
    /// anybody waits for. Twice the longest statement.
    private static final long ANSWER_NANOS = 30_000_000_000L;

    private static final Problem TOO_SLOW =
            Problem.of(
                    "timeout",
                    408,
                    "Timeout",
                    "body: must have arrived within 10 s of its headers");

    private static final Problem TOO_SLOW_FOR_A_CROWD =
            Problem.of(
                    "timeout",
                    408,
                    "Timeout",
                    "body: "
                            + Admission.MOST_SLOW
                            + " requests were on their way, and this one for the longest time");

    private static final Problem NO_ANSWER =
            Problem.unavailable("There was no answer within 30 s.", 5);

    private final Admission admission;
    private final Refusals refusals;
    private final BooleanSupplier draining;
    private final UnaryOperator<String> networks;
    private final LongSupplier nanos;
    private final Router router;
    private final Timers timers;
    private final WaitingRoom<HttpServerRequest> room = new WaitingRoom<>();
    private final RefusalBudget budget = new RefusalBudget();
    private boolean looking;
    private boolean serving;
    private boolean serveLater;

    /// On its way into the router, which calls [#entered] at once unless it cannot read the
    /// request.
    private @Nullable Passage entering;

    /// Those that were let in and whose body is not there yet.
    private final Passages arriving = new Passages();

    /// Those who had to give their place back for that.
    private final Passages slow = new Passages();

    /// Those that are all there.
    private final Passages underWay = new Passages();

    private boolean lending;

    /// @param router calls [#entered] first and [#bodyRead] once a body is there
    /// @param draining whether the server is about to stop
    /// @param networks tells which addresses, in digits, count as one sender
    /// @param nanos a clock that never goes back
    /// @param timers call back on the loop that calls
    Gate(
            Admission admission,
            Meters meters,
            Router router,
            BooleanSupplier draining,
            UnaryOperator<String> networks,
            LongSupplier nanos,
            Timers timers) {
        this.admission = admission;
        this.refusals = new Refusals(meters, draining);
        this.router = router;
        this.draining = draining;
        this.networks = networks;
        this.nanos = nanos;
        this.timers = timers;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!looking) {
            looking = true;
            timers.after(LOOK_MILLIS, this::look);
        }
        Priority priority = Priorities.of(request.method(), request.path());
        if (priority == null) {
            router.handle(request);
            return;
        }
        long now = nanos.getAsLong();
        if (admission.enter(priority, now)) {
            letIn(new Passage(this, priority, request, now));
        } else if (draining.getAsBoolean()) {
            refusals.refuse(request, priority);
        } else {
            letWait(request, priority, now);
        }
    }

    /// A connection whose request waits is not read further: beyond what can be refused at little
    /// cost, clients wait and ask no more.
    private void letWait(HttpServerRequest request, Priority priority, long nowNanos) {
        request.pause();
        room.add(
                request, priority, networks.apply(request.remoteAddress().hostAddress()), nowNanos);
        admission.waits(1);
        if (room.size() > SEATS) {
            refuse(Objects.requireNonNull(room.leastImportant(nowNanos)));
        }
        if (!serveLater) {
            serveLater = true;
            timers.after(SERVE_MILLIS, this::serveLater);
        }
    }

    private void serveLater() {
        serveLater = false;
        serve();
        if (room.size() > 0) {
            serveLater = true;
            timers.after(SERVE_MILLIS, this::serveLater);
        }
    }

    /// Lets those in for whom there is a place, and refuses others as the budget allows.
    private void serve() {
        if (serving) {
            // One that was answered at once has given its place back: the loop below goes on.
            return;
        }
        serving = true;
        try {
            long now = nanos.getAsLong();
            WaitingRoom.Waiting<HttpServerRequest> next = next(now);
            while (next != null) {
                letIn(new Passage(this, next.priority(), next.who(), now));
                next.who().resume();
                next = next(now);
            }
            WaitingRoom.Waiting<HttpServerRequest> over = over(now);
            while (over != null) {
                refuse(over);
                over = over(now);
            }
        } finally {
            serving = false;
        }
    }

    /// Whoever has waited for too long; else, where there is something to spend, of those who have
    /// waited at all the least important.
    private WaitingRoom.@Nullable Waiting<HttpServerRequest> over(long nowNanos) {
        WaitingRoom.Waiting<HttpServerRequest> oldest = room.oldest();
        if (oldest == null
                || gone(oldest)
                || draining.getAsBoolean()
                || nowNanos - oldest.sinceNanos() > PATIENCE_NANOS) {
            return oldest;
        }
        WaitingRoom.Waiting<HttpServerRequest> least =
                room.leastImportant(nowNanos - LEAST_WAIT_NANOS);
        return least != null && budget.spend(nowNanos) ? least : null;
    }

    /// The next that comes in and is still there.
    private WaitingRoom.@Nullable Waiting<HttpServerRequest> next(long nowNanos) {
        WaitingRoom.Waiting<HttpServerRequest> next =
                room.next(priority -> admission.enter(priority, nowNanos));
        while (next != null) {
            admission.waits(-1);
            if (!gone(next)) {
                return next;
            }
            admission.leave(next.priority());
            next = room.next(priority -> admission.enter(priority, nowNanos));
        }
        return null;
    }

    private static boolean gone(WaitingRoom.Waiting<HttpServerRequest> waiting) {
        return waiting.who().response().closed();
    }

    private void refuse(WaitingRoom.Waiting<HttpServerRequest> waiting) {
        room.remove(waiting);
        admission.waits(-1);
        if (!gone(waiting)) {
            refusals.refuse(waiting.who(), waiting.priority());
            waiting.who().resume();
        }
    }

    private void letIn(Passage passage) {
        arriving.append(passage);
        entering = passage;
        try {
            router.handle(passage.request());
        } finally {
            if (entering != null) {
                entering = null;
                passage.leave();
            }
        }
        lendLater();
    }

    private void lendLater() {
        if (!lending && arriving.oldest() != null) {
            lending = true;
            timers.after(LEND_MILLIS, this::lend);
        }
    }

    /// Takes the places of those whose body takes its time.
    private void lend() {
        lending = false;
        long now = nanos.getAsLong();
        Passage next = arriving.oldest();
        while (next != null && next.age(now) > HOLD_NANOS) {
            Passage passage = next;
            next = passage.after;
            arriving.remove(passage);
            slow.append(passage);
            passage.lend();
            admission.leave(passage.priority());
            if (admission.slower(1) > Admission.MOST_SLOW) {
                cut(slow.oldest(), TOO_SLOW_FOR_A_CROWD);
            }
        }
        lendLater();
        if (room.size() > 0) {
            serve();
        }
    }

    /// The router's first handler, whatever the path.
    void entered(RoutingContext context) {
        Passage passage = entering;
        entering = null;
        if (passage != null) {
            passage.keepIn(context);
        }
        context.next();
    }

    /// The router's handler after those that read a body.
    void bodyRead(RoutingContext context) {
        Passage passage = Passage.of(context);
        if (passage != null) {
            if (passage.over()) {
                // The end of a body that was given up comes too late.
                return;
            }
            long now = nanos.getAsLong();
            if (passage.lent()) {
                slow.remove(passage);
                admission.slower(-1);
                if (!admission.enter(passage.priority(), now)) {
                    passage.turnAway();
                    refusals.refuse(passage.request(), passage.priority());
                    return;
                }
            } else {
                arriving.remove(passage);
            }
            underWay.append(passage);
            passage.begin(now);
        }
        context.next();
    }

    /// Ends what takes too long, and writes down what was refused.
    private void look() {
        timers.after(LOOK_MILLIS, this::look);
        refusals.tell(admission.limit());
        long now = nanos.getAsLong();
        Passage next = slow.oldest();
        while (next != null && next.age(now) > BODY_NANOS) {
            Passage passage = next;
            next = passage.after;
            cut(passage, TOO_SLOW);
        }
        next = underWay.oldest();
        while (next != null && now - next.begunNanos() > ANSWER_NANOS) {
            Passage passage = next;
            next = passage.after;
            giveUp(passage, NO_ANSWER);
        }
    }

    private void cut(@Nullable Passage passage, Problem problem) {
        if (passage != null) {
            giveUp(passage, problem);
            var _ = passage.request().connection().close();
        }
    }

    private void giveUp(Passage passage, Problem problem) {
        HttpServerResponse response = passage.request().response();
        if (!response.headWritten()) {
            var _ =
                    response.setStatusCode(problem.status())
                            .putHeader("content-type", "application/problem+json")
                            .putHeader("cache-control", "no-store")
                            .end(problem.toJson().encode());
        }
        passage.leave();
    }

    /// To be called by a passage, once.
    void left(Passage passage) {
        if (passage.begun()) {
            long now = nanos.getAsLong();
            if (passage.tellsOfTheStore(now)) {
                admission.took(passage.begunNanos(), now);
            }
            underWay.remove(passage);
        } else if (passage.lent()) {
            slow.remove(passage);
            admission.slower(-1);
            return;
        } else {
            arriving.remove(passage);
        }
        admission.leave(passage.priority());
        budget.answered();
        if (room.size() > 0) {
            serve();
        }
    }
}
