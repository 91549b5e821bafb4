package dev.antar.simulator.load;

import dev.antar.simulator.audit.Verdict;
import dev.antar.simulator.measure.Measures;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.report.Figure;
import dev.antar.simulator.report.Ledger;
import dev.antar.simulator.report.Second;
import dev.antar.simulator.wire.Carrier;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// A city of simulated people who use a real server. Everything happens on one event loop, at the
/// moment at which it is meant to happen, whatever the server does; how late this loop itself was
/// is measured beside it.
public final class Load implements LoadRun {

    private static final long BEAT_MILLIS = 10;
    private static final long SECOND_MILLIS = 1_000;
    private static final int MORE_SOCKETS = 100;

    /// A server that has not let anybody in for so long is none.
    private static final long NOBODY_MILLIS = 30_000;

    /// How long at most the answers to drivers' last commands are waited for.
    private static final long ANSWERS_MILLIS = 30_000;

    private static final long ANSWERS_PAUSE_MILLIS = 50;

    private final LoadConfig config;
    private final Timetable timetable;
    private final Vertx vertx;
    private final Clock clock;
    private final Status status = new Status();
    private final SplittableRandom random;
    private final Server server;
    private final Carrier carrier;
    private final Fleet fleet;
    private final Operators operators;
    private final Demand demand;
    private final Evidence evidence;
    private final Baton baton;
    private final Measures measures = new Measures();
    private final FixesSeen fixes = new FixesSeen(measures);
    private final Clockwork clockwork;
    private final Timeline timeline;
    private final Customers customers;
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<Second> seconds = new ArrayList<>();
    private final Promise<LoadResult> finished = Promise.promise();
    private final String tag;
    private final Ledger ledger;

    /// When demand began, or [Wakes#NEVER] as long as drivers connect.
    private long beganMillis = Wakes.NEVER;

    private double nextJobMillis;
    private long pumpedAtMillis;
    private long beatAtMillis;
    private long nextSecondMillis;
    private volatile boolean stopAsked;
    private volatile boolean hurry;
    private final AtomicLong putOff = new AtomicLong();
    private boolean ready;
    private boolean draining;
    private boolean auditing;

    public Load(LoadConfig config, Vertx vertx) {
        this(config, vertx, SecondSink.NONE);
    }

    /// @param sink is told of each second, on the run's event loop
    public Load(LoadConfig config, Vertx vertx, SecondSink sink) {
        this(config, vertx, sink, new Clock(), null, Baton.ALONE);
    }

