package dev.antar.server.metrics;

import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Sizes;
import dev.antar.core.fleet.FixQuality;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.RegionListener;
import dev.antar.server.engine.webhook.Attempt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/// The server's meters. Any thread.
public final class Meters {

    private static final String FIXES = "antar.fixes";
    private static final String FIXES_MEANING = "GPS reports by verdict";

    /// Why a GPS report is not kept.
    private static final Set<Rejection> OF_FIXES =
            EnumSet.of(
                    Rejection.UNKNOWN_DRIVER,
                    Rejection.FIX_OFF_DUTY,
                    Rejection.FIX_OLDER_THAN_LAST,
                    Rejection.FIX_FROM_FUTURE,
                    Rejection.FIX_JUMP,
                    Rejection.FIX_INACCURATE);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter fixesAccepted =
            Counter.builder(FIXES)
                    .description(FIXES_MEANING)
                    .tag("verdict", "ACCEPTED")
                    .register(registry);
    private final Counts<Rejection> fixesRejected =
            counts(FIXES, FIXES_MEANING, "verdict", OF_FIXES);
    private final Counts<FixQuality> fixesFlagged =
            counts(
                    "antar.fixes.flagged",
                    "Accepted GPS reports of doubtful quality",
                    "quality",
                    EnumSet.complementOf(EnumSet.of(FixQuality.GOOD)));
    private final Counts<Rejection> commandsRejected =
            counts(
                    "antar.commands.rejected",
                    "Commands that the engine refused",
                    "reason",
                    EnumSet.complementOf(
                            EnumSet.range(Rejection.FIX_OFF_DUTY, Rejection.FIX_INACCURATE)));
    private final Counter slowDrivers = slowConsumers("driver");
    private final Counter slowMaps = slowConsumers("live");
    private final Counts<Attempt.Outcome> webhookAttempts =
            counts(
                    "antar.webhook.attempts",
                    "Messages to webhooks by what became of them",
                    "outcome",
                    EnumSet.allOf(Attempt.Outcome.class));
    private final CaseMeters cases = new CaseMeters(registry);
    private final Counter socketsPaused =
            Counter.builder("antar.sockets.paused")
                    .description("Times a socket was not read because its region did not keep up")
                    .register(registry);
    private final Counter commandsPutOff =
            Counter.builder("antar.commands.put.off")
                    .description("Drivers' commands that were told to come back")
                    .register(registry);
    private final Counter commandIdsReused =
            Counter.builder("antar.commands.id.reused")
                    .description("Drivers' commands refused because their id stood for another")
                    .register(registry);
    private final Counter decisionsWritten = decisions("WRITTEN");
    private final Counter decisionsDropped = decisions("DROPPED");
    private final Counter explanationsRefused =
            Counter.builder("antar.explanations.refused")
                    .description("Explanations refused because too many were asked for")
                    .register(registry);

    /// What meters ask: they themselves do not keep it from being collected.
    private final List<Object> asked = new CopyOnWriteArrayList<>();

    private final Map<Priority, Counter> refused = new EnumMap<>(Priority.class);
    private final Counter webhookDead =
            Counter.builder("antar.webhook.dead")
                    .description("Events for webhooks that were given up")
                    .register(registry);
    private final Counter sweepsFailed =
            Counter.builder("antar.retention.failed")
                    .description("Sweeps of what is too old that failed")
                    .register(registry);
    private final AtomicInteger driverSockets = socketGauge("driver");
    private final AtomicInteger liveSockets = socketGauge("live");
    private final AtomicInteger jobStreams = socketGauge("job_events");

    public Meters() {
        for (Priority priority : Priority.values()) {
            refused.put(
                    priority,
                    Counter.builder("antar.http.refused")
                            .description("Requests refused because too many were under way")
                            .tag("priority", priority.name())
                            .register(registry));
        }
        Gauge.builder("antar.direct.memory.bytes", DirectMemory::bytes)
                .description("Memory beside the heap that buffers of input and output have taken")
                .register(registry);
    }

