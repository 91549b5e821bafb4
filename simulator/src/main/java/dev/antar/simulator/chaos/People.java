package dev.antar.simulator.chaos;

import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.audit.Finding;
import dev.antar.simulator.behaviour.Cruising;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.load.SecondSink;
import dev.antar.simulator.profile.Scenario;
import dev.antar.simulator.profile.Timetable;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Everybody who uses a drill's server: drivers at work, customers who wait for them, and customers
/// who only ask, at a steady rate. Afterwards they are asked what they were told. The drill's
/// thread.
final class People implements AutoCloseable {

    private static final double RADIUS_METERS = 1_500;
    private static final double LONGEST_TRIP_METERS = 600;
    private static final Duration DRAIN = Duration.ofSeconds(8);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration CONNECTED = Duration.ofSeconds(100);
    private static final long ANSWERED_MILLIS = 30_000;
    private static final int MOST_TOLD = 10;

    /// Beyond that a slow machine gains nothing by more time.
    private static final double MOST_SLACK = 3;

    private static final long CITY_SECONDS = 120;
    private static final Duration FIXES = Duration.ofSeconds(1);

    private final Plan plan;
    private final String tag;
    private final Findings findings;
    private final Vertx vertx;
    private @Nullable Askers askers;
    private @Nullable Load city;
    private @Nullable Future<LoadResult> running;
    private List<Asked> asked = List.of();
    private Map<Integer, Long> refusedElse = Map.of();
    private int dropped;

    /// @param tag begins keys and names of this drill's jobs
    People(Plan plan, String tag, Findings findings, Vertx vertx) {
        this.plan = plan;
        this.tag = tag;
        this.findings = findings;
        this.vertx = vertx;
    }

    /// Drivers who work and customers who wait for them, until [#finish]. Returns when the drivers
    /// are there.
    void work(ServerAddress server) throws InterruptedException {
        work(server, usual());
    }

    /// As many as the plan says, and nothing wrong with their phones.
    Scenario usual() {
        return Scenario.steady(
                plan.drivers(),
                plan.jobsPerMinute(),
                Math.max(1, plan.drivers() / 4),
                Timetable.steady(0, FOREVER.toMillis(), DRAIN.toMillis()));
    }

    void work(ServerAddress server, Scenario scenario) throws InterruptedException {
        work(server, scenario, FIXES, SecondSink.NONE);
    }

    /// @param fixes time between two of a driver
    /// @param sink is told of each second
    void work(ServerAddress server, Scenario scenario, Duration fixes, SecondSink sink)
            throws InterruptedException {
        Load load =
                new Load(
                        new LoadConfig(
                                        server,
                                        place(),
                                        scenario,
                                        DriverBehaviour.usual(
                                                        new StraightRoads(
                                                                new StraightLine(
                                                                        Stage.SPEED,
                                                                        Stage.CIRCUITY)))
                                                .withDwell(
                                                        Duration.ofSeconds(1),
                                                        Duration.ofSeconds(1))
                                                .withFixes(fixes, fixes)
                                                .withCruising(
                                                        new Cruising(300, Duration.ofSeconds(20))),
                                        CustomerBehaviour.usual()
                                                .withPatience(Duration.ofMinutes(2)),
                                        plan.seed())
                                .withSlack(Math.min(plan.slack(), MOST_SLACK)),
                        vertx,
                        sink);
        city = load;
        Future<LoadResult> result = load.start();
        running = result;
        Pace.await(
                CONNECTED,
                () -> result.isComplete() || !load.status().line().startsWith("connecting"));
    }

    /// Drivers who work and customers who wait for them; after [#work].
    Load working() {
        return Objects.requireNonNull(city, "they were told to work");
    }

    /// Others asked for these as well; they are part of the audit. After [#finish].
    ///
    /// @param refused how many more were told no, by status
    void asked(List<Asked> more, Map<Integer, Long> refused) {
        List<Asked> all = new ArrayList<>(asked);
        all.addAll(more);
        asked = all;
        refusedElse = Map.copyOf(refused);
    }

    /// Customers who only ask, at the plan's rate until they are told another.
    ///
    /// @param later half of the jobs are for a day far away
    Askers ask(ServerAddress server, boolean later) {
        Askers come =
                new Askers(vertx, server, place(), tag, later, new SplittableRandom(plan.seed()));
        askers = come;
        come.rate(plan.createsPerSecond());
        return come;
    }

    /// Customers who only ask; after [#ask].
    Askers asking() {
        return Objects.requireNonNull(askers, "they were asked to come");
    }

    /// Lets everybody finish what he has begun.
    void finish() throws Exception {
        Askers known = askers;
        if (known != null) {
            findings.figure("without a decision when no more was asked for", known.open());
            Pace pace = new Pace();
            asked = known.finish((long) (ANSWERED_MILLIS * Math.min(plan.slack(), MOST_SLACK)));
            findings.figure("all decided after, s", pace.passed().toMillis() / 1e3);
        }
        // Afterwards: a crowd that still asks would take the time in which all the others ask what
        // became of their jobs.
        Load people = city;
        if (people != null) {
            people.stop();
        }
        Future<LoadResult> result = running;
        if (result != null) {
            tell(result.await(CITY_SECONDS, TimeUnit.SECONDS));
        }
    }

    /// All that was asked for; complete after [#finish].
    List<Asked> asked() {
        return asked;
    }

    /// Sockets that a server closed, or broke, without having said goodbye; after [#finish].
    int dropped() {
        return dropped;
    }

    /// Holds what everybody was told against the database. After [#finish].
    void audit(Connection database) throws Exception {
        findings.check(
                Check.none(
                        "request never decided",
                        asked.stream().filter(each -> !each.answered()).count()));
        findings.figure(
                "asked for",
                asked.size() + refusedElse.values().stream().mapToLong(Long::longValue).sum());
        findings.figure("acknowledged", asked.stream().filter(Asked::acknowledged).count());
        Map<Integer, Long> refused =
                asked.stream()
                        .filter(each -> each.answered() && !each.acknowledged())
                        .collect(
                                Collectors.groupingBy(
                                        Asked::status, TreeMap::new, Collectors.counting()));
        asked.stream()
                .filter(each -> each.answered() && !each.acknowledged())
                .findFirst()
                .ifPresent(each -> findings.note(each.key() + " was refused: " + each.answer()));
        refusedElse.forEach((status, times) -> refused.merge(status, times, Long::sum));
        refused.forEach((status, times) -> findings.figure("answered " + status, times));
        findings.figure(
                "sent more than once", asked.stream().filter(each -> each.attempts() > 1).count());
        DatabaseAudit audit = new DatabaseAudit(database);
        findings.checkAll(audit.of(asked));
        findings.figure("jobs in the database", audit.jobs());
    }

    @Override
    public void close() {
        Askers known = askers;
        if (known != null) {
            known.close();
        }
    }

    /// Where they live.
    SyntheticCity place() {
        return new SyntheticCity(Stage.MIDDLE, RADIUS_METERS, LONGEST_TRIP_METERS, plan.seed());
    }

    private void tell(LoadResult seen) {
        List<Finding> found = seen.verdict().findings();
        findings.check(
                Check.none(
                        "thing that a driver or customer saw and that cannot be",
                        found.size(),
                        found.isEmpty() ? "" : found.getFirst().toString()));
        found.stream().limit(MOST_TOLD).forEach(each -> findings.note(each.toString()));
        findings.figure("jobs followed", seen.verdict().acknowledged());
        findings.figure("sockets reopened", seen.traffic().reconnects());
        dropped = seen.traffic().dropped();
    }
}
