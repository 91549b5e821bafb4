package dev.antar.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The `summary.json` that `antar compare` wrote, as far as a change of policy rests on it.
final class ComparisonReport {

    /// What everybody concerned wants to know first; the report has more.
    private static final List<String> MAIN =
            List.of(
                    "wait_s.mean",
                    "jobs.completed",
                    "drivers.gini_online_hour",
                    "drivers.earnings_online_hour.p10",
                    "drivers.earnings_online_hour.p50",
                    "drivers.earnings_online_hour.p90");

    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final long CLOCKS_DIFFER_MILLIS = 600_000;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .build())
                                    .build())
                    .build();

    private final String digest;
    private final JsonNode summary;
    private final long madeAtMillis;

    private ComparisonReport(String digest, JsonNode summary, long madeAtMillis) {
        this.digest = digest;
        this.summary = summary;
        this.madeAtMillis = madeAtMillis;
    }

    /// Reads a report.
    ///
    /// @throws IllegalArgumentException saying what is missing, in the middle of a sentence
    static ComparisonReport read(String text) {
        JsonNode summary;
        try {
            summary = MAPPER.readTree(text);
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("must be the JSON that antar compare wrote");
        }
        if (summary == null || summary.path("policies").size() != 2) {
            throw new IllegalArgumentException("must compare two policies");
        }
        for (JsonNode policy : summary.path("policies")) {
            if (!policy.path("policy").isTextual()
                    || !policy.path("version").isInt()
                    || !policy.path("hash").isTextual()) {
                throw new IllegalArgumentException("must name both policies with version and hash");
            }
        }
        return new ComparisonReport(digestOf(text), summary, madeAt(summary));
    }

    private static long madeAt(JsonNode summary) {
        try {
            return Instant.parse(summary.path("made_at").asText()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw new IllegalArgumentException("must say when it was made (made_at)");
        }
    }

    /// SHA-256 of the file, as `sha256sum` tells it.
    static String digestOf(String text) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// What a change from one policy to the other rests on.
    ///
    /// @throws IllegalArgumentException where it is about other policies, broke a rule or is too
    ///   old; in the middle of a sentence
    Grounds.Report grounds(Policy inForce, Policy proposed, long nowMillis, long oldestMillis) {
        JsonNode before = summary.path("policies").get(0);
        JsonNode after = summary.path("policies").get(1);
        require(before, inForce, "first the policy in force");
        require(after, proposed, "second the policy proposed");
        for (JsonNode policy : summary.path("policies")) {
            if (policy.path("invariant_violations").asInt(1) != 0) {
                throw new IllegalArgumentException("must have broken no rule in its runs");
            }
        }
        long age = nowMillis - madeAtMillis;
        if (age > oldestMillis || age < -CLOCKS_DIFFER_MILLIS) {
            throw new IllegalArgumentException(
                    "must be at most "
                            + Duration.ofMillis(oldestMillis).toDays()
                            + " days old, and was made at "
                            + Instant.ofEpochMilli(madeAtMillis));
        }
        return new Grounds.Report(digest, madeAtMillis, figures(before, after));
    }

    private static void require(JsonNode said, Policy policy, String which) {
        boolean same =
                said.path("policy").textValue().equals(policy.name())
                        && said.path("version").intValue() == policy.version()
                        && said.path("hash").textValue().equals(policy.hash());
        if (!same) {
            throw new IllegalArgumentException(
                    "must compare "
                            + which
                            + ", "
                            + named(policy.name(), policy.version(), policy.hash())
                            + ", not "
                            + named(
                                    said.path("policy").textValue(),
                                    said.path("version").intValue(),
                                    said.path("hash").textValue()));
        }
    }

    private static String named(String name, int version, String hash) {
        return name + " version " + version + " (" + hash + ")";
    }

    private List<Grounds.Figure> figures(JsonNode before, JsonNode after) {
        List<Grounds.Figure> figures = new ArrayList<>();
        for (String path : MAIN) {
            String pointer = "/" + path.replace('.', '/');
            for (JsonNode difference : summary.path("differences")) {
                if (difference.path("figure").asText().equals(path)) {
                    JsonNode ends = difference.path("difference_interval");
                    figures.add(
                            new Grounds.Figure(
                                    path,
                                    number(before.at(pointer)),
                                    number(after.at(pointer)),
                                    number(difference.path("difference")),
                                    number(ends.path(0)),
                                    number(ends.path(1))));
                }
            }
        }
        return figures;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }
}
