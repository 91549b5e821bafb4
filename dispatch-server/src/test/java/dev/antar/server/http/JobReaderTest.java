package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.Rejection;
import dev.antar.core.fleet.Vehicle;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.Terms;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

final class JobReaderTest {

    private static final long NOW = Instant.parse("2026-11-24T18:30:00Z").toEpochMilli();

    /// A ride with all that must be given, and these fields after a comma.
    private static Job read(String others) {
        String ride =
                "{'kind':'RIDE','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}%s}"
                        .formatted(others);
        return readWhole(ride);
    }

    private static Job readWhole(String json) {
        byte[] utf8 = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return JobReader.read(Input.read(utf8), NOW);
    }

    @Test
    void jobIsReadWithAllItsTerms() {
        Job job =
                read(
                        ",'id':'j-1','readyAt':'2026-11-24T18:00:00Z','shared':true,"
                                + "'dropoffBy':'2026-11-24T19:30:00Z',"
                                + "'requirements':{'vehicles':['CAR'],'seats':3,'cash':500}");

        assertEquals("j-1", job.id().value());
        assertEquals(new LatLng(1, 2), job.dropoff());
        assertEquals(NOW, job.requestedAtMillis());
        assertEquals(NOW - 1_800_000, job.terms().readyAtMillis());
        assertEquals(NOW + 3_600_000, job.terms().dropoffByMillis());
        assertTrue(job.terms().shared());
        assertEquals(Set.of(Vehicle.CAR), job.requirements().vehicles());
        assertEquals(3, job.requirements().seats());
        assertEquals(500, job.requirements().cash());
    }

    @Test
    void jobWithoutANameIsGivenOneOfItsOwn() {
        Job job = read("");

        assertEquals(Terms.ASAP, job.terms());
        assertFalse(job.id().equals(read("").id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pickup/lat | {'lat':NaN,'lng':1}       | {'lat':1,'lng':2}",
                "/pickup/lng | {'lat':1,'lng':Infinity}  | {'lat':1,'lng':2}",
                "/pickup/lng | {'lat':1,'lng':-Infinity} | {'lat':1,'lng':2}",
                "/pickup/lat | {'lat':1e400,'lng':1}     | {'lat':1,'lng':2}",
                "/pickup/lat | {'lat':90.0001,'lng':1}   | {'lat':1,'lng':2}",
                "/pickup/lat | {'lat':106.8,'lng':-6.2}  | {'lat':1,'lng':2}",
                "/pickup/lat | {'lat':'57.7','lng':1}    | {'lat':1,'lng':2}",
                "/pickup/lng | {'lat':57.7}              | {'lat':1,'lng':2}",
                "/dropoff/lng | {'lat':1,'lng':1}        | {'lat':1,'lng':180.0001}",
                "/dropoff    | {'lat':1,'lng':1}         | null",
                "/dropoff    | {'lat':1,'lng':1}         | {'lat':1,'lng':1}",
            })
    void placeThatIsNoneIsRefusedByField(String pointer, String pickup, String dropoff) {
        String json = "{'kind':'RIDE','pickup':" + pickup + ",'dropoff':" + dropoff + "}";

        assertRefused(pointer, () -> readWhole(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/dropof                | ,'dropof':1",
                "/pickupAt              | ,'pickupAt':'soon'",
                "/dropoffBy             | ,'dropoffBy':'1969-12-31T23:59:59Z'",
                "/id                    | ,'id':'a b'",
                "/shared                | ,'shared':1",
                "/requirements/seats    | ,'requirements':{'seats':-1}",
                "/requirements/cash     | ,'requirements':{'cash':1.5}",
                "/requirements/vehicles | ,'requirements':{'vehicles':['TANK']}",
                "/requirements          | ,'requirements':[]",
            })
    void badFieldIsNamedWithValueAndRule(String pointer, String others) {
        assertRefused(pointer, () -> read(others));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'BUS','pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}}",
                "{'pickup':{'lat':1,'lng':1},'dropoff':{'lat':1,'lng':2}}",
            })
    void kindMustBeOne(String json) {
        assertRefused("/kind", () -> readWhole(json));
    }

    private static void assertRefused(String pointer, Executable reading) {
        Problem problem = assertThrows(ProblemException.class, reading).problem();
        Problem.FieldError error = problem.errors().getFirst();

        assertEquals("invalid-field", problem.type());
        assertEquals(pointer, error.pointer(), problem.toJson()::encode);
        assertFalse(error.value().isEmpty());
        assertFalse(error.rule().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_SKILL,/requirements/skills",
        "PICKUP_NOT_SERVED,/pickup",
        "DROPOFF_NOT_ALLOWED,/dropoff",
        "PROMISE_IMPOSSIBLE,/dropoffBy",
    })
    void whatTheRegionRefusesIsNamedByItsField(Rejection reason, String pointer) {
        Job job = read(",'dropoffBy':'2026-11-24T19:30:00Z'");

        Problem problem = JobReader.refusal(reason, job);

        assertEquals(422, problem.status());
        assertEquals(pointer, problem.errors().getFirst().pointer());
    }

    /// The key of a request that comes again is to be looked up first.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pickupAt  | ,'pickupAt':'2020-01-01T00:00:00Z'",
                "/dropoffBy | ,'dropoffBy':'2026-11-24T18:29:59Z'",
                "/dropoffBy | ,'dropoffBy':'2026-11-24T18:29:59Z','readyAt':'2026-11-24T18:00:00Z'",
            })
    void momentThatHasPassedIsReadAndLeftToTheRegionToRefuse(String pointer, String others) {
        Job job = read(others);

        Problem problem = JobReader.refusal(Rejection.MOMENT_PAST, job);

        assertTrue(job.requestedAtMillis() < NOW);
        assertEquals(422, problem.status());
        assertEquals(pointer, problem.errors().getFirst().pointer());
    }

    @Test
    void refusalThatIsAboutNoFieldKeepsItsWord() {
        assertEquals(
                "DUPLICATE_JOB", JobReader.refusal(Rejection.DUPLICATE_JOB, read("")).reason());
    }
}
