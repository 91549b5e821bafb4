package dev.antar.core.fleet;

import dev.antar.core.geo.CellTable;

/// How the box around a busy cell is cut into squares. A shape is a number: 0 for a cell that is
/// not cut; else its level, which two coordinates span the squares, and by how many bits the way
/// from the box's corner is shifted to count squares.
final class CellSquares {

    private CellSquares() {}

    static int shape(CellTable cells, int cell, int level) {
        if (level == 0) {
            return 0;
        }
        // The coordinate along which the cell is flattest does not span.
        int flat = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (Math.abs(cells.center(cell, axis)) > Math.abs(cells.center(cell, flat))) {
                flat = axis;
            }
        }
        int width = 2 * cells.radius(cell);
        int shift = Math.max(0, 32 - Integer.numberOfLeadingZeros(width) - level);
        return level | (flat << 4) | (shift << 8);
    }

    static int level(int shape) {
        return shape & 15;
    }

    static int side(int shape) {
        return 1 << (shape >> 8);
    }

    /// The coordinates that span the squares: of 0 to 2 for x to z.
    static int firstAxis(int shape) {
        return ((shape >> 4) & 3) == 0 ? 1 : 0;
    }

    static int secondAxis(int shape) {
        return ((shape >> 4) & 3) == 2 ? 1 : 2;
    }

    /// The box's corner.
    static int corner(CellTable cells, int cell, int axis) {
        return cells.center(cell, axis) - cells.radius(cell);
    }

    /// The square of a point of the cell, from 0.
    static int square(CellTable cells, int cell, int shape, int x, int y, int z) {
        int flat = (shape >> 4) & 3;
        int shift = shape >> 8;
        int radius = cells.radius(cell);
        int first = flat == 0 ? y - cells.center(cell, 1) : x - cells.center(cell, 0);
        int second = flat == 2 ? y - cells.center(cell, 1) : z - cells.center(cell, 2);
        return (((first + radius) >> shift) << level(shape)) + ((second + radius) >> shift);
    }
}
