package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class ComparisonReportTest {

    private static final Policy BEFORE = ShippedPolicies.named("minimum-cost");
    private static final Policy AFTER = ShippedPolicies.named("nearest-first");
    private static final String MADE = "2026-11-24T18:30:00Z";
    private static final long MADE_MILLIS = Instant.parse(MADE).toEpochMilli();
    private static final long OLDEST_MILLIS = Duration.ofDays(30).toMillis();
    private static final String WRITTEN = WrittenComparison.of(BEFORE, AFTER, MADE);

    private static Grounds.Report grounds(String report, Policy before, Policy after, long now) {
        return ComparisonReport.read(report).grounds(before, after, now, OLDEST_MILLIS);
    }

    private static void assertRefused(String part, String report, Policy inForce, long now) {
        String rule =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> grounds(report, inForce, AFTER, now))
                        .getMessage();
        assertTrue(String.valueOf(rule).contains(part), rule);
    }

    @Test
    void figuresThatMatterFirstAreTaken() {
        Grounds.Report grounds = grounds(WRITTEN, BEFORE, AFTER, MADE_MILLIS + OLDEST_MILLIS);

        assertEquals(
                List.of(new Grounds.Figure("wait_s.mean", 100, 87.5, -12.5, -20, -5)),
                grounds.figures());
        assertEquals(MADE_MILLIS, grounds.madeAtMillis());
        assertEquals(ComparisonReport.digestOf(WRITTEN), grounds.digest());
    }

    /// As `sha256sum` tells it, and whoever sends the file.
    @ParameterizedTest
    @CsvSource({
        "{}, 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "é, 4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c",
    })
    void digestIsTheSha256OfTheFile(String text, String digest) {
        assertEquals(digest, ComparisonReport.digestOf(text));
    }

    @Test
    void comparisonOfOtherPoliciesIsRefused() {
        Policy other = Policy.of("minimum-cost");

        assertRefused("first the policy in force", WRITTEN, AFTER, MADE_MILLIS);
        assertRefused(
                "second the policy proposed",
                WrittenComparison.of(BEFORE, other, MADE),
                BEFORE,
                MADE_MILLIS);
    }

    @Test
    void comparisonThatIsTooOldOrFromTheFutureIsRefused() {
        assertRefused("30 days old", WRITTEN, BEFORE, MADE_MILLIS + OLDEST_MILLIS + 1);
        assertRefused("30 days old", WRITTEN, BEFORE, MADE_MILLIS - 600_001);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"invariant_violations\":0', '\"invariant_violations\":1'",
        "'\"invariant_violations\":0', '\"other\":0'",
    })
    void comparisonWhoseRunsBrokeARuleIsRefused(String kept, String broken) {
        assertRefused("broken no rule", WRITTEN.replace(kept, broken), BEFORE, MADE_MILLIS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                         | must be the JSON",
                "{}                                        | must compare two policies",
                "{\"policies\":[1]}                        | must compare two policies",
                "{\"policies\":[1,2]}                      | must name both policies",
            })
    void whatIsNoComparisonIsNotRead(String text, String rule) {
        String refused =
                assertThrows(IllegalArgumentException.class, () -> ComparisonReport.read(text))
                        .getMessage();

        assertTrue(String.valueOf(refused).startsWith(rule), refused);
    }

    @Test
    void comparisonMustSayWhenItWasMade() {
        assertRefused("made_at", WRITTEN.replace("made_at", "made"), BEFORE, MADE_MILLIS);
    }
}
