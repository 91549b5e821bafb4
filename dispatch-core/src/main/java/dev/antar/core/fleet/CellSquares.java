package dev.antar.core.fleet;

/// How the box around a busy cell is cut into squares. A shape is a number: its level, which two
/// coordinates span the squares, and by how many bits the way from the box's corner is shifted to
/// count squares. At level 0 there is one square. All coordinates are from the cell's centre.
final class CellSquares {

    /// Shifts whatever is in a cell to 0.
    private static final int ALL = 31;

    private CellSquares() {}

    /// @param x the cell's centre
    static int shape(int level, int x, int y, int z, int radius) {
        // The coordinate along which the cell is flattest does not span.
        int flat = Math.abs(y) > Math.abs(x) ? 1 : 0;
        if (Math.abs(z) > Math.abs(flat == 0 ? x : y)) {
            flat = 2;
        }
        int bits = 32 - Integer.numberOfLeadingZeros(2 * radius);
        int shift = level == 0 ? ALL : Math.max(0, bits - level);
        return level | (flat << 4) | (shift << 8);
    }

    static int level(int shape) {
        return shape & 15;
    }

    /// A square's side is 2 to the power of this.
    static int shift(int shape) {
        return shape >> 8;
    }

    static int side(int shape) {
        return 1 << shift(shape);
    }

    /// Of three coordinates, the first that spans the squares.
    static long first(int shape, long x, long y) {
        return ((shape >> 4) & 3) == 0 ? y : x;
    }

    static long second(int shape, long y, long z) {
        return ((shape >> 4) & 3) == 2 ? y : z;
    }

    /// The square of a point of the cell, from 0. Without a branch that depends on the point, and
    /// some number for a point that is elsewhere.
    static int square(int shape, int radius, long x, long y, long z) {
        int shift = shift(shape);
        int row = (int) (first(shape, x, y) + radius) >> shift;
        int column = (int) (second(shape, y, z) + radius) >> shift;
        return (row << level(shape)) + column;
    }
}