    /// Tells how many requests may be under way, how many are, how many wait for that, and of how
    /// many the body takes its time.
    public void watchAdmission(
            IntSupplier limit, IntSupplier underWay, IntSupplier waiting, IntSupplier slow) {
        asked.add(slow);
        Gauge.builder("antar.http.slow.bodies", slow, IntSupplier::getAsInt)
                .description("HTTP requests whose body is on its way for longer than usual")
                .strongReference(true)
                .register(registry);
        asked.add(limit);
        asked.add(underWay);
        asked.add(waiting);
        Gauge.builder("antar.http.waiting", waiting, IntSupplier::getAsInt)
                .description("HTTP requests that wait until they are let in or refused")
                .strongReference(true)
                .register(registry);
        Gauge.builder("antar.http.limit", limit, IntSupplier::getAsInt)
                .description("HTTP requests that may be under way at once")
                .strongReference(true)
                .register(registry);
        Gauge.builder("antar.http.under.way", underWay, IntSupplier::getAsInt)
                .description("HTTP requests under way")
                .strongReference(true)
                .register(registry);
    }

    /// An HTTP request was refused before it was read.
    public void refused(Priority priority) {
        Counter counter = refused.get(priority);
        if (counter != null) {
            counter.increment();
        }
    }

    /// Watches a region's queue and readiness, and counts what it is told of the region.
    ///
    /// @return to be subscribed to the region
    public RegionListener watch(Region region) {
        Gauge.builder("antar.region.mailbox", region, Region::mailbox)
                .description("What waits for the region's thread")
                .tag("region", region.id())
                .register(registry);
        Gauge.builder("antar.region.ready", region, r -> r.health().ready() ? 1 : 0)
                .description("Whether commands are carried out")
                .tag("region", region.id())
                .register(registry);
        return new RegionMeters(registry, region.id());
    }

    /// Tells what a region refused because too much of its kind waited for its thread.
    public void watchRefusals(String region, ToLongFunction<Priority> refused) {
        asked.add(refused);
        for (Priority priority : Priority.values()) {
            FunctionCounter.builder("antar.region.refused", refused, r -> r.applyAsLong(priority))
                    .description("Commands and questions refused because too many waited")
                    .tag("priority", priority.name())
                    .tag("region", region)
                    .register(registry);
        }
    }

    /// Tells how far apart the maps' frames are.
    public void watchMap(String region, IntSupplier millis) {
        asked.add(millis);
        Gauge.builder("antar.live.beat.seconds", millis, m -> m.getAsInt() / 1_000.0)
                .description("Time between two frames of the map; grows while the region is busy")
                .tag("region", region)
                .register(registry);
    }

    /// Tells whether a region is being recorded.
    public void watchRecording(String region, BooleanSupplier recording) {
        asked.add(recording);
        Gauge.builder("antar.recording", recording, r -> r.getAsBoolean() ? 1 : 0)
                .description("Whether what the region is told and decides is being recorded")
                .tag("region", region)
                // Nobody else holds the question.
                .strongReference(true)
                .register(registry);
    }

    /// Tells how many of something the server keeps in memory.
    ///
    /// @param what the kind, one of a few words
    /// @param region the name, or empty where it is the server's
    /// @param count any thread
    public void watchHeld(String what, String region, IntSupplier count) {
        Gauge.builder("antar.held", count, IntSupplier::getAsInt)
                .description("What is kept in memory, by kind")
                .tag("what", what)
                .tag("region", region)
                .strongReference(true)
                .register(registry);
    }

    /// Watches how much a region keeps.
    ///
    /// @return to be told about once a second
    public Consumer<Sizes> watchSizes(String region) {
        AtomicReference<Sizes> latest = new AtomicReference<>(Sizes.NONE);
        watchHeld("drivers", region, () -> latest.get().drivers());
        watchHeld("drivers_on_duty", region, () -> latest.get().onDuty());
        watchHeld("jobs_open", region, () -> latest.get().jobsOpen());
        watchHeld("jobs_ended", region, () -> latest.get().jobsEnded());
        watchHeld("offers_live", region, () -> latest.get().offersLive());
        watchHeld("offers_ended", region, () -> latest.get().offersEnded());
        return latest::set;
    }

