package dev.antar.simulator.wire;

import dev.antar.core.fleet.Fix;

import io.vertx.core.buffer.Buffer;

/// Fixes as phones send them; `docs/driver-socket.md`. Put together by hand, because they are most
/// of what a load run sends.
public final class FixFrames {

    private static final int VERSION = 1;
    private static final int UNKNOWN = 0xffff;
    private static final int MOST = 0xfffe;
    private static final int BYTES = 30;

    private FixFrames() {}

    /// Degrees times a million, which is what both forms carry.
    public static long microDegrees(double degrees) {
        return Math.round(degrees * 1e6);
    }

    public static String json(Fix fix) {
        StringBuilder frame = new StringBuilder(128);
        frame.append("{\"t\":\"fix\",\"at\":").append(fix.fixedAtMillis()).append(",\"lat\":");
        decimal(frame, microDegrees(fix.position().lat()), 6);
        decimal(frame.append(",\"lng\":"), microDegrees(fix.position().lng()), 6);
        decimal(frame.append(",\"accuracy\":"), Math.round(fix.accuracyMeters() * 10), 1);
        decimal(frame.append(",\"speed\":"), Math.round(fix.speedMps() * 100), 2);
        if (fix.headingDegrees() != Fix.UNKNOWN) {
            // Rounded down, because 360 is not a heading.
            decimal(frame.append(",\"heading\":"), (long) (fix.headingDegrees() * 10), 1);
        }
        return frame.append('}').toString();
    }

    /// A binary frame of one fix, no answer wanted.
    ///
    /// @param sequence the fix's number, of which the lowest 16 bits are sent
    public static Buffer binary(Fix fix, int sequence) {
        long base = fix.fixedAtMillis();
        return Buffer.buffer(BYTES)
                .appendByte((byte) VERSION)
                .appendByte((byte) 0)
                .appendUnsignedShort(sequence & 0xffff)
                .appendUnsignedShort(1)
                .appendUnsignedShort((int) (base >>> 32))
                .appendInt((int) base)
                .appendInt((int) (microDegrees(fix.position().lat()) * 10))
                .appendInt((int) (microDegrees(fix.position().lng()) * 10))
                .appendInt(fix.mock() ? 1 << 31 : 0)
                .appendUnsignedShort(scaled(fix.accuracyMeters(), 10))
                .appendUnsignedShort(scaled(fix.speedMps(), 100))
                .appendUnsignedShort(scaled(fix.headingDegrees(), 100));
    }

    private static int scaled(double value, double scale) {
        return value == Fix.UNKNOWN ? UNKNOWN : (int) Math.clamp(value * scale, 0, MOST);
    }

    /// Appends `scaled / 10^digits`.
    private static void decimal(StringBuilder text, long scaled, int digits) {
        if (scaled < 0) {
            text.append('-');
        }
        String number = Long.toString(Math.abs(scaled));
        int whole = number.length() - digits;
        if (whole <= 0) {
            text.append('0');
        } else {
            text.append(number, 0, whole);
        }
        text.append('.')
                .repeat('0', Math.max(0, -whole))
                .append(number, Math.max(0, whole), number.length());
    }
}
