package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.CaseArchive.Subject;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

final class ObjectionTest {

    private static Objection read(String json) {
        return Objection.read(Input.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void subjectComesWithWhatItIsAbout() {
        Objection job = read("{'subject':'JOB','job':'j-1','words':'It was mine.'}");
        Objection day =
                read(
                        "{'subject':'STATEMENT','date':'2026-11-25','zone':'Asia/Jakarta',"
                                + "'words':'Too little.'}");

        assertEquals(
                new Objection(Subject.JOB, new JobId("j-1"), null, ZoneOffset.UTC, "It was mine."),
                job);
        assertEquals(LocalDate.of(2026, 11, 25), day.day());
        assertEquals(ZoneId.of("Asia/Jakarta"), day.zone());
        assertNull(day.job());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'subject':'OTHER'}                                              | /words",
                "{'subject':'OTHER','words':' '}                                  | /words",
                "{'subject':'RAIN','words':'x'}                                   | /subject",
                "{'subject':'JOB','words':'x'}                                    | /job",
                "{'subject':'JOB','job':'a b','words':'x'}                        | /job",
                "{'subject':'STATEMENT','words':'x'}                              | /date",
                "{'subject':'STATEMENT','words':'x','date':'today'}               | /date",
                "{'subject':'STATEMENT','words':'x','date':'+99999-01-01'}        | /date",
                "{'subject':'STATEMENT','words':'x','date':'2026-11-25','zone':'Mars'} | /zone",
                "{'subject':'OTHER','words':'x','wish':'y'}                       | /wish",
            })
    void badObjectionIsRefusedByField(String json, String pointer) {
        Problem problem = assertThrows(ProblemException.class, () -> read(json)).problem();

        assertEquals(422, problem.status());
        assertEquals(pointer, problem.errors().getFirst().pointer());
    }

    @Test
    void wordsAreBounded() {
        String words = "x".repeat(4_001);
        ProblemException refused =
                assertThrows(
                        ProblemException.class,
                        () -> read("{'subject':'OTHER','words':'" + words + "'}"));

        assertEquals(
                "must have 1 to 4000 characters", refused.problem().errors().getFirst().rule());
    }
}
