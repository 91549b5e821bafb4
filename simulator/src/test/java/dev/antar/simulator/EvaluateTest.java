package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `antar evaluate` as whoever types it sees it, on the small city.
class EvaluateTest {

    private static final Path CITY = Path.of("../examples/small-city");
    private static final String DONE = "/jobs/completed";
    private static final List<String> FIELDS =
            List.of(
                    "/jobs/requested",
                    "/jobs/completed",
                    "/jobs/cancelled",
                    "/jobs/unfulfilled",
                    "/wait_s/mean",
                    "/wait_s/p50",
                    "/wait_s/p95",
                    "/pickup_drive_s/mean",
                    "/offers/sent",
                    "/offers/accepted",
                    "/offers/declined",
                    "/offers/expired",
                    "/driver/utilisation",
                    "/decisions_hash",
                    "/invariant_violations",
                    "/simulated_s",
                    "/wall_s");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"nearest-first, 1", "minimum-cost, 1", "minimum-cost, 0.5"})
    void smallCityIsEvaluatedWithoutABrokenPromise(String policy, String share) throws IOException {
        JsonNode summary = evaluate(policy, "7", share, "a");

        for (String field : FIELDS) {
            assertFalse(summary.at(field).isMissingNode(), field);
        }
        assertEquals(0, summary.at("/invariant_violations").asInt());
        assertEquals(400, summary.at("/jobs/requested").asInt());
        assertTrue(summary.at("/jobs/completed").asInt() > 100);
        assertTrue(summary.at("/offers/declined").asInt() > 0);
        List<String> rows = Files.readAllLines(folder.resolve("a/jobs.csv"));
        assertEquals(
                "job,requested_s,driver,assigned_s,pickup_s,dropoff_s,outcome,reason",
                rows.getFirst());
        assertEquals(401, rows.size());
        String page = Files.readString(folder.resolve("a/report.html"));
        assertFalse(
                page.contains("src=") || page.contains("href=\"http"), "nothing from elsewhere");
    }

    @Test
    void sameSeedTakesTheSameDecisionsAndAnotherDoesNot() throws IOException {
        String first = evaluate("minimum-cost", "1", "0.6", "a").at("/decisions_hash").asText();
        String again = evaluate("minimum-cost", "1", "0.6", "b").at("/decisions_hash").asText();
        String other = evaluate("minimum-cost", "2", "0.6", "c").at("/decisions_hash").asText();

        assertEquals(first, again);
        assertFalse(first.equals(other));
    }

    /// What fairness costs is measured by rounds, and is what a run without it would have saved, or
    /// more; both stay within the budget.
    @Test
    void fairIncomesCostNoMoreThanTheirBudget() throws IOException {
        Path policy =
                Files.writeString(
                        folder.resolve("steered.toml"),
                        """
                        name = "steered"
                        version = 1
                        matching = "minimum-cost"
                        fair_income_ms = 200000
                        fair_income_budget_percent = 1
                        """);
        JsonNode plain = evaluate("minimum-cost", "1", "1", "plain");
        JsonNode fair = evaluate(policy.toString(), "1", "1", "fair");
        JsonNode again = evaluate(policy.toString(), "1", "1", "again");

        double measured = fair.at("/fairness/percent_of_wait").asDouble();
        double wait = plain.at("/wait_s/mean").asDouble();
        assertTrue(measured > 0.3 && measured <= 1, measured + " %");
        assertTrue(
                fair.at("/wait_s/mean").asDouble() <= 1.04 * wait, fair.at("/wait_s").toString());
        double weight = fair.at("/fairness/mean_weight_ms").asDouble();
        assertTrue(weight > 0 && weight < 150_000, "held below its cap: " + weight);
        assertEquals(0, plain.at("/fairness/mean_weight_ms").asDouble());
        assertEquals(0, fair.at("/invariant_violations").asInt());
        assertEquals(fair.at("/decisions_hash"), again.at("/decisions_hash"));
        assertEquals(fair.at("/fairness"), again.at("/fairness"));
    }

    @Test
    void moreIsDoneWhereRidesAreShared() throws IOException {
        JsonNode alone = evaluate("minimum-cost", "1", "0.5", "alone");
        JsonNode shared = evaluate("minimum-cost", "1", "0.5", "shared", "--rides-at-once", "3");

        assertEquals(0, shared.at("/invariant_violations").asInt());
        assertTrue(
                shared.at(DONE).asInt() > 1.1 * alone.at(DONE).asInt(),
                shared.at(DONE) + " shared and " + alone.at(DONE) + " alone");
    }

    @Test
    void moreIsDoneWhereDriversAreAskedBeforeTheyAreFree() throws IOException {
        Path off =
                Files.writeString(
                        folder.resolve("off.toml"),
                        """
                        name = "off"
                        version = 1
                        matching = "minimum-cost"
                        back_to_back_ms = 0
                        """);
        int with = 0;
        int without = 0;
        for (String seed : List.of("1", "2")) {
            with += evaluate("minimum-cost", seed, "0.6", "on" + seed).at(DONE).asInt();
            without += evaluate(off.toString(), seed, "0.6", "off" + seed).at(DONE).asInt();
        }

        assertTrue(with > 1.03 * without, with + " with and " + without + " without");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lacks the columns pickup_lng, passengers |"
                        + " pickup_time,pickup_lat,dropoff_lat,dropoff_lng",
                "is empty | ''",
                "has a header and no rows |"
                        + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers",
                "line 2, column pickup_lat: '91' |"
                    + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers;2026-01-01"
                    + " 10:00:00,91,1,1,1,1",
                "line 2, column pickup_lat: 'NaN' |"
                    + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers;2026-01-01"
                    + " 10:00:00,NaN,1,1,1,1",
                "line 3, column pickup_time: 'noon' |"
                    + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers;2026-01-01"
                    + " 10:00:00,1,1,1,2,1;noon,1,1,1,2,1",
                "line 2, column passengers: 'two' |"
                    + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers;2026-01-01"
                    + " 10:00:00,1,1,1,2,two",
                "line 2, column passengers: 'nothing' |"
                    + " pickup_time,pickup_lat,pickup_lng,dropoff_lat,dropoff_lng,passengers;2026-01-01"
                    + " 10:00:00,1,1,1,2",
            })
    void badFileIsRefusedByLineColumnValueAndRule(String message, String content)
            throws IOException {
        Path trips = folder.resolve("trips.csv");
        Files.writeString(trips, content.replace(";", "\n"));

        String said =
                refused(
                        "evaluate",
                        "--trips",
                        trips.toString(),
                        "--drivers",
                        CITY.resolve("fleet.csv").toString(),
                        "--out",
                        folder.resolve("out").toString());

        assertTrue(said.contains(message), said);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @ParameterizedTest
    @CsvSource({
        "--fleet-share, 1.5, must be from 0 to 1",
        "--acceptance, NaN, must be from 0 to 1",
        "--pickup-distaste, -1, must be from 0 to 10",
        "--hints, 2, must be from 0 to 1",
        "--policy, best, 'one of minimum-cost, nearest-first, batch-5s'",
        "--policy, nearest-fist, did you mean nearest-first?",
        "--policy, nowhere.toml, there is no such file",
        "--policy, BAD, 'bad.toml line 4: age_percnt: is not a key of a policy; did you mean'",
        "--for, soon, must be a duration",
        "--polcy, minimum-cost, --policy",
        "--trips, nowhere.csv, there is no such file",
    })
    void badOptionIsRefusedWithItsRule(String option, String typed, String rule)
            throws IOException {
        Path bad = folder.resolve("bad.toml");
        Files.writeString(
                bad, "name = \"b\"\nversion = 1\nmatching = \"minimum-cost\"\nage_percnt = 3\n");
        String value = typed.equals("BAD") ? bad.toString() : typed;

        String said =
                refused(
                        "evaluate",
                        "--trips",
                        option.equals("--trips") ? value : CITY.resolve("trips.csv").toString(),
                        "--drivers",
                        CITY.resolve("fleet.csv").toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        option.equals("--trips") ? "--seed" : option,
                        option.equals("--trips") ? "1" : value);

        assertTrue(said.contains(rule), said);
    }

    @Test
    void policyFileDecidesAndIsNamedWithItsHash() throws IOException {
        Path file = folder.resolve("keen.toml");
        Files.writeString(
                file,
                "name = \"keen\"\nversion = 3\nmatching = \"minimum-cost\"\nround_ms = 1000\n");

        JsonNode keen = evaluate(file.toString(), "1", "0.6", "a");
        JsonNode usual = evaluate("minimum-cost", "1", "0.6", "b");

        assertEquals("keen", keen.at("/parameters/policy").asText());
        assertEquals(3, keen.at("/parameters/policy_version").asInt());
        assertEquals(64, keen.at("/parameters/policy_hash").asText().length());
        assertEquals(1_000, keen.at("/parameters/round_ms").asInt());
        assertFalse(keen.at("/decisions_hash").equals(usual.at("/decisions_hash")));
    }

    @Test
    void idleDriversFollowHintsAndTheSummarySaysHowOften() throws IOException {
        JsonNode advised = evaluate("minimum-cost", "1", "1", "a", "--hints", "1");

        assertTrue(advised.at("/hints/given").asInt() > 0);
        assertEquals(advised.at("/hints/given"), advised.at("/hints/followed"));
        assertEquals(1, advised.at("/parameters/hints_followed").asDouble());
        assertTrue(advised.at("/acceptance_estimate/by_pickup").size() > 3);
    }

    @Test
    void policiesThatTakeTurnsAreComparedPairByPair() throws IOException {
        int code =
                Main.execute(
                        "evaluate",
                        "--trips",
                        CITY.resolve("trips.csv").toString(),
                        "--drivers",
                        CITY.resolve("fleet.csv").toString(),
                        "--switchback",
                        "nearest-first",
                        "minimum-cost",
                        "--slot",
                        "5m",
                        "--burn-in",
                        "1m",
                        "--seeds",
                        "2",
                        "--fleet-share",
                        "0.5",
                        "--out",
                        folder.resolve("turns").toString());

        JsonNode summary =
                new ObjectMapper().readTree(folder.resolve("turns/summary.json").toFile());
        assertEquals(0, code);
        assertEquals(0, summary.at("/parameters/invariant_violations").asInt());
        assertTrue(summary.at("/wait_s/pairs").asInt() >= 8);
        assertTrue(summary.at("/wait_s/low").asDouble() < summary.at("/wait_s/high").asDouble());
        assertEquals("nearest-first", summary.at("/a/policy").asText());
        assertTrue(Files.readString(folder.resolve("turns/summary.txt")).contains("95 %"));
    }

    private JsonNode evaluate(String policy, String seed, String share, String out, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "evaluate",
                                "--trips",
                                CITY.resolve("trips.csv").toString(),
                                "--drivers",
                                CITY.resolve("fleet.csv").toString(),
                                "--policy",
                                policy,
                                "--seed",
                                seed,
                                "--fleet-share",
                                share,
                                "--out",
                                folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        assertEquals(0, Main.execute(arguments.toArray(String[]::new)));
        return new ObjectMapper().readTree(folder.resolve(out).resolve("summary.json").toFile());
    }

    private static String refused(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(2, Main.execute(arguments));
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
