package dev.antar.core.plan;

import java.util.Arrays;

/// What each open job would cost in each candidate's plan; a price is taken again only after the
/// plan has changed. One thread.
final class Insertions {

    private final PlanPricer pricer;
    private Row[] rows = new Row[64];
    private long work;

    Insertions(PlanPricer pricer) {
        this.pricer = pricer;
    }

    /// One job's candidates, with the prices taken so far.
    static final class Row {
        int[] drivers = new int[0];
        int size;
        private long[] more = new long[0];
        private int[] versions = new int[0];
        private boolean[] known = new boolean[0];
    }

    /// How many insertions were searched since the beginning.
    long work() {
        return work;
    }

    void open(int job) {
        if (job >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(job + 1, rows.length * 2));
        }
        rows[job] = new Row();
    }

    void close(int job) {
        rows[job] = new Row();
    }

    Row row(int job) {
        return rows[job];
    }

    /// Takes the candidates of this round; prices of those who stay are kept.
    void candidates(int job, int[] found, int count) {
        Row row = rows[job];
        if (count == row.size && Arrays.equals(row.drivers, 0, count, found, 0, count)) {
            return;
        }
        row.drivers = Arrays.copyOf(found, count);
        row.size = count;
        if (row.more.length < count) {
            row.more = new long[count];
            row.versions = new int[count];
            row.known = new boolean[count];
        }
        Arrays.fill(row.known, 0, count, false);
    }

    /// What the `i`-th candidate's plan costs more with the job, or [PlanPricer#BROKEN].
    long more(int job, int i, Plan plan) {
        Row row = rows[job];
        if (!row.known[i] || row.versions[i] != plan.version) {
            row.known[i] = true;
            row.versions[i] = plan.version;
            row.more[i] = search(job, plan);
        }
        return row.more[i];
    }

    private long search(int job, Plan plan) {
        long with = best(job, plan, plan.stops, plan.size, PlanPricer.BROKEN);
        return with == PlanPricer.BROKEN ? PlanPricer.BROKEN : with - plan.cost;
    }

    /// Counts the work and passes on to [PlanPricer#bestInsertion].
    long best(int job, Plan plan, int[] stops, int count, long bound) {
        work++;
        return pricer.bestInsertion(plan, stops, count, job, bound);
    }
}
