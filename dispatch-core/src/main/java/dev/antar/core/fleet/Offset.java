package dev.antar.core.fleet;

/// Where a driver is from the centre of his cell, in one `long`: x in the upper 22 bits, y and z in
/// 21 each, in units of the index's grid. Lossless: a cell's radius has at most 20 bits.
final class Offset {

    private static final long MASK = (1 << 21) - 1;

    private Offset() {}

    static long of(int x, int y, int z) {
        return ((long) x << 42) | ((y & MASK) << 21) | (z & MASK);
    }

    static long x(long offset) {
        return offset >> 42;
    }

    static long y(long offset) {
        return offset << 22 >> 43;
    }

    static long z(long offset) {
        return offset << 43 >> 43;
    }
}
