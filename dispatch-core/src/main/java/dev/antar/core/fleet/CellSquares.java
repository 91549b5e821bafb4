package dev.antar.core.fleet;

/// How the box around a busy cell is cut into squares. A shape is a number: 0 for a cell that is
/// not cut; else its level, which two coordinates span the squares, and by how many bits the way
/// from the box's corner is shifted to count squares. All coordinates are from the cell's centre.
final class CellSquares {

    private CellSquares() {}

    /// @param x the cell's centre
    static int shape(int level, int x, int y, int z, int radius) {
        if (level == 0) {
            return 0;
        }
        // The coordinate along which the cell is flattest does not span.
        int flat = Math.abs(y) > Math.abs(x) ? 1 : 0;
        if (Math.abs(z) > Math.abs(flat == 0 ? x : y)) {
            flat = 2;
        }
        int shift = Math.max(0, 32 - Integer.numberOfLeadingZeros(2 * radius) - level);
        return level | (flat << 4) | (shift << 8);
    }

    static int level(int shape) {
        return shape & 15;
    }

    static int side(int shape) {
        return 1 << (shape >> 8);
    }

    /// Of three coordinates, the first that spans the squares.
    static long first(int shape, long x, long y) {
        return ((shape >> 4) & 3) == 0 ? y : x;
    }

    static long second(int shape, long y, long z) {
        return ((shape >> 4) & 3) == 2 ? y : z;
    }

    /// The square of a point of the cell, from 0.
    static int square(int shape, int radius, long offset) {
        int shift = shape >> 8;
        long y = Offset.y(offset);
        int row = (int) (first(shape, Offset.x(offset), y) + radius) >> shift;
        int column = (int) (second(shape, y, Offset.z(offset)) + radius) >> shift;
        return (row << level(shape)) + column;
    }
}
