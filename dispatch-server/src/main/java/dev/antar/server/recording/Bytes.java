package dev.antar.server.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes being written one after the other: numbers as they are kept in a recording. Grows; used
/// again after [#clear]. One thread at a time.
final class Bytes {

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] array = new byte[4_096];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return array;
    }

    void clear() {
        size = 0;
    }

    void put(int oneByte) {
        ensure(1);
        array[size++] = (byte) oneByte;
    }

    void putInt(int value) {
        ensure(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        ensure(Long.BYTES);
        LONGS.set(array, size, value);
        size += Long.BYTES;
    }

    /// Seven bits a byte, the lowest first; small ones are short. Not below 0.
    void putCount(long value) {
        ensure(10);
        long rest = value;
        while (rest >= 0x80) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    /// The same for what may be below 0.
    void putDifference(long value) {
        putCount((value << 1) ^ (value >> 63));
    }

    /// A measured number: short where it has at most two decimals, and always with the same bits.
    void putMeasure(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths >= 0 && hundredths < 1 << 28 && same(hundredths / 100.0, value)) {
            putCount(hundredths + 1);
        } else {
            put(0);
            putLong(Double.doubleToRawLongBits(value));
        }
    }

    void putAll(byte[] bytes) {
        putAll(bytes, 0, bytes.length);
    }

    void putAll(byte[] bytes, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    /// Bytes with how many they are before them.
    void putSized(byte[] bytes) {
        putCount(bytes.length);
        putAll(bytes);
    }

    static boolean same(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    private void ensure(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
        }
    }
}
