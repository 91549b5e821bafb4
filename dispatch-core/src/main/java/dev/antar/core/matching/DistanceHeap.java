package dev.antar.core.matching;

import java.util.Arrays;

/// Drivers by distance, ties by lower number. A driver offered again at a shorter distance stands
/// in it twice; whoever polls skips the longer one.
final class DistanceHeap {

    private long[] distances = new long[64];
    private int[] drivers = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void offer(long distance, int driver) {
        if (size == drivers.length) {
            distances = Arrays.copyOf(distances, size * 2);
            drivers = Arrays.copyOf(drivers, size * 2);
        }
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 1;
            if (!before(distance, driver, parent)) {
                break;
            }
            distances[i] = distances[parent];
            drivers[i] = drivers[parent];
            i = parent;
        }
        distances[i] = distance;
        drivers[i] = driver;
    }

    /// The shortest distance; not for an empty heap.
    long shortest() {
        return distances[0];
    }

    int pollDriver() {
        int top = drivers[0];
        long distance = distances[--size];
        int driver = drivers[size];
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(distances[child + 1], drivers[child + 1], child)) {
                child++;
            }
            if (!before(distances[child], drivers[child], distance, driver)) {
                break;
            }
            distances[i] = distances[child];
            drivers[i] = drivers[child];
            i = child;
        }
        distances[i] = distance;
        drivers[i] = driver;
        return top;
    }

    private boolean before(long distance, int driver, int than) {
        return before(distance, driver, distances[than], drivers[than]);
    }

    private static boolean before(long distance, int driver, long thanDistance, int thanDriver) {
        return distance < thanDistance || (distance == thanDistance && driver < thanDriver);
    }
}
