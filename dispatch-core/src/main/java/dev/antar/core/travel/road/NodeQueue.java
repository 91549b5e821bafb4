package dev.antar.core.travel.road;

import java.util.Arrays;

/// Nodes by rising key, ties by node: a binary heap of longs with the key above the node. A node
/// may be in it more than once. One thread.
final class NodeQueue {

    private long[] heap = new long[1_024];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// @param key at least 0
    void add(int key, int node) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        long entry = ((long) key << 32) | node;
        int i = size++;
        while (i > 0 && heap[(i - 1) / 2] > entry) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = entry;
    }

    /// Takes out the least entry; see [#key] and [#node].
    long poll() {
        long least = heap[0];
        long last = heap[--size];
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = last;
        return least;
    }

    static int key(long entry) {
        return (int) (entry >>> 32);
    }

    static int node(long entry) {
        return (int) entry;
    }
}
