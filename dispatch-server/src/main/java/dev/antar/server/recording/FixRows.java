package dev.antar.server.recording;

import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;

/// Fixes of a batch in some 20 bytes each, and back with the same bits.
final class FixRows {

    private static final double DEGREES = 1e7;

    private static final int DECIMAL = 1;
    private static final int ACCURACY = 2;
    private static final int SPEED = 4;
    private static final int HEADING = 8;
    private static final int SEQUENCE = 16;
    private static final int MOCK = 32;

    private FixRows() {}

    /// @param atMillis when the batch arrived
    /// @param from the first row …
    /// @param to … and the one after the last
    static void write(FixBatch fixes, int from, int to, long atMillis, Bytes out) {
        out.putCount(to - from);
        for (int row = from; row < to; row++) {
            write(fixes, row, true, atMillis, out);
        }
    }

    /// Writes a batch that was judged. Of a driver who is off duty, or whom nobody knows, it writes
    /// that he reported and not where he was: the verdict does not depend on it.
    static void writeOnDuty(FixBatch fixes, int from, int to, long atMillis, Bytes out) {
        out.putCount(to - from);
        for (int row = from; row < to; row++) {
            boolean kept =
                    switch (fixes.verdict(row)) {
                        case OFF_DUTY, UNKNOWN_DRIVER -> false;
                        case ACCEPTED, OLDER_THAN_LAST, FROM_FUTURE, JUMP, INACCURATE -> true;
                    };
            write(fixes, row, kept, atMillis, out);
        }
    }

    private static void write(FixBatch fixes, int row, boolean kept, long atMillis, Bytes out) {
        double exactLat = kept ? fixes.lat(row) : 0;
        double exactLng = kept ? fixes.lng(row) : 0;
        long lat = Math.round(exactLat * DEGREES);
        long lng = Math.round(exactLng * DEGREES);
        boolean decimal =
                Bytes.same(lat / DEGREES, exactLat) && Bytes.same(lng / DEGREES, exactLng);
        boolean accuracy = kept && known(fixes.accuracyMeters(row));
        boolean speed = kept && known(fixes.speedMps(row));
        boolean heading = kept && known(fixes.headingDegrees(row));
        boolean sequence = fixes.sequence(row) != FixBatch.UNNUMBERED;
        out.put(
                (decimal ? DECIMAL : 0)
                        | (accuracy ? ACCURACY : 0)
                        | (speed ? SPEED : 0)
                        | (heading ? HEADING : 0)
                        | (sequence ? SEQUENCE : 0)
                        | (fixes.mock(row) ? MOCK : 0));
        out.putCount(fixes.slot(row));
        out.putDifference(fixes.fixedAtMillis(row) - atMillis);
        if (decimal) {
            out.putInt((int) lat);
            out.putInt((int) lng);
        } else {
            out.putLong(Double.doubleToRawLongBits(exactLat));
            out.putLong(Double.doubleToRawLongBits(exactLng));
        }
        if (accuracy) {
            out.putMeasure(fixes.accuracyMeters(row));
        }
        if (speed) {
            out.putMeasure(fixes.speedMps(row));
        }
        if (heading) {
            out.putMeasure(fixes.headingDegrees(row));
        }
        if (sequence) {
            out.putCount(fixes.sequence(row));
        }
    }

    /// @param fixes is overwritten
    static void read(BytesIn in, long atMillis, FixBatch fixes) throws Unreadable {
        fixes.clear();
        int count = in.takeSize();
        for (int row = 0; row < count; row++) {
            int form = in.take();
            int slot = in.takeSize();
            long fixedAt = atMillis + in.takeDifference();
            boolean decimal = (form & DECIMAL) != 0;
            double lat = decimal ? in.takeInt() / DEGREES : Double.longBitsToDouble(in.takeLong());
            double lng = decimal ? in.takeInt() / DEGREES : Double.longBitsToDouble(in.takeLong());
            try {
                fixes.add(
                        slot,
                        lat,
                        lng,
                        fixedAt,
                        (form & ACCURACY) != 0 ? in.takeMeasure() : Fix.UNKNOWN,
                        (form & SPEED) != 0 ? in.takeMeasure() : Fix.UNKNOWN,
                        (form & HEADING) != 0 ? in.takeMeasure() : Fix.UNKNOWN,
                        (form & SEQUENCE) != 0 ? in.takeSize() : FixBatch.UNNUMBERED,
                        (form & MOCK) != 0);
            } catch (IllegalArgumentException e) {
                throw new Unreadable("a fix is not possible: " + e.getMessage(), e);
            }
        }
    }

    /// One number that stands for what became of all fixes of a batch.
    static int verdicts(FixBatch fixes) {
        return verdicts(fixes, 0, fixes.size());
    }

    static int verdicts(FixBatch fixes, int from, int to) {
        int mixed = 1;
        for (int row = from; row < to; row++) {
            mixed = 31 * mixed + fixes.verdict(row).name().hashCode();
            mixed = 31 * mixed + fixes.quality(row).name().hashCode();
        }
        return mixed;
    }

    private static boolean known(double measure) {
        return measure != Fix.UNKNOWN;
    }
}
