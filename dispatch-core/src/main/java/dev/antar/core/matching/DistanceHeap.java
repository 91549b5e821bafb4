package dev.antar.core.matching;

import java.util.Arrays;

/// Nodes of a search by distance, ties by lower number. A node offered again at a shorter distance
/// stands in it twice; whoever polls skips the longer one.
final class DistanceHeap {

    private long[] distances = new long[64];
    private int[] nodes = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void offer(long distance, int node) {
        if (size == nodes.length) {
            distances = Arrays.copyOf(distances, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 1;
            if (!before(distance, node, parent)) {
                break;
            }
            distances[i] = distances[parent];
            nodes[i] = nodes[parent];
            i = parent;
        }
        distances[i] = distance;
        nodes[i] = node;
    }

    /// The shortest distance; not for an empty heap.
    long shortest() {
        return distances[0];
    }

    int poll() {
        int top = nodes[0];
        long distance = distances[--size];
        int node = nodes[size];
        int i = 0;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(distances[child + 1], nodes[child + 1], child)) {
                child++;
            }
            if (!before(distances[child], nodes[child], distance, node)) {
                break;
            }
            distances[i] = distances[child];
            nodes[i] = nodes[child];
            i = child;
        }
        distances[i] = distance;
        nodes[i] = node;
        return top;
    }

    private boolean before(long distance, int node, int than) {
        return before(distance, node, distances[than], nodes[than]);
    }

    private static boolean before(long distance, int node, long thanDistance, int thanNode) {
        return distance < thanDistance || (distance == thanDistance && node < thanNode);
    }
}
