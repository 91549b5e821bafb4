package dev.antar.simulator.load;

import dev.antar.simulator.audit.Audit;
import dev.antar.simulator.audit.LastWord;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.measure.Metric;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Ledger;
import dev.antar.simulator.report.Second;
import dev.antar.simulator.wire.Carrier;
import dev.antar.simulator.wire.JobEvent;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.JobsClient;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A city of simulated people who use a real server. Everything happens on one event loop, at the
/// moment at which it is meant to happen, whatever the server does; how late this loop itself was
/// is measured beside it.
public final class Load {

    private static final int MOST_PAUSE_MILLIS = 10;
    private static final long BEAT_MILLIS = 10;
    private static final long SECOND_MILLIS = 1_000;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MORE_SOCKETS = 100;

    /// A server that has not let anybody in for so long is none.
    private static final long NOBODY_MILLIS = 30_000;

    /// How long at most the last words are waited for.
    private static final long AUDIT_MILLIS = 30_000;

    private final LoadConfig config;
    private final Timetable timetable;
    private final Vertx vertx;
    private final Clock clock = new Clock();
    private final Status status = new Status();
    private final SplittableRandom random;
    private final HttpClient http;
    private final JobsClient jobs;
    private final Carrier carrier;
    private final Fleet fleet;
    private final Operators operators;
    private final Demand demand;
    private final Audit audit = new Audit();
    private final Measures measures = new Measures();
    private final FixesSeen fixes = new FixesSeen(measures);
    private final Wakes wakes = new Wakes();
    private final Timeline timeline;
    private final Customers customers;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<Second> seconds = new ArrayList<>();
    private final Promise<LoadResult> finished = Promise.promise();
    private final String tag;
    private final Ledger ledger = new Ledger(clock.startMillis());

    /// When demand began, or [Wakes#NEVER] as long as drivers connect.
    private long beganMillis = Wakes.NEVER;

    private double nextJobMillis;
    private long intendedMicros;
    private long pumpDueMicros;
    private long pumpedAtMillis;
    private long beatAtMillis;
    private long nextSecondMillis;
    private volatile boolean stopAsked;
    private boolean draining;
    private boolean auditing;
    private boolean over;

    public Load(LoadConfig config, Vertx vertx) {
        this(config, vertx, SecondSink.NONE);
    }

    /// @param sink is told of each second, on the run's event loop
    public Load(LoadConfig config, Vertx vertx, SecondSink sink) {
        this.config = config;
        this.timetable = config.scenario().timetable();
        this.vertx = vertx;
        this.random = new SplittableRandom(config.seed());
        this.tag = "s" + config.seed() + "-" + Long.toString(clock.startMillis() / 100, 36);
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(5_000),
                        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.jobs = new JobsClient(vertx, http, config.server(), random);
        this.carrier =
                new Carrier(vertx, config.server(), config.scenario().drivers() + MORE_SOCKETS);
        this.fleet = new Fleet(this, config, carrier, random);
        this.operators =
                new Operators(this, config.scenario().operators(), carrier, random.split());
        this.demand = new Demand(config.scenario(), random.split());
        this.customers = new Customers(this, config, tag);
        this.timeline = new Timeline(this, sink);
    }

    /// What can be told of the run while it goes on; any thread.
    public Status status() {
        return status;
    }

    /// Begins. Completes with the result when everything has ended and the audit is done.
    public Future<LoadResult> start() {
        vertx.runOnContext(
                _ -> {
                    fleet.make(tag + "-");
                    operators.open();
                    pumpedAtMillis = clock.millis();
                    pumpDueMicros = clock.micros();
                    pump();
                });
        return finished.future();
    }

    /// Asks for an early end: no new jobs, then the audit. Any thread.
    public void stop() {
        stopAsked = true;
    }

    Clock clock() {
        return clock;
    }

    /// When what is being done was meant to be done.
    long intendedMicros() {
        return intendedMicros == 0 ? clock.micros() : intendedMicros;
    }

    Audit audit() {
        return audit;
    }

    Ledger ledger() {
        return ledger;
    }

    Measures measures() {
        return measures;
    }

    FixesSeen fixes() {
        return fixes;
    }

    Customers customers() {
        return customers;
    }

    Fleet fleet() {
        return fleet;
    }

    JobsClient jobs() {
        return jobs;
    }

    long repeats() {
        return jobs.repeats() + fleet.repeats();
    }

    /// Whether it still makes sense to repeat a request.
    boolean running() {
        return !auditing;
    }

    JobStream follow(String job, Consumer<JobEvent> events) {
        return new JobStream(vertx, http, config.server(), job, events, random);
    }

