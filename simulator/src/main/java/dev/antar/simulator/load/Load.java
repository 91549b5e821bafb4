package dev.antar.simulator.load;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.DriverProfile;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;
import dev.antar.simulator.actor.CustomerActor;
import dev.antar.simulator.actor.DriverActor;
import dev.antar.simulator.actor.DriverPhase;
import dev.antar.simulator.audit.Audit;
import dev.antar.simulator.behaviour.Dice;
import dev.antar.simulator.report.Ledger;
import dev.antar.simulator.report.Sample;
import dev.antar.simulator.time.Agenda;
import dev.antar.simulator.wire.DriverSocket;
import dev.antar.simulator.wire.JobEvent;
import dev.antar.simulator.wire.JobStream;
import dev.antar.simulator.wire.JobsClient;
import dev.antar.simulator.wire.LiveFeed;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A city of simulated people who use a real server. Everything happens on one event loop; the
/// moment at which something is meant to happen is kept even when the server is slow.
public final class Load {

    private static final int PUMP_MILLIS = 20;
    private static final int BEAT_MILLIS = 500;
    private static final int SOCKETS_PER_PUMP = 10;
    private static final long SAMPLE_MILLIS = 1_000;
    private static final double NEARBY_METERS = 3_000;
    private static final int MAX_CONNECTIONS = 10_000;

    /// How long at most the last words are waited for.
    private static final long AUDIT_MILLIS = 30_000;

    private final LoadConfig config;
    private final Vertx vertx;
    private final Status status = new Status();
    private final SplittableRandom random;
    private final HttpClient http;
    private final WebSocketClient sockets;
    private final JobsClient jobs;
    private final LiveFeed live;
    private final Audit audit = new Audit();
    private final Latencies latencies = new Latencies();
    private final Agenda agenda = new Agenda();
    private final List<DriverClient> drivers = new ArrayList<>();
    private final List<CustomerClient> customers = new ArrayList<>();
    private final List<Long> scheduledDrivers = new ArrayList<>();
    private final List<Long> scheduledCustomers = new ArrayList<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final FixesSeen fixes = new FixesSeen();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Promise<LoadResult> finished = Promise.promise();
    private final String tag;
    private final long startNanos = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();
    private final Ledger ledger = new Ledger(startMillis);
    private long demandFromMillis = DriverActor.NEVER;
    private long nextJobMillis = DriverActor.NEVER;
    private long nextSampleMillis;
    private double busyMillis;
    private double dutyMillis;
    private volatile boolean stopAsked;
    private boolean draining;
    private boolean auditing;

    /// When a job was meant to be asked for, and whether a free driver was near.
    private record Asked(long atMillis, boolean nearby) {}