    /// One of the processes of a run.
    ///
    /// @param evidenceElsewhere takes what clients see, or null to judge it here
    /// @param baton says when it begins and ends
    public Load(
            LoadConfig config,
            Vertx vertx,
            SecondSink sink,
            Clock clock,
            @Nullable Evidence evidenceElsewhere,
            Baton baton) {
        this.config = config;
        this.clock = clock;
        this.baton = baton;
        this.ledger = new Ledger(clock.startMillis());
        this.timetable = config.scenario().timetable();
        this.vertx = vertx;
        this.random = new SplittableRandom(config.chance());
        this.tag = config.share().tag(config.seed(), clock.startMillis() / 100);
        this.server = new Server(vertx, config.server(), random);
        this.evidence =
                evidenceElsewhere == null
                        ? new OwnEvidence(measures, clock, server, config.slack())
                        : evidenceElsewhere;
        this.carrier =
                new Carrier(
                        vertx,
                        config.server(),
                        config.scenario().drivers() + MORE_SOCKETS,
                        config.share().index());
        this.fleet = new Fleet(this, config, carrier, random);
        this.operators =
                new Operators(this, config.scenario().operators(), carrier, random.split());
        this.demand = new Demand(config.scenario(), random.split());
        this.customers = new Customers(this, config, tag);
        this.timeline = new Timeline(this, sink);
        this.clockwork = new Clockwork(vertx, clock, measures, this::turn, finished::tryFail);
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Future<LoadResult> start() {
        vertx.runOnContext(
                _ -> {
                    fleet.make(tag + "-");
                    operators.open();
                    pumpedAtMillis = clock.millis();
                    clockwork.start();
                });
        return finished.future();
    }

    @Override
    public void stop() {
        stopAsked = true;
    }

    /// From now on every driver sends about two fixes a second more, or no longer does. Any thread.
    public void hurry(boolean faster) {
        hurry = faster;
    }

    /// How often drivers' commands were not decided but put off. Any thread.
    public long putOffSoFar() {
        return putOff.get();
    }

    /// Drivers who were welcomed and have kept their socket since. Any thread.
    public int connected() {
        return carrier.connected();
    }

    /// How often a driver was welcomed, also after a lost connection. Any thread.
    public long welcomes() {
        return carrier.welcomes();
    }

    void putOff() {
        putOff.incrementAndGet();
    }

    Clock clock() {
        return clock;
    }

    /// When what is being done was meant to be done.
    long intendedMicros() {
        return clockwork.intendedMicros();
    }

    Evidence evidence() {
        return evidence;
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

    Server server() {
        return server;
    }

    long repeats() {
        return server.jobs().repeats() + fleet.repeats();
    }

    /// Whether it still makes sense to repeat a request.
    boolean running() {
        return !auditing;
    }

    void refused(String reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    void ended(String outcome) {
        status.ended(outcome);
    }

    void driverChanged(int driver) {
        clockwork.wakes().driver(driver, fleet.at(driver).actor().nextAtMillis());
    }

    void customerChanged(int customer) {
        clockwork.wakes().customer(customer, customers.at(customer).actor().nextAtMillis());
    }

    private void turn(long now) {
        if (!auditing) {
            clockwork.wakes().until(now, this::wakeDriver, this::wakeCustomer);
            clockwork.onTime();
            direct(now);
        }
        if (now - beatAtMillis >= BEAT_MILLIS) {
            beatAtMillis = now;
            fleet.beat(sinceWarmUp(now), hurry);
        }
        if (now >= nextSecondMillis) {
            // On whole seconds of the run, so that those of several processes are the same.
            nextSecondMillis = now - (now - clock.startMillis()) % SECOND_MILLIS + SECOND_MILLIS;
            look(now);
        }
    }

    private void wakeDriver(int driver, long atMillis) {
        clockwork.due(atMillis * 1_000);
        fleet.at(driver).actor().wake(clock.millis());
        driverChanged(driver);
    }

    private void wakeCustomer(int customer, long atMillis) {
        clockwork.due(atMillis * 1_000);
        customers.at(customer).actor().wake(clock.millis());
        customerChanged(customer);
    }

    /// Keeps to the timetable.
    private void direct(long now) {
        fleet.follow(timetable.driversAt(sinceBegin(now)), now - pumpedAtMillis);
        pumpedAtMillis = now;
        if (beganMillis == Wakes.NEVER) {
            if (stopAsked) {
                judge();
            } else if (ready(now)) {
                long begin = baton.beginMillis(now);
                if (begin <= now) {
                    begin(begin);
                }
            } else if (now - clock.startMillis() > NOBODY_MILLIS
                    && !operators.ready()
                    && fleet.connected() == 0) {
                throw new IllegalArgumentException(
                        "--server=" + config.server() + ": nobody answers there");
            }
            return;
        }
        while (!draining && beganMillis + nextJobMillis <= now) {
            clockwork.due((long) ((beganMillis + nextJobMillis) * 1_000));
            customers.ask((long) (beganMillis + nextJobMillis));
            nextJobMillis = demand.next(nextJobMillis);
        }
        clockwork.onTime();
        fleet.storms(sinceWarmUp(now));
        operators.follow(sinceWarmUp(now));
        if (!draining && (now >= beganMillis + timetable.endMillis() || stopAsked)) {
            draining = true;
            measures.endBy(clock.micros());
            status.drains();
            fleet.heal();
            vertx.setTimer(Math.max(1, timetable.drainMillis()), _ -> judge());
        }
        if (draining && customers.open() == 0 && baton.over()) {
            judge();
        }
    }

    /// Whether all who are to be there at first are; looked at once a second, because it takes
    /// long.
    private boolean ready(long now) {
        ready =
                ready
                        || (now >= nextSecondMillis
                                && operators.ready()
                                && fleet.ready(timetable.driversAt(0)));
        return ready;
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
        awaitAnswers(clock.millis() + ANSWERS_MILLIS);
    }

    /// Waits until every driver's commands are answered, or the time is over.
    private void awaitAnswers(long untilMillis) {
        if (fleet.answered() || clock.millis() >= untilMillis) {
            fleet.unanswered(evidence::unanswered);
            evidence.verdict().onComplete(this::end);
        } else {
            vertx.setTimer(ANSWERS_PAUSE_MILLIS, _ -> awaitAnswers(untilMillis));
        }
    }

    private void end(AsyncResult<Verdict> verdict) {
        clockwork.stop();
        operators.close();
        customers.close();
        fleet.close();
        if (verdict.failed()) {
            finished.tryFail(verdict.cause());
            return;
        }
        finished.tryComplete(
                new LoadResult(
                        ledger.rows(),
                        ledger.offers(),
                        seconds,
                        measures,
                        verdict.result(),
                        Traffic.of(fleet, fixes, repeats(), carrier, operators, refusals),
                        (clock.millis() - clock.startMillis()) / 1000.0));
    }
}