    /// So many records of decisions were written.
    public void decisionsWritten(int count) {
        decisionsWritten.increment(count);
    }

    /// So many were not, because too many waited or the database was away.
    public void decisionsDropped(int count) {
        decisionsDropped.increment(count);
    }

    /// So many of something were too old, and were deleted or coarsened.
    ///
    /// @param what the kind, one of a few words
    /// @param count 0 makes the kind known
    public void swept(String what, int count) {
        Counter.builder("antar.retention.swept")
                .description("What was deleted or coarsened because of its age")
                .tag("what", what)
                .register(registry)
                .increment(count);
    }

    /// An attempt to do so failed, and will be made again.
    public void sweepFailed() {
        sweepsFailed.increment();
    }

    private Counter decisions(String fate) {
        return Counter.builder("antar.decision.records")
                .description("Records of decisions by what became of them")
                .tag("fate", fate)
                .register(registry);
    }

    /// An explanation was refused because too many were asked for.
    public void explanationRefused() {
        explanationsRefused.increment();
    }

    /// A message was sent to a webhook, or was not.
    public void webhookAttempted(Attempt.Outcome outcome) {
        webhookAttempts.increment(outcome);
    }

    /// What there is to count of drivers' cases.
    public CaseMeters cases() {
        return cases;
    }

    /// So many events were given up: they are dead letters now.
    public void webhookDied(int count) {
        webhookDead.increment(count);
    }

    /// What there is to count of connections.
    public ConnectionMeters connections() {
        return new ConnectionMeters(registry);
    }

    /// Prometheus text.
    public String scrape() {
        return registry.scrape();
    }

    public AtomicInteger driverSockets() {
        return driverSockets;
    }

    public AtomicInteger liveSockets() {
        return liveSockets;
    }

    public AtomicInteger jobStreams() {
        return jobStreams;
    }

    /// So many fixes moved their drivers.
    public void fixesAccepted(int count) {
        fixesAccepted.increment(count);
    }

    /// An accepted fix is of doubtful quality.
    public void fixFlagged(FixQuality quality) {
        fixesFlagged.increment(quality);
    }

    public void fixesRejected(Rejection reason, int count) {
        fixesRejected.increment(reason, count);
    }

    /// A driver's command was not carried out, or it is not known: he was told to send it again.
    public void commandPutOff() {
        commandsPutOff.increment();
    }

    /// A driver's command was refused because it came under the id of another.
    public void commandIdReused() {
        commandIdsReused.increment();
    }

    public void socketPaused() {
        socketsPaused.increment();
    }

    public void commandRejected(Rejection reason) {
        commandsRejected.increment(reason);
    }

    /// A driver's socket was closed because his phone did not read.
    public void slowDriver() {
        slowDrivers.increment();
    }

    /// A map's socket was closed because its client did not read.
    public void slowMap() {
        slowMaps.increment();
    }

    /// What there is to count of the requests of one route.
    ///
    /// @param route the template, not a path
    public RouteMeters route(String route, String method) {
        return new RouteMeters(registry, route, method);
    }

    private <W extends Enum<W>> Counts<W> counts(
            String name, String description, String label, Set<W> words) {
        return new Counts<>(registry, name, description, label, Tags.empty(), words);
    }

    private Counter slowConsumers(String socket) {
        return Counter.builder("antar.slow.consumers")
                .description("Sockets closed because their client did not read")
                .tag("socket", socket)
                .register(registry);
    }

    private AtomicInteger socketGauge(String kind) {
        AtomicInteger open = new AtomicInteger();
        Gauge.builder("antar.sockets", open, AtomicInteger::get)
                .description("Open sockets and streams")
                .tag("kind", kind)
                .register(registry);
        return open;
    }
}
