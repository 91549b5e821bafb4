package dev.antar.server.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class StrictJsonTest {

    private static byte[] utf8(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Problem refused(byte[] bytes) {
        return assertThrows(ProblemException.class, () -> StrictJson.object(bytes)).problem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nope",
                "{'a':1}}",
                "{'kind':'RIDE','kind':'RIDE'}",
                "\u0000",
                "{'a':0x1}",
                "{'a':'\u0001'}"
            })
    void whatIsNotJsonIsMalformed(String text) {
        assertEquals("malformed", refused(utf8(text)).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "'a'", "null"})
    void whatIsNoObjectIsRefused(String text) {
        Problem problem = refused(utf8(text));

        assertEquals("invalid-field", problem.type());
        assertEquals("must be a JSON object", problem.errors().getFirst().rule());
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertEquals("malformed", refused(new byte[] {'{', (byte) 0xc3, '}'}).type());
    }

    @ParameterizedTest
    @CsvSource({"[, 1, ]", "{'a':, 1, }"})
    void depthIsBounded(String opening, String inside, String closing) {
        String text = opening.repeat(10_000) + inside + closing.repeat(10_000);

        assertEquals("malformed", refused(utf8(text)).type());
    }

    @Test
    void depthThatIsAllowedIsRead() {
        String text = "{'a':" + "[".repeat(15) + "]".repeat(15) + "}";

        assertTrue(StrictJson.object(utf8(text)).get("a").isArray());
        assertEquals("malformed", refused(utf8(text.replace("[]", "[[]]"))).type());
    }

    @Test
    void longTextsAndNumbersAreRefused() {
        assertEquals("malformed", refused(utf8("{'a':'" + "x".repeat(16_385) + "'}")).type());
        assertEquals("malformed", refused(utf8("{'a':" + "1".repeat(101) + "}")).type());
    }

    @Test
    void placeOfTheMistakeIsTold() {
        String detail = refused(utf8("{'a':1,\n  b}")).detail();

        assertTrue(detail.startsWith("Not JSON: "), detail);
        assertTrue(detail.endsWith("(line 2, column 3)"), detail);
    }

    @Test
    void numbersThatAreNoneAreReadToBeRefusedByName() {
        assertFalse(Double.isFinite(StrictJson.object(utf8("{'a':NaN}")).get("a").doubleValue()));
    }
}
