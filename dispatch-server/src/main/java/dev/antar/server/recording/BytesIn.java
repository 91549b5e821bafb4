package dev.antar.server.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads what [Bytes] wrote. Whatever lies beyond the end is [Unreadable].
final class BytesIn {

    private final byte[] array;
    private final int end;
    private int at;

    BytesIn(byte[] array, int length) {
        this.array = array;
        this.end = length;
    }

    boolean hasMore() {
        return at < end;
    }

    int take() throws Unreadable {
        need(1);
        return array[at++] & 0xff;
    }

    int takeInt() throws Unreadable {
        need(Integer.BYTES);
        at += Integer.BYTES;
        return ByteBuffer.wrap(array).getInt(at - Integer.BYTES);
    }

    long takeLong() throws Unreadable {
        need(Long.BYTES);
        at += Long.BYTES;
        return ByteBuffer.wrap(array).getLong(at - Long.BYTES);
    }

    long takeCount() throws Unreadable {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = take();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new Unreadable("a number has no end");
    }

    /// A count that must be an `int`.
    int takeSize() throws Unreadable {
        long value = takeCount();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new Unreadable("a count of " + value + " is not possible");
        }
        return (int) value;
    }

    long takeDifference() throws Unreadable {
        long folded = takeCount();
        return (folded >>> 1) ^ -(folded & 1);
    }

    double takeMeasure() throws Unreadable {
        long hundredths = takeCount();
        return hundredths == 0 ? Double.longBitsToDouble(takeLong()) : (hundredths - 1) / 100.0;
    }

    /// A value of which [Bytes#putSized] wrote the bytes.
    <T> T takeJson(Class<T> type) throws Unreadable {
        int length = takeSize();
        need(length);
        at += length;
        return RecordingJson.read(type, array, at - length, length);
    }

    /// A text of which [Bytes#putSized] wrote the bytes in UTF-8.
    String takeText() throws Unreadable {
        int length = takeSize();
        need(length);
        at += length;
        return new String(array, at - length, length, StandardCharsets.UTF_8);
    }

    private void need(int bytes) throws Unreadable {
        if (bytes > end - at) {
            throw new Unreadable(
                    bytes + " bytes are missing at byte " + at + " of " + end + " of a block");
        }
    }
}