    void refused(String reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    void ended(String outcome) {
        status.ended(outcome);
    }

    void driverChanged(int driver) {
        wakes.driver(driver, fleet.at(driver).actor().nextAtMillis());
    }

    void customerChanged(int customer) {
        wakes.customer(customer, customers.at(customer).actor().nextAtMillis());
    }

    private void pump() {
        if (over) {
            return;
        }
        try {
            turn(clock.millis());
        } catch (RuntimeException e) {
            // A mistake of ours; a run that only stood still would not say so.
            over = true;
            finished.tryFail(e);
            return;
        }
        long pause = Math.clamp(wakes.nextAtMillis() - clock.millis(), 1, MOST_PAUSE_MILLIS);
        pumpDueMicros = clock.micros() + pause * 1_000;
        vertx.setTimer(pause, _ -> pump());
    }

    private void turn(long now) {
        measures.took(Metric.LOOP_LAG, pumpDueMicros, clock.micros());
        if (!auditing) {
            wakes.until(now, this::wakeDriver, this::wakeCustomer);
            intendedMicros = 0;
            direct(now);
        }
        if (now - beatAtMillis >= BEAT_MILLIS) {
            beatAtMillis = now;
            fleet.beat(sinceWarmUp(now));
        }
        if (now >= nextSecondMillis) {
            nextSecondMillis = now + SECOND_MILLIS;
            look(now);
        }
    }

    private void wakeDriver(int driver, long atMillis) {
        due(atMillis * 1_000);
        fleet.at(driver).actor().wake(clock.millis());
        driverChanged(driver);
    }

    private void wakeCustomer(int customer, long atMillis) {
        due(atMillis * 1_000);
        customers.at(customer).actor().wake(clock.millis());
        customerChanged(customer);
    }

    private void due(long micros) {
        intendedMicros = micros;
        measures.took(Metric.LATE, micros, clock.micros());
    }

    /// Keeps to the timetable.
    private void direct(long now) {
        fleet.follow(timetable.driversAt(sinceBegin(now)), now - pumpedAtMillis);
        pumpedAtMillis = now;
        if (beganMillis == Wakes.NEVER) {
            if (stopAsked) {
                judge();
            } else if (now >= nextSecondMillis
                    && operators.ready()
                    && fleet.ready(timetable.driversAt(0))) {
                begin(now);
            } else if (now - clock.startMillis() > NOBODY_MILLIS
                    && !operators.ready()
                    && fleet.connected() == 0) {
                throw new IllegalArgumentException(
                        "--server=" + config.server() + ": nobody answers there");
            }
            return;
        }
        while (!draining && beganMillis + nextJobMillis <= now) {
            due((long) ((beganMillis + nextJobMillis) * 1_000));
            customers.ask((long) (beganMillis + nextJobMillis));
            nextJobMillis = demand.next(nextJobMillis);
        }
        intendedMicros = 0;
        fleet.storms(sinceWarmUp(now));
        operators.follow(sinceWarmUp(now));
        if (!draining && (now >= beganMillis + timetable.endMillis() || stopAsked)) {
            draining = true;
            measures.endBy(clock.micros());
            status.drains();
            fleet.heal();
            vertx.setTimer(Math.max(1, timetable.drainMillis()), _ -> judge());
        }
        if (draining && customers.open() == 0) {
            judge();
        }
    }

    private void begin(long now) {
        beganMillis = now;
        measures.window(
                (now + timetable.warmUpMillis()) * 1_000, (now + timetable.endMillis()) * 1_000);
        for (int i = 0; i < config.scenario().jobsAtOnce(); i++) {
            customers.ask(now);
        }
        nextJobMillis = demand.next(0);
    }

    private long sinceBegin(long now) {
        return beganMillis == Wakes.NEVER ? 0 : now - beganMillis;
    }

    private long sinceWarmUp(long now) {
        return beganMillis == Wakes.NEVER
                ? Long.MIN_VALUE / 2
                : now - beganMillis - timetable.warmUpMillis();
    }

    private void look(long now) {
        String phase =
                beganMillis == Wakes.NEVER
                        ? "connecting"
                        : draining ? "drain" : timetable.nameAt(now - beganMillis);
        double atS = (now - clock.startMillis()) / 1000.0;
        measures.dropped(carrier.failedHere());
        Second second = timeline.take(atS, phase, customers.open(), now);
        seconds.add(second);
        status.now((int) second.of(Figure.IDLE), (int) second.of(Figure.BUSY), customers.open());
        status.at(phase, (double) sinceBegin(now) / Math.max(1, timetable.endMillis()));
    }

    private void judge() {
        if (auditing) {
            return;
        }
        auditing = true;
        fleet.heal();
        new LastWords(vertx, this, clock.millis() + AUDIT_MILLIS).collect().onComplete(this::end);
    }

    private void end(AsyncResult<Map<String, LastWord>> lastWords) {
        over = true;
        operators.close();
        customers.close();
        fleet.close();
        if (lastWords.failed()) {
            finished.tryFail(lastWords.cause());
            return;
        }
        finished.tryComplete(
                new LoadResult(
                        ledger.rows(),
                        ledger.offers(),
                        seconds,
                        measures,
                        audit.verdict(lastWords.result()),
                        new Traffic(
                                fleet.fixesSent,
                                fleet.fixesSkipped,
                                fleet.fixesDuplicated,
                                fleet.fixesReordered,
                                fixes.neverShown(),
                                repeats(),
                                fleet.reconnects(),
                                carrier.failedHere(),
                                operators.stoppedNow(),
                                operators.received(),
                                refusals,
                                carrier.closes()),
                        (clock.millis() - clock.startMillis()) / 1000.0));
    }
}
