package dev.antar.simulator.horizon;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Things at places in a plane, in squares; finds the nearest few. Things equally near come in the
/// order of their numbers. One thread.
final class Surroundings {

    private static final double SQUARE_METERS = 500;
    private static final int FARTHEST_RING = 60;

    private final Long2ObjectOpenHashMap<IntArrayList> squares = new Long2ObjectOpenHashMap<>();
    private double[] x = new double[64];
    private double[] y = new double[64];
    private int[] nearest = new int[16];
    private double[] away = new double[16];
    private int count;

    void clear() {
        // Squares are kept: the same places come again and again.
        squares.values().forEach(IntArrayList::clear);
    }

    void add(int thing, double atX, double atY) {
        if (thing >= x.length) {
            int room = Math.max(thing + 1, x.length * 2);
            x = Arrays.copyOf(x, room);
            y = Arrays.copyOf(y, room);
        }
        x[thing] = atX;
        y[thing] = atY;
        squares.computeIfAbsent(square(line(atX), line(atY)), _ -> new IntArrayList()).add(thing);
    }

    void remove(int thing) {
        IntArrayList square = squares.get(square(line(x[thing]), line(y[thing])));
        if (square != null) {
            square.rem(thing);
        }
    }

    /// Finds up to `most` things; they are in [#at] then, nearest first.
    int find(double fromX, double fromY, int most) {
        if (most > nearest.length) {
            nearest = new int[most];
            away = new double[most];
        }
        count = 0;
        int middleX = line(fromX);
        int middleY = line(fromY);
        for (int ring = 0; ring <= FARTHEST_RING; ring++) {
            // Nothing in this ring or beyond is nearer than this.
            double reach = (ring - 1) * SQUARE_METERS;
            if (count == most && reach > 0 && reach * reach > away[count - 1]) {
                break;
            }
            for (int dx = -ring; dx <= ring; dx++) {
                int step = Math.abs(dx) == ring ? 1 : Math.max(1, 2 * ring);
                for (int dy = -ring; dy <= ring; dy += step) {
                    look(squares.get(square(middleX + dx, middleY + dy)), fromX, fromY, most);
                }
            }
        }
        return count;
    }

    int at(int i) {
        return nearest[i];
    }

    private void look(@Nullable IntArrayList square, double fromX, double fromY, int most) {
        if (square == null) {
            return;
        }
        for (int s = 0; s < square.size(); s++) {
            int thing = square.getInt(s);
            double east = x[thing] - fromX;
            double north = y[thing] - fromY;
            double square2 = east * east + north * north;
            int i = count;
            while (i > 0
                    && (square2 < away[i - 1]
                            || (square2 == away[i - 1] && thing < nearest[i - 1]))) {
                i--;
            }
            if (i == most) {
                continue;
            }
            count = Math.min(count + 1, most);
            System.arraycopy(nearest, i, nearest, i + 1, count - i - 1);
            System.arraycopy(away, i, away, i + 1, count - i - 1);
            nearest[i] = thing;
            away[i] = square2;
        }
    }

    private static int line(double meters) {
        return (int) Math.floor(meters / SQUARE_METERS);
    }

    private static long square(int lineX, int lineY) {
        return (long) lineX << 32 | (lineY & 0xffffffffL);
    }
}
