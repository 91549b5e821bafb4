package dev.antar.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumMap;
import java.util.Map;

final class PolicyTest {

    private static final String HEAD = "name = \"p\"; version = 1; matching = \"minimum-cost\"; ";

    @Test
    void fileIsReadBackAsItWasWritten() {
        Map<PolicyParameter, Integer> all = new EnumMap<>(PolicyParameter.class);
        for (PolicyParameter parameter : PolicyParameter.values()) {
            all.put(parameter, parameter.max());
        }
        Policy policy = new Policy("all", 7, "Everything # at its most.", "nearest-first", all);
        Policy open = Policy.of("minimum-cost");

        assertEquals(policy, Policy.parse("p.toml", policy.text()));
        assertEquals(policy, Policy.parse("p.toml", policy.explained()));
        assertEquals(open, Policy.parse("p.toml", open.explained()));
    }

    @Test
    void hashIsThatOfWhatIsDecidedAndNothingElse() {
        Policy plain = Policy.parse("a.toml", lines(HEAD + "swaps = 0; age_percent = 60"));
        Policy dressed =
                Policy.parse("b.toml", lines("# why; age_percent = 6_0 # so; " + HEAD + "swaps=0"));
        Policy other = Policy.parse("c.toml", lines(HEAD + "swaps = 1; age_percent = 60"));

        assertEquals(plain.hash(), dressed.hash());
        assertNotEquals(plain.hash(), other.hash());
        assertEquals(64, plain.hash().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agepercent = 3          | p.toml line 4: agepercent | did you mean age_percent?",
                "xylophone = 3           | p.toml line 4: xylophone  | is not a key of a policy",
                "age_percent = 1001      | line 4: age_percent=1001  | from 0 to 1000",
                "age_percent = -1        | line 4: age_percent=-1    | from 0 to 1000",
                "age_percent = 99999999999 | line 4                  | from 0 to 1000",
                "age_percent = 1.5       | line 4: age_percent=1.5   | whole number",
                "age_percent = NaN       | line 4: age_percent=NaN   | whole number",
                "age_percent = \"3\"     | line 4                    | whole number",
                "fair_income_ms = -1     | line 4: fair_income_ms=-1 | from 0 to 600000",
                "fair_income_ms = 600001 | line 4: fair_income_ms=600001 | from 0 to 600000",
                "fair_income_ms = NaN    | line 4: fair_income_ms=NaN | whole number",
                "fair_income_budget_percent = -2  | fair_income_budget_percent=-2  | 0 to 100",
                "fair_income_budget_percent = 101 | fair_income_budget_percent=101 | 0 to 100",
                "fair_income_budget_percent = NaN | fair_income_budget_percent=NaN | whole",
                "age_percent =           | line 4: age_percent=      | whole number",
                "age_percent             | line 4: age_percent       | key = value",
                "[cost]                  | line 4: [cost]            | key = value",
                "swaps = 1; swaps = 1    | line 5: swaps             | once",
                "name = \"q\"            | line 4: name              | in line 1 already",
                "about = soon            | line 4: about=soon        | double quotes",
                "about = \"a\\b\"        | line 4: about             | none of them",
            })
    void mistakeIsNamedByFileLineKeyAndRule(String line, String where, String rule) {
        assertRefused(HEAD + line, where, rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version = 1; matching = \"minimum-cost\"              | p.toml: name    | given",
                "name = \"p\"; matching = \"minimum-cost\"             | p.toml: version | given",
                "name = \"p\"; version = 1                | p.toml: matching | one of minimum-cost",
                "name = \"p\"; version = 0; matching = \"minimum-cost\" | line 2: version=0 | 1 to",
                "name = \"a b\"; version = 1; matching = \"minimum-cost\" | line 1: name=a b | 64",
                "version = 1; name = \"p\"; matching = \"minimum-cots\" | line 3 | did you mean"
                        + " mini",
                "''                                                    | p.toml: name    | given",
            })
    void whatEveryPolicyMustSayIsAskedFor(String text, String where, String rule) {
        assertRefused(text, where, rule);
    }

    private static void assertRefused(String text, String where, String rule) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class, () -> Policy.parse("p.toml", lines(text)));

        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains(where), said);
        assertTrue(said.contains(rule), said);
    }

    private static String lines(String text) {
        return text.replace("; ", "\n");
    }
}
