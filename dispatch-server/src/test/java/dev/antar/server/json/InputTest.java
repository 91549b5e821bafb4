package dev.antar.server.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class InputTest {

    private static Input input(String json) {
        return Input.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String only(Input input) {
        List<Problem.FieldError> errors = input.errors();
        assertEquals(1, errors.size(), errors.toString());
        Problem.FieldError error = errors.getFirst();
        return error.pointer() + "=" + error.value() + ": " + error.rule();
    }

    @Test
    void everythingWrongIsToldAtOnceInTheOrderOfReading() {
        Input input = input("{'a':1,'b':'x','d':true}");
        input.text("a");
        input.number("b");
        input.integer("c", 0, 9);

        List<Problem.FieldError> errors =
                assertThrows(ProblemException.class, input::finish).problem().errors();

        assertEquals(
                List.of("/a", "/b", "/c", "/d"),
                errors.stream().map(Problem.FieldError::pointer).toList());
    }

    @Test
    void fieldThatNobodyAskedForIsRefusedWithTheNameMeant() {
        Input input = input("{'pickup':1,'dropof':2}");
        input.integer("pickup", 0, 9);
        input.optionalNumber("dropoff", 0);

        assertEquals("/dropof=2: is not a field here; did you mean dropoff?", only(input));
    }

    @Test
    void fieldsOfPartsAreNamedByTheWholeWayToThem() {
        Input input = input("{'stops':[{'n':1},{'n':'x'}]}");

        input.objects("stops", 2).forEach(each -> each.integer("n", 0, 9));

        assertEquals("/stops/1/n=\"x\": must be a whole number from 0 to 9", only(input));
    }

    @Test
    void longerListsThanAllowedAreRefused() {
        Input input = input("{'stops':[{},{},{}]}");

        assertTrue(input.objects("stops", 2).isEmpty());
        assertEquals("/stops=3 elements: must be a list of at most 2 objects", only(input));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'lat':190.1,'lng':1} | /lat=190.1: must be a number from -90 to 90",
                "{'lat':1,'lng':-180.1} | /lng=-180.1: must be a number from -180 to 180",
                "{'lat':NaN,'lng':1} | /lat=NaN: must be a number from -90 to 90",
                "{'lat':'1','lng':1} | /lat=\"1\": must be a number, not a text",
                "{'lat':106.8,'lng':-6.2} | /lat=106.8: must be a number from -90 to 90"
                        + " (are lat and lng swapped?)",
                "{'lat':1} | /lng=nothing: must be given",
            })
    void placeThatIsNoneIsRefused(String json, String told) {
        Input input = input(json);

        input.position();

        assertEquals(told, only(input));
    }

    @Test
    void valuesAreReadAsTheyCame() {
        Input input =
                input(
                        "{'at':'2026-11-24T18:30:00.250Z','kind':'RIDE','on':true,"
                                + "'words':['RIDE'],'place':{'lat':-6.2,'lng':106.8},'no':null}");

        assertEquals(1_795_545_000_250L, input.moment("at"));
        assertEquals(JobKind.RIDE, input.word("kind", JobKind.class));
        assertTrue(input.optionalFlag("on"));
        assertEquals(1, input.optionalWords("words", JobKind.class).size());
        assertEquals(new LatLng(-6.2, 106.8), input.position("place"));
        assertNull(input.optionalText("no"));
        assertDoesNotThrow(input::finish);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\u0000b | must not contain the character U+0000",
                "soon | must be a time such as 2026-11-24T18:30:00Z",
            })
    void textThatCannotBeKeptOrReadIsRefused(String text, String rule) {
        Input input = input("{'at':'" + text + "'}");

        input.moment("at");

        assertEquals(rule, input.errors().getFirst().rule());
    }

    @Test
    void longValuesAreShownInShort() {
        Input input = input("{'kind':'" + "x".repeat(500) + "'}");
        input.word("kind", JobKind.class);

        assertEquals(81, input.errors().getFirst().value().length());
    }

    @Test
    void refusalOfAMakerIsNamedByItsField() {
        Input input = input("{'seats':-1}");
        long seats = input.integer("seats", -9, 9);

        Object made =
                input.make(
                        () -> {
                            throw new IllegalArgumentException("seats=" + seats + ": too few");
                        });

        assertNull(made);
        assertEquals("/seats=-1: too few", only(input));
    }

    @Test
    void partAloneIsRefusedWithoutTheOthers() {
        Input input = input("{'fixes':[{'n':'x'},{'n':1}]}");
        List<Input> parts = input.objects("fixes", 2).stream().map(Input::alone).toList();

        parts.forEach(each -> each.integer("n", 0, 9));

        assertThrows(ProblemException.class, parts.getFirst()::finish);
        assertDoesNotThrow(parts.getLast()::finish);
        assertDoesNotThrow(input::finishOuter);
        assertEquals("/fixes/0", parts.getFirst().pointer());
    }
}
