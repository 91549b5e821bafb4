package dev.antar.server.http;

import dev.antar.core.policy.Policy;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DecisionArchive.Recorded;
import dev.antar.server.explain.Importance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// What weighed how much in a region's last week, measured once an hour at most while a policy
/// stays, by a worker, however many ask. Any thread.
final class Measurements {

    private static final long WEEK_MILLIS = 7 * 86_400_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long KEPT_NANOS = 3_600_000_000_000L;

    /// A measurement that found little is soon made again, and one that failed.
    private static final long BRIEF_NANOS = 10_000_000_000L;

    private static final int MANY = 1_000;

    private final Vertx vertx;
    private final DecisionArchive decisions;
    private final Map<String, Measured> last = new ConcurrentHashMap<>();

    private record Measured(String policy, long atNanos, Future<Importance> importance) {

        boolean holds(String hash, long now) {
            boolean whole = importance.succeeded() && importance.result().decisions() >= MANY;
            long kept = whole ? KEPT_NANOS : BRIEF_NANOS;
            return policy.equals(hash) && (!importance.isComplete() || now - atNanos < kept);
        }
    }

    Measurements(Vertx vertx, DecisionArchive decisions) {
        this.vertx = vertx;
        this.decisions = decisions;
    }

    /// Of the decisions made under this policy. May come on another's context.
    Future<Importance> of(String region, Policy policy) {
        long now = System.nanoTime();
        String hash = policy.hash();
        return last.compute(
                        region,
                        (_, before) ->
                                before != null && before.holds(hash, now)
                                        ? before
                                        : new Measured(hash, now, measure(region, policy)))
                .importance();
    }

    private Future<Importance> measure(String region, Policy policy) {
        long now = System.currentTimeMillis();
        // The same all day, so that a figure can be looked up again.
        int seed = Math.toIntExact(now / DAY_MILLIS);
        return decisions
                .sample(region, now - WEEK_MILLIS, now, seed)
                .compose(
                        sample ->
                                vertx.executeBlocking(() -> weigh(sample, policy), false)
                                        .map(Objects::requireNonNull));
    }

    private static Importance weigh(List<Recorded> sample, Policy policy) {
        return new Importance(
                sample.stream()
                        .filter(
                                each ->
                                        each.record().policy().equals(policy.name())
                                                && each.record().policyVersion()
                                                        == policy.version())
                        .toList());
    }
}
