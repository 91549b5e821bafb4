package dev.antar.server.explain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How somebody wants to be told.
///
/// @param zone whose clock times of day are told by
public record Asked(Language language, ZoneId zone) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final long EXACT_BELOW_MILLIS = 10_000;

    /// The time of day of a moment, epoch milliseconds.
    String clock(long millis) {
        String time = CLOCK.format(Instant.ofEpochMilli(millis).atZone(zone));
        return zone.equals(ZoneOffset.UTC) ? time + " UTC" : time;
    }

    /// Seconds, to a tenth where they are few.
    String seconds(long millis) {
        return millis < EXACT_BELOW_MILLIS
                ? tenths((millis + 50) / 100)
                : Long.toString((millis + 500) / 1_000);
    }

    /// Seconds that are no fewer than these milliseconds.
    String atLeastSeconds(long millis) {
        return millis < EXACT_BELOW_MILLIS
                ? tenths((millis + 99) / 100)
                : Long.toString((millis + 999) / 1_000);
    }

    /// A date and time of day, epoch milliseconds.
    String moment(long millis) {
        return DAY.format(Instant.ofEpochMilli(millis).atZone(zone)) + " " + clock(millis);
    }

    /// A number that is given in tenths.
    String tenths(long tenths) {
        return tenths / 10 + language.choose(".", ",") + tenths % 10;
    }
}
