package dev.antar.server.http;

import dev.antar.core.job.JobId;
import dev.antar.server.engine.CaseArchive.Subject;
import dev.antar.server.json.Input;
import dev.antar.server.json.ProblemException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// What a driver objects to, in his own words.
///
/// @param job given where the subject is a job
/// @param day given where the subject is a statement
/// @param zone whose day it is
record Objection(
        Subject subject, @Nullable JobId job, @Nullable LocalDate day, ZoneId zone, String words) {

    private static final int LONGEST_WORDS = 4_000;

    /// @throws ProblemException naming each field that is wrong
    static Objection read(Input body) {
        Subject subject = body.word("subject", Subject.class);
        String job = body.optionalText("job");
        String date = body.optionalText("date");
        String zone = body.optionalText("zone");
        String words = Requests.words(body, "words", LONGEST_WORDS);
        if (subject == Subject.JOB && job == null) {
            body.wrong("job", "nothing", "must be given where the subject is JOB");
        }
        if (subject == Subject.STATEMENT && date == null) {
            body.wrong("date", "nothing", "must be given where the subject is STATEMENT");
        }
        JobId about = job == null ? null : body.make(() -> new JobId(job));
        LocalDate day = day(body, date);
        ZoneId where = zone(body, zone);
        body.finish();
        return new Objection(subject, about, day, where, words);
    }

    private static @Nullable LocalDate day(Input body, @Nullable String text) {
        try {
            return text == null ? null : Days.date("date", text, ZoneOffset.UTC);
        } catch (ProblemException _) {
            body.wrong(
                    "date",
                    String.valueOf(text),
                    "must be a day such as 2026-11-25, from 1970 to 9999");
            return null;
        }
    }

    private static ZoneId zone(Input body, @Nullable String text) {
        try {
            return text == null ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException _) {
            body.wrong("zone", String.valueOf(text), "must be a time zone such as Asia/Jakarta");
            return ZoneOffset.UTC;
        }
    }
}
