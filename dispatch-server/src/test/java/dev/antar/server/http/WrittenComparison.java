package dev.antar.server.http;

import dev.antar.core.policy.Policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// The `summary.json` of a comparison, as `antar compare` writes it; waiting is 12.5 s shorter.
public final class WrittenComparison {

    private WrittenComparison() {}

    /// Of these two policies.
    ///
    /// @param madeAt RFC 3339
    public static String of(Policy before, Policy after, String madeAt) {
        return new JsonObject()
                .put("made_at", madeAt)
                .put("policies", new JsonArray().add(run(before, 100)).add(run(after, 87.5)))
                .put(
                        "differences",
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("figure", "wait_s.mean")
                                                .put("difference", -12.5)
                                                .put(
                                                        "difference_interval",
                                                        new JsonArray().add(-20).add(-5))))
                .encode();
    }

    private static JsonObject run(Policy policy, double wait) {
        return new JsonObject()
                .put("policy", policy.name())
                .put("version", policy.version())
                .put("hash", policy.hash())
                .put("invariant_violations", 0)
                .put("wait_s", new JsonObject().put("mean", wait));
    }

    /// Its SHA-256, by which it is called.
    public static String digest(String report) {
        return ComparisonReport.digestOf(report);
    }
}