    public Load(LoadConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
        this.random = new SplittableRandom(config.seed());
        this.tag = "s" + config.seed() + "-" + Long.toString(startMillis / 100, 36);
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(5_000),
                        new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.sockets =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setConnectTimeout(5_000)
                                .setMaxConnections(MAX_CONNECTIONS + config.drivers())
                                .setMaxFrameSize(16 * 1024 * 1024)
                                .setMaxMessageSize(64 * 1024 * 1024)
                                .setClosingTimeout(2));
        this.jobs = new JobsClient(vertx, http, config.server(), random);
        this.live = new LiveFeed(vertx, sockets, where("/v1/live"), fixes.viewer(this), random);
    }

    /// What can be told of the run while it goes on; any thread.
    public Status status() {
        return status;
    }

    /// Begins. Completes with the result when everything has ended and the audit is done.
    public Future<LoadResult> start() {
        vertx.runOnContext(
                _ -> {
                    makeDrivers();
                    live.open();
                    vertx.setPeriodic(PUMP_MILLIS, _ -> pump());
                    vertx.setPeriodic(
                            BEAT_MILLIS, _ -> drivers.forEach(driver -> driver.socket().beat()));
                });
        return finished.future();
    }

    /// Asks for an early end: no new jobs, then the audit. Any thread.
    public void stop() {
        stopAsked = true;
    }

    long nowMillis() {
        return startMillis + (System.nanoTime() - startNanos) / 1_000_000;
    }

    Audit audit() {
        return audit;
    }

    Ledger ledger() {
        return ledger;
    }

    Latencies latencies() {
        return latencies;
    }

    JobsClient jobs() {
        return jobs;
    }

    /// Whether it still makes sense to repeat a request.
    boolean running() {
        return !auditing;
    }

    JobStream follow(String job, Consumer<JobEvent> events) {
        return new JobStream(vertx, http, config.server(), job, events, random);
    }

    void fixSent(String driver, LatLng place, long atMillis) {
        fixes.sent(driver, place, atMillis);
    }

    void refused(String reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    /// A driver's phone shows an offer of this job.
    void offered(String job) {
        ledger.offered();
        Asked first = asked.remove(job);
        if (first != null) {
            latencies.requestToOffer(nowMillis() - first.atMillis, first.nearby);
        }
    }

    void ended(String outcome) {
        status.ended(outcome);
    }

    void reschedule(int driver) {
        long next = drivers.get(driver).actor().nextAtMillis();
        if (next != DriverActor.NEVER && next != scheduledDrivers.get(driver)) {
            scheduledDrivers.set(driver, next);
            agenda.add(next, driver);
        }
    }

    void rescheduleCustomer(int customer) {
        long next = customers.get(customer).actor().nextAtMillis();
        if (next != CustomerActor.NEVER && next != scheduledCustomers.get(customer)) {
            scheduledCustomers.set(customer, next);
            agenda.add(next, -1 - customer);
        }
    }

    private void makeDrivers() {
        for (int i = 0; i < config.drivers(); i++) {
            DriverProfile profile = DriverProfile.car(new DriverId("d" + (i + 1)));
            DriverClient client = new DriverClient(this, i);
            JsonObject hello =
                    new JsonObject()
                            .put("t", "hello")
                            .put("proto", 1)
                            .put("driver", profile.id().value())
                            .put("vehicle", profile.vehicle().name())
                            .put("seats", profile.seats())
                            .put("capacity", profile.capacity());
            client.attach(
                    new DriverActor(
                            profile,
                            config.city().place(random),
                            config.driverBehaviour(),
                            config.seed(),
                            (_, intent, atMillis) -> client.intend(intent, atMillis)),
                    new DriverSocket(
                            vertx, sockets, where("/v1/driver"), hello, tag + "-", client, random));
            drivers.add(client);
            scheduledDrivers.add(DriverActor.NEVER);
        }
        openSome(0);
    }

    /// Opens the sockets a few at a time, so that coming online is no storm.
    private void openSome(int from) {
        int to = Math.min(drivers.size(), from + SOCKETS_PER_PUMP);
        drivers.subList(from, to).forEach(driver -> driver.socket().open());
        if (to < drivers.size()) {
            vertx.setTimer(PUMP_MILLIS, _ -> openSome(to));
        }
    }

    private void pump() {
        if (auditing) {
            return;
        }
        long now = nowMillis();
        while (!agenda.isEmpty() && agenda.nextAtMillis() <= now) {
            long at = agenda.nextAtMillis();
            int who = agenda.poll();
            if (who >= 0) {
                if (scheduledDrivers.get(who) == at) {
                    scheduledDrivers.set(who, DriverActor.NEVER);
                    drivers.get(who).actor().wake(now);
                    reschedule(who);
                }
            } else if (scheduledCustomers.get(-1 - who) == at) {
                scheduledCustomers.set(-1 - who, CustomerActor.NEVER);
                customers.get(-1 - who).actor().wake(now);
                rescheduleCustomer(-1 - who);
            }
        }
        demand(now);
        if (now >= nextSampleMillis) {
            sample(now);
            nextSampleMillis = now + SAMPLE_MILLIS;
        }
        end(now);
    }

    private void demand(long now) {
        if (demandFromMillis == DriverActor.NEVER) {
            boolean ready = live.seen() && drivers.stream().allMatch(DriverClient::onceWelcomed);
            if (ready) {
                demandFromMillis = now;
                for (int i = 0; i < config.jobsAtOnce(); i++) {
                    ask(now);
                }
                nextJobMillis = now + gap();
            }
            return;
        }
        while (!draining && nextJobMillis <= now) {
            // The moment it was meant for, not the moment at which we get round to it.
            ask(nextJobMillis);
            nextJobMillis += gap();
        }
    }

    private long gap() {
        double meanMillis = 60_000.0 / config.jobsPerMinute();
        return 1 + Math.round(-meanMillis * Math.log(1 - random.nextDouble()));
    }

    private void ask(long atMillis) {
        int number = customers.size();
        SplittableRandom dice = Dice.of(config.seed(), "job", Integer.toString(number));
        LatLng pickup = config.city().place(dice);
        Job job =
                Job.now(
                        new JobId(tag + "-" + (number + 1)),
                        number % 3 == 0 ? JobKind.DELIVERY : JobKind.RIDE,
                        pickup,
                        config.city().destination(pickup, dice),
                        Requirements.NONE,
                        atMillis);
        CustomerClient client = new CustomerClient(this, number);
        client.attach(
                new CustomerActor(
                        job,
                        config.customerBehaviour(),
                        config.seed(),
                        (_, intent, at) -> client.intend(intent, at)));
        customers.add(client);
        scheduledCustomers.add(CustomerActor.NEVER);
        asked.put(job.id().value(), new Asked(atMillis, freeDriverNear(pickup, atMillis)));
        status.asked();
        client.actor().ask(atMillis);
        rescheduleCustomer(number);
    }

    private boolean freeDriverNear(LatLng place, long now) {
        return drivers.stream()
                .map(DriverClient::actor)
                .anyMatch(
                        driver ->
                                driver.phase() == DriverPhase.FREE
                                        && driver.positionAt(now).metersTo(place) < NEARBY_METERS);
    }

    private void sample(long now) {
        int idle = 0;
        int busy = 0;
        for (DriverClient driver : drivers) {
            if (driver.actor().phase().onJob()) {
                busy++;
            } else if (driver.actor().phase() != DriverPhase.OFF_DUTY) {
                idle++;
            }
        }
        busyMillis += busy * (double) SAMPLE_MILLIS;
        dutyMillis += (busy + idle) * (double) SAMPLE_MILLIS;
        int open = (int) customers.stream().filter(CustomerClient::open).count();
        samples.add(
                new Sample(
                        (now - startMillis) / 1000.0, idle, busy, Math.max(0, open - busy), busy));
        status.now(idle, busy, open);
    }

    private void end(long now) {
        boolean over =
                demandFromMillis != DriverActor.NEVER
                        && now >= demandFromMillis + config.spanMillis();
        if (!draining && (over || stopAsked)) {
            draining = true;
            status.drains();
            vertx.setTimer(Math.max(1, config.drainMillis()), _ -> judge());
        }
        if (draining && customers.stream().noneMatch(CustomerClient::open)) {
            judge();
        }
    }

    private void judge() {
        if (auditing) {
            return;
        }
        auditing = true;
        long until = nowMillis() + AUDIT_MILLIS;
        new LastWords(vertx, this, until)
                .collect()
                .onComplete(
                        lastWords -> {
                            live.close();
                            customers.forEach(CustomerClient::close);
                            drivers.forEach(driver -> driver.socket().close());
                            if (lastWords.failed()) {
                                finished.fail(lastWords.cause());
                                return;
                            }
                            finished.complete(
                                    new LoadResult(
                                            ledger.rows(),
                                            samples,
                                            ledger.offers(),
                                            dutyMillis == 0 ? 0 : busyMillis / dutyMillis,
                                            latencies,
                                            audit.verdict(lastWords.result()),
                                            repeats(),
                                            reconnects(),
                                            (nowMillis() - startMillis) / 1000.0));
                        });
    }

    private long repeats() {
        return jobs.repeats()
                + drivers.stream().mapToLong(driver -> driver.socket().repeats()).sum();
    }

    private long reconnects() {
        return drivers.stream().mapToLong(driver -> driver.socket().reconnects()).sum();
    }

    private WebSocketConnectOptions where(String path) {
        ServerAddress server = config.server();
        return new WebSocketConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setSsl(server.tls())
                .setURI(path);
    }
}
