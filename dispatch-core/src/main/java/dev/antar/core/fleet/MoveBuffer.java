package dev.antar.core.fleet;

import dev.antar.core.geo.SpherePoints;

/// Hands moves to a [DriverIndex] many at a time, which is faster; until [#flush] the index may not
/// know of them. Nothing is allocated. One thread.
public final class MoveBuffer {

    private static final int MOST = SpherePoints.MOST;

    private final DriverIndex index;
    private final int[] slots = new int[MOST];
    private final double[] lats = new double[MOST];
    private final double[] lngs = new double[MOST];
    private final long[] fixedAtMillis = new long[MOST];
    private int size;

    public MoveBuffer(DriverIndex index) {
        this.index = index;
    }

    /// Moves a driver as [DriverIndex#move(int, double, double, long)] does, now or later.
    public void move(int slot, double lat, double lng, long atMillis) {
        slots[size] = slot;
        lats[size] = lat;
        lngs[size] = lng;
        fixedAtMillis[size] = atMillis;
        if (++size == MOST) {
            flush();
        }
    }

    /// The index knows of every move from now on.
    public void flush() {
        if (size > 0) {
            int count = size;
            size = 0;
            index.moveAll(count, slots, lats, lngs, fixedAtMillis);
        }
    }
}
