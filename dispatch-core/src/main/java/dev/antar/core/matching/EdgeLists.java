package dev.antar.core.matching;

import java.util.Arrays;

/// Which drivers a job may have, at what cost, cheapest first; and, once asked for, which jobs name
/// a driver. Memory is kept and reused. One thread.
final class EdgeLists {

    /*
     * Edges lie in two flat arrays. A job's are together, in a block whose size is a power of two;
     * a job that outgrows its block moves to one twice as large and leaves the old one to the next
     * who needs it. The jobs of a driver are a linked list through the edges, made when it is first
     * needed: a round that is solved from scratch never follows it.
     */

    static final int NONE = -1;
    private static final int SMALLEST = 3;

    // A job's edges are those from first[job] to first[job] + count[job].
    int[] first = new int[16];
    int[] count = new int[16];
    private int[] size = new int[16];
    int[] driver = new int[256];
    int[] cost = new int[256];
    private int used;

    private final int[][] spare = new int[31][0];
    private final int[] spares = new int[31];

    private boolean linked;
    private int jobs;
    private int[] head = {};
    private int[] owner = {};
    private int[] next = {};
    private int[] previous = {};

    /// Forgets every edge.
    void clear() {
        used = 0;
        jobs = 0;
        linked = false;
        Arrays.fill(spares, 0);
    }

    /// Every edge lies below this index; what lies there may also be nobody's.
    int used() {
        return used;
    }

    /// Opens the list of the next job.
    void begin(int job) {
        if (job == first.length) {
            first = Arrays.copyOf(first, job * 2);
            count = Arrays.copyOf(count, job * 2);
            size = Arrays.copyOf(size, job * 2);
        }
        count[job] = 0;
        size[job] = NONE;
        jobs = Math.max(jobs, job + 1);
    }

    /// Appends; the caller keeps the order.
    void add(int job, int to, int price) {
        if (size[job] == NONE || count[job] == 1 << size[job]) {
            grow(job);
        }
        int edge = first[job] + count[job]++;
        driver[edge] = to;
        cost[edge] = price;
        if (linked) {
            link(job, edge);
        }
    }

    /// Inserts where its cost belongs, after those of the same cost and a lower driver.
    void insert(int job, int to, int price) {
        add(job, to, price);
        int edge = first[job] + count[job] - 1;
        while (edge > first[job]
                && (cost[edge - 1] > price || (cost[edge - 1] == price && driver[edge - 1] > to))) {
            swap(edge - 1, edge);
            edge--;
        }
    }

    /// Empties a job's list; the block stays its own.
    void empty(int job) {
        if (linked) {
            for (int e = first[job]; e < first[job] + count[job]; e++) {
                unlink(e);
            }
        }
        count[job] = 0;
    }

    /// Gives a job's memory back.
    void drop(int job) {
        empty(job);
        giveBack(job);
    }

    /// The cost of this pair, or [Integer#MAX_VALUE] if the job does not name the driver.
    int costOf(int job, int of) {
        for (int e = first[job]; e < first[job] + count[job]; e++) {
            if (driver[e] == of) {
                return cost[e];
            }
        }
        return Integer.MAX_VALUE;
    }

    /// The first of the edges to this driver, or [#NONE]; see [#next].
    int ofDriver(int of) {
        if (!linked) {
            linked = true;
            Arrays.fill(head, NONE);
            for (int job = 0; job < jobs; job++) {
                for (int e = first[job]; e < first[job] + count[job]; e++) {
                    link(job, e);
                }
            }
        }
        return of < head.length ? head[of] : NONE;
    }

    int next(int edge) {
        return next[edge];
    }

    /// The job whose edge this is; only of edges found by [#ofDriver].
    int owner(int edge) {
        return owner[edge];
    }

    /// Takes the edge out of its job's list.
    void remove(int edge) {
        int job = owner[edge];
        int last = first[job] + count[job] - 1;
        for (int e = edge; e < last; e++) {
            swap(e, e + 1);
        }
        unlink(last);
        count[job]--;
    }

    private void grow(int job) {
        int from = first[job];
        int edges = count[job];
        int bits = size[job] == NONE ? SMALLEST : size[job] + 1;
        int to = spares[bits] > 0 ? spare[bits][--spares[bits]] : atEnd(bits);
        for (int i = 0; i < edges; i++) {
            driver[to + i] = driver[from + i];
            cost[to + i] = cost[from + i];
            if (linked) {
                unlink(from + i);
                link(job, to + i);
            }
        }
        giveBack(job);
        first[job] = to;
        size[job] = bits;
    }

    private void giveBack(int job) {
        int bits = size[job];
        if (bits != NONE) {
            if (spares[bits] == spare[bits].length) {
                spare[bits] = Arrays.copyOf(spare[bits], Math.max(16, spares[bits] * 2));
            }
            spare[bits][spares[bits]++] = first[job];
            size[job] = NONE;
        }
    }

    private int atEnd(int bits) {
        int at = used;
        used += 1 << bits;
        if (used > driver.length) {
            int bigger = Math.max(used, driver.length * 2);
            driver = Arrays.copyOf(driver, bigger);
            cost = Arrays.copyOf(cost, bigger);
        }
        return at;
    }

    private void link(int job, int edge) {
        if (edge >= next.length) {
            owner = Arrays.copyOf(owner, driver.length);
            next = Arrays.copyOf(next, driver.length);
            previous = Arrays.copyOf(previous, driver.length);
        }
        int to = driver[edge];
        if (to >= head.length) {
            int old = head.length;
            head = Arrays.copyOf(head, Math.max(to + 1, old * 2));
            Arrays.fill(head, old, head.length, NONE);
        }
        owner[edge] = job;
        previous[edge] = NONE;
        next[edge] = head[to];
        if (head[to] != NONE) {
            previous[head[to]] = edge;
        }
        head[to] = edge;
    }

    private void unlink(int edge) {
        if (previous[edge] == NONE) {
            head[driver[edge]] = next[edge];
        } else {
            next[previous[edge]] = next[edge];
        }
        if (next[edge] != NONE) {
            previous[next[edge]] = previous[edge];
        }
    }

    private void swap(int one, int other) {
        int job = linked ? owner[one] : NONE;
        if (linked) {
            unlink(one);
            unlink(other);
        }
        int to = driver[one];
        int price = cost[one];
        driver[one] = driver[other];
        cost[one] = cost[other];
        driver[other] = to;
        cost[other] = price;
        if (linked) {
            link(job, one);
            link(job, other);
        }
    }
}
