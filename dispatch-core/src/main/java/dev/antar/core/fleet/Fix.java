package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

/// One GPS report.
///
/// @param fixedAtMillis when the phone took it, by the phone's clock, epoch milliseconds
/// @param accuracyMeters radius of confidence, or [#UNKNOWN]
/// @param speedMps metres per second, or [#UNKNOWN]
/// @param headingDegrees clockwise from north, 0 to 360, or [#UNKNOWN]
/// @param mock whether the phone said that the position is not from its receiver
public record Fix(
        LatLng position,
        long fixedAtMillis,
        double accuracyMeters,
        double speedMps,
        double headingDegrees,
        boolean mock) {

    /// The phone did not say.
    public static final double UNKNOWN = -1;

    /// The last millisecond of the year 9999: far enough from overflow for every difference.
    public static final long MAX_MILLIS = 253_402_300_799_999L;

    public Fix {
        check(fixedAtMillis, accuracyMeters, speedMps, headingDegrees);
    }

    /// The rules for all but the position.
    ///
    /// @throws IllegalArgumentException naming the field, the value and the rule
    static void check(
            long fixedAtMillis, double accuracyMeters, double speedMps, double headingDegrees) {
        requireKnown("accuracy", accuracyMeters, 1_000_000);
        requireKnown("speed", speedMps, 1_000);
        requireKnown("heading", headingDegrees, 360);
        if (fixedAtMillis < 0 || fixedAtMillis > MAX_MILLIS) {
            throw new IllegalArgumentException(
                    "at=" + fixedAtMillis + ": must be epoch milliseconds before the year 10000");
        }
    }

    public static Fix at(LatLng position, long fixedAtMillis) {
        return new Fix(position, fixedAtMillis, UNKNOWN, UNKNOWN, UNKNOWN, false);
    }

    private static void requireKnown(String field, double value, double max) {
        if (!(value == UNKNOWN || (value >= 0 && value <= max))) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must be from 0 to " + (long) max + ", or absent");
        }
    }
}
