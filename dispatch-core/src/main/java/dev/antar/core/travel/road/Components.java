package dev.antar.core.travel.road;

/// The parts of a graph within which one can drive from anywhere to anywhere (strongly connected
/// components, Tarjan 1972). Small ones are strays: a closed car park, a one-way street cut off at
/// the map's edge. A position is never put on a stray; a larger part is an island of its own.
final class Components {

    /// A part with fewer nodes is a stray, unless the whole graph is small.
    private static final int LEAST_NODES = 200;

    private static final int LARGEST_SHARE = 10;

    private final int[] of;
    private final int[] sizes;
    private final int largest;
    private final int least;

    Components(RoadGraph graph) {
        this.of = new int[graph.nodes()];
        this.sizes = new Search(graph, of).run();
        int most = 0;
        for (int part = 1; part < sizes.length; part++) {
            most = sizes[part] > sizes[most] ? part : most;
        }
        this.largest = most;
        this.least = Math.min(LEAST_NODES, sizes[largest] / LARGEST_SHARE);
    }

    int of(int node) {
        return of[node];
    }

    /// Whether the node is in the largest part.
    boolean inLargest(int node) {
        return of[node] == largest;
    }

    boolean kept(int node) {
        return sizes[of[node]] >= least;
    }

    int strays() {
        int strays = 0;
        for (int size : sizes) {
            strays += size < least ? size : 0;
        }
        return strays;
    }

    /// Tarjan's search with a stack of its own: a city is deeper than a thread's stack.
    private static final class Search {

        private final RoadGraph graph;
        private final int[] of;
        private final int[] order;
        private final int[] low;
        private final int[] next;
        private final int[] path;
        private final int[] open;
        private int opened;
        private int counter;
        private int found;
        private int[] sizes = new int[16];

        Search(RoadGraph graph, int[] of) {
            this.graph = graph;
            this.of = of;
            int nodes = graph.nodes();
            this.order = new int[nodes];
            this.low = new int[nodes];
            this.next = new int[nodes];
            this.path = new int[nodes];
            this.open = new int[nodes];
        }

        int[] run() {
            java.util.Arrays.fill(of, -1);
            for (int node = 0; node < of.length; node++) {
                if (order[node] == 0) {
                    from(node);
                }
            }
            return java.util.Arrays.copyOf(sizes, found);
        }

        private void from(int start) {
            int depth = 0;
            path[0] = start;
            enter(start);
            while (depth >= 0) {
                int node = path[depth];
                if (next[node] < graph.outFirst[node + 1]) {
                    int other = graph.head[graph.outEdges[next[node]++]];
                    if (order[other] == 0) {
                        enter(other);
                        path[++depth] = other;
                    } else if (of[other] < 0) {
                        low[node] = Math.min(low[node], order[other]);
                    }
                } else {
                    if (low[node] == order[node]) {
                        close(node);
                    }
                    depth--;
                    if (depth >= 0) {
                        low[path[depth]] = Math.min(low[path[depth]], low[node]);
                    }
                }
            }
        }

        private void enter(int node) {
            order[node] = ++counter;
            low[node] = counter;
            next[node] = graph.outFirst[node];
            open[opened++] = node;
        }

        private void close(int root) {
            if (found == sizes.length) {
                sizes = java.util.Arrays.copyOf(sizes, found * 2);
            }
            int node;
            do {
                node = open[--opened];
                of[node] = found;
                sizes[found]++;
            } while (node != root);
            found++;
        }
    }
}
