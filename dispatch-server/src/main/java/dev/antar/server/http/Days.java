package dev.antar.server.http;

import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Days and time zones in addresses.
final class Days {

    /// So long before a day a spell on duty may have begun that reaches into it.
    static final long LOOK_BACK_MILLIS = 48 * 3_600_000L;

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private Days() {}

    /// UTC where nothing was said.
    ///
    /// @throws ProblemException 422
    static ZoneId zone(@Nullable String text) {
        try {
            return text == null ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException _) {
            throw new ProblemException(
                    Problem.invalid(
                            "/zone",
                            String.valueOf(text),
                            "must be a time zone such as Asia/Jakarta"));
        }
    }

    /// Today where nothing was said.
    ///
    /// @throws ProblemException 422
    static LocalDate date(String field, @Nullable String text, ZoneId zone) {
        try {
            LocalDate date = text == null ? LocalDate.now(zone) : LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException _) {
            // Refused below, as a year that nobody means is.
        }
        throw new ProblemException(
                Problem.invalid(
                        "/" + field,
                        String.valueOf(text),
                        "must be a day such as 2026-11-25, from 1970 to 9999"));
    }

    static long startMillis(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
