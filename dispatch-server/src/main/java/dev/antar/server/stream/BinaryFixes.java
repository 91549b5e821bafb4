package dev.antar.server.stream;

import dev.antar.core.fleet.Fix;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Reads fixes from binary frames, straight into columns. `docs/driver-socket.md` has the layout
/// byte by byte, `docs/golden/` examples.
final class BinaryFixes {

    static final int VERSION = 1;
    static final int HEADER_BYTES = 12;
    static final int FIX_BYTES = 18;

    /// The phone wants to hear when the fixes are judged.
    static final int FLAG_ANSWER = 1;

    static final int UNKNOWN = 0xffff;

    private static final int SEQUENCE_AT = 2;
    private static final int COUNT_AT = 4;
    private static final int BASE_AT = 6;

    private static final int LNG_AT = 4;
    private static final int TIME_AT = 8;
    private static final int ACCURACY_AT = 12;
    private static final int SPEED_AT = 14;
    private static final int HEADING_AT = 16;

    private static final int MOCK = 0x8000_0000;
    private static final double E7 = 1e7;
    private static final int MAX_LAT_E7 = 900_000_000;
    private static final int MAX_LNG_E7 = 1_800_000_000;
    private static final int MAX_HEADING = 36_000;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private BinaryFixes() {}

    /// How many fixes the frame has.
    ///
    /// @throws ProblemException when it is no frame of fixes, or not as long as it says
    static int count(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES) {
            throw wrong("length", length, "must be at least " + HEADER_BYTES + " bytes");
        }
        if (bytes[offset] != VERSION) {
            throw wrong("version", bytes[offset] & 0xff, "must be " + VERSION);
        }
        if ((bytes[offset + 1] & ~FLAG_ANSWER) != 0) {
            throw wrong("flags", bytes[offset + 1] & 0xff, "must be 0 or " + FLAG_ANSWER);
        }
        int count = unsigned(bytes, offset + COUNT_AT);
        if (count < 1 || count > DriverLimits.FIXES_PER_FRAME) {
            throw wrong("count", count, "must be from 1 to " + DriverLimits.FIXES_PER_FRAME);
        }
        int needed = HEADER_BYTES + count * FIX_BYTES;
        if (length != needed) {
            throw wrong("length", length, "must be " + needed + " bytes for " + count + " fixes");
        }
        return count;
    }

    /// The number of the frame's first fix.
    static int sequence(byte[] bytes, int offset) {
        return unsigned(bytes, offset + SEQUENCE_AT);
    }

    /// The number of the frame's last fix if the phone wants to hear of it.
    static int answer(byte[] bytes, int offset, int count) {
        boolean wanted = (bytes[offset + 1] & FLAG_ANSWER) != 0;
        return wanted ? (sequence(bytes, offset) + count - 1) & 0xffff : FixLoad.NO_ANSWER;
    }

    /// Appends the fixes of a frame that [#count] has looked at. Those that cannot be are left out.
    ///
    /// @return what is wrong with them, or null if nothing is
    /// @throws ProblemException when no fix of the frame can be; nothing was appended
    static @Nullable List<Problem.FieldError> read(
            byte[] bytes, int offset, int count, FixLoad into) {
        int sequence = sequence(bytes, offset);
        long base =
                ((long) unsigned(bytes, offset + BASE_AT) << 32)
                        | ((int) INT.get(bytes, offset + BASE_AT + 2) & 0xffff_ffffL);
        if (base > Fix.MAX_MILLIS - ~MOCK) {
            throw new ProblemException(
                    Problem.invalid(
                            "/base",
                            Long.toString(base),
                            "must be epoch milliseconds before the year 10000"));
        }
        List<Problem.FieldError> errors = null;
        int at = offset + HEADER_BYTES;
        for (int i = 0; i < count; i++, at += FIX_BYTES) {
            int latE7 = (int) INT.get(bytes, at);
            int lngE7 = (int) INT.get(bytes, at + LNG_AT);
            int heading = unsigned(bytes, at + HEADING_AT);
            if (latE7 < -MAX_LAT_E7
                    || latE7 > MAX_LAT_E7
                    || lngE7 < -MAX_LNG_E7
                    || lngE7 > MAX_LNG_E7
                    || (heading > MAX_HEADING && heading != UNKNOWN)) {
                errors = refuse(errors, i, latE7, lngE7, heading);
                continue;
            }
            int time = (int) INT.get(bytes, at + TIME_AT);
            into.add(
                    i,
                    latE7 / E7,
                    lngE7 / E7,
                    base + (time & ~MOCK),
                    known(unsigned(bytes, at + ACCURACY_AT), 10),
                    known(unsigned(bytes, at + SPEED_AT), 100),
                    known(heading, 100),
                    (sequence + i) & 0xffff,
                    (time & MOCK) != 0);
        }
        return errors;
    }

    private static double known(int value, double perUnit) {
        return value == UNKNOWN ? Fix.UNKNOWN : value / perUnit;
    }

    private static int unsigned(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    private static List<Problem.FieldError> refuse(
            @Nullable List<Problem.FieldError> before, int place, int lat, int lng, int heading) {
        List<Problem.FieldError> errors = before == null ? new ArrayList<>() : before;
        String pointer = "/fixes/" + place;
        if (lat < -MAX_LAT_E7 || lat > MAX_LAT_E7) {
            errors.add(degrees(pointer + "/lat", lat, 90));
        }
        if (lng < -MAX_LNG_E7 || lng > MAX_LNG_E7) {
            errors.add(degrees(pointer + "/lng", lng, 180));
        }
        if (heading > MAX_HEADING && heading != UNKNOWN) {
            errors.add(
                    new Problem.FieldError(
                            pointer + "/heading",
                            Double.toString(heading / 100.0),
                            "must be from 0 to 360, or absent"));
        }
        return errors;
    }

    private static Problem.FieldError degrees(String pointer, int e7, int limit) {
        return new Problem.FieldError(
                pointer,
                Double.toString(e7 / E7),
                "must be a number from -" + limit + " to " + limit);
    }

    private static ProblemException wrong(String field, int value, String rule) {
        return new ProblemException(Problem.invalid("/" + field, Integer.toString(value), rule));
    }
}
