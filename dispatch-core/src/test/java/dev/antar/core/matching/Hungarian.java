package dev.antar.core.matching;

import java.util.Arrays;

/// The dense Hungarian method over every pair, each job with a place of its own to stay unmatched
/// in: slow, short, and shares nothing with what it judges.
final class Hungarian {

    static final int ABSENT = Integer.MAX_VALUE;

    private static final long FORBIDDEN = 1L << 50;

    private Hungarian() {}

    /// The least total cost.
    ///
    /// @param cost by job and driver; [#ABSENT] where the driver cannot do the job
    static long optimum(int[][] cost, long[] unmatched, int drivers) {
        int jobs = cost.length;
        int columns = drivers + jobs;
        long[] u = new long[jobs + 1];
        long[] v = new long[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] way = new int[columns + 1];
        for (int row = 1; row <= jobs; row++) {
            long[] least = new long[columns + 1];
            Arrays.fill(least, Long.MAX_VALUE);
            boolean[] used = new boolean[columns + 1];
            rowOf[0] = row;
            int column = 0;
            do {
                used[column] = true;
                int from = rowOf[column];
                int next = 0;
                long delta = Long.MAX_VALUE;
                for (int c = 1; c <= columns; c++) {
                    if (!used[c]) {
                        long reduced = at(cost, unmatched, drivers, from, c) - u[from] - v[c];
                        if (reduced < least[c]) {
                            least[c] = reduced;
                            way[c] = column;
                        }
                        if (least[c] < delta) {
                            delta = least[c];
                            next = c;
                        }
                    }
                }
                for (int c = 0; c <= columns; c++) {
                    if (used[c]) {
                        u[rowOf[c]] += delta;
                        v[c] -= delta;
                    } else {
                        least[c] -= delta;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[way[column]];
                column = way[column];
            }
        }
        long sum = 0;
        for (int c = 1; c <= columns; c++) {
            if (rowOf[c] != 0) {
                sum += at(cost, unmatched, drivers, rowOf[c], c);
            }
        }
        return sum;
    }

    private static long at(int[][] cost, long[] unmatched, int drivers, int row, int column) {
        if (column > drivers) {
            return column - drivers == row ? unmatched[row - 1] : FORBIDDEN;
        }
        int pair = cost[row - 1][column - 1];
        return pair == ABSENT ? FORBIDDEN : pair;
    }
}
