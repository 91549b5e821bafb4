package dev.antar.core.fleet;

import java.util.Arrays;

/// Districts by how near they may be: a heap whose elements are a bound, as a `float` that is not
/// above it, in the upper half of a `long` and a district in the lower. One thread.
final class DistrictQueue {

    private long[] heap = new long[64];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Adds before [#order].
    void add(double edge, int district) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        float bound = edge <= 0 ? 0 : Math.nextDown((float) edge);
        // Floats that are not negative order as their bits do.
        heap[size++] = (long) Float.floatToRawIntBits(Math.max(0, bound)) << 32 | district;
    }

    void order() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, heap[i]);
        }
    }

    double nearestEdge() {
        return Float.intBitsToFloat((int) (heap[0] >>> 32));
    }

    int takeNearest() {
        int district = (int) heap[0];
        size--;
        sink(0, heap[size]);
        return district;
    }

    long bytes() {
        return 8L * heap.length;
    }

    private void sink(int from, long element) {
        int i = from;
        for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= element) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = element;
    }
}
