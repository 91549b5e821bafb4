package dev.antar.core.geo;

/// Many positions as points of the unit sphere at once: [SpherePoint] in columns, the same bits in
/// a sixth of the time. One thread.
public final class SpherePoints {

    /*
     * A JVM turns a loop over arrays into vector instructions, four or eight numbers at a time, if
     * the loop is short and has no branch. So each step is a loop of its own, over columns that stay
     * in the processor's nearest memory, and turns of 90 degrees are factors of 1, 0 and -1 instead
     * of a choice. Vector or not, the Java language prescribes every bit.
     */

    /// How many positions are under way at once.
    public static final int MOST = 128;

    private final double[] degrees = new double[MOST];
    private final double[] turns = new double[MOST];
    private final double[] sines = new double[MOST];
    private final double[] cosines = new double[MOST];
    private final double[] x = new double[MOST];
    private final double[] y = new double[MOST];
    private final double[] z = new double[MOST];
    private final int[] wholeX = new int[MOST];
    private final int[] wholeY = new int[MOST];
    private final int[] wholeZ = new int[MOST];

    /// Become the positions from `from` on of these columns.
    ///
    /// @param count at most [#MOST]
    /// @param lats degrees, as [LatLng] holds them
    /// @param lngs degrees, as [LatLng] holds them
    public void set(int count, double[] lats, double[] lngs, int from) {
        System.arraycopy(lats, from, degrees, 0, count);
        turn(count, degrees, turns);
        series(count, degrees, z, cosines);
        turnBack(count, turns, z, cosines);
        System.arraycopy(lngs, from, degrees, 0, count);
        turn(count, degrees, turns);
        series(count, degrees, sines, x);
        turnBack(count, turns, sines, x);
        multiply(count, cosines, sines, y);
        multiply(count, cosines, x, x);
        round(count, x, wholeX);
        round(count, y, wholeY);
        round(count, z, wholeZ);
    }

    public int wholeX(int i) {
        return wholeX[i];
    }

    public int wholeY(int i) {
        return wholeY[i];
    }

    public int wholeZ(int i) {
        return wholeZ[i];
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    double[] z() {
        return z;
    }

    /// Splits degrees into quarter turns and a rest in radians.
    private static void turn(int count, double[] degrees, double[] turns) {
        for (int i = 0; i < count; i++) {
            double quarters = Math.rint(degrees[i] / 90);
            turns[i] = quarters;
            degrees[i] = (degrees[i] - quarters * 90) * SpherePoint.RADIANS;
        }
    }

    private static void series(int count, double[] angles, double[] sines, double[] cosines) {
        for (int i = 0; i < count; i++) {
            sines[i] = SpherePoint.sin(angles[i]);
        }
        for (int i = 0; i < count; i++) {
            cosines[i] = SpherePoint.cos(angles[i]);
        }
    }

    /// Sines and cosines of the whole angles, from those of the rests. One of two factors is 0.
    private static void turnBack(int count, double[] turns, double[] sines, double[] cosines) {
        for (int i = 0; i < count; i++) {
            double quarters = Math.abs(turns[i]);
            double straight = 1 - quarters;
            double across = turns[i] * (2 - quarters);
            double sin = sines[i];
            double cos = cosines[i];
            sines[i] = across * cos + straight * sin;
            cosines[i] = straight * cos - across * sin;
        }
    }

    private static void multiply(int count, double[] a, double[] b, double[] products) {
        for (int i = 0; i < count; i++) {
            products[i] = a[i] * b[i];
        }
    }

    private static void round(int count, double[] coordinates, int[] whole) {
        for (int i = 0; i < count; i++) {
            whole[i] = (int) Math.rint(coordinates[i] * SpherePoint.ONE);
        }
    }
}
