package dev.antar.core.matching;

import dev.antar.core.job.JobKind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How likely drivers are to accept an offer, by what the offer says: how long until the pickup,
/// how long the trip, a ride or a delivery, to a free driver or to one who holds another job.
/// Learned from how offers end, by counting. Who the driver is does not count: whoever declines
/// changes nothing for himself. Whole-number arithmetic: the same answers in the same order teach
/// the same on every JVM. One thread.
public final class Acceptance {

    /*
     * Counts stand in a table: rows are kinds of offer, columns the time to the pickup. What is
     * seldom seen leans on what is often seen: a bucket begins with BORROWED offers that were
     * answered as its column was in all rows together, and a column with as many as a survey would
     * expect (Ashkrof, Correia, Cats, van Arem 2022: log-odds 1.81 less 0.05 a minute). Within a row
     * the estimate never rises with the time to the pickup: neighbours that would rise are pooled
     * (isotonic regression by pool-adjacent-violators, Ayer et al. 1955). So whoever is nearer never
     * costs more for being declined more often, and a bound on the way bounds the cost.
     *
     * Between the middles of columns the estimate runs in a straight line: two drivers a second
     * apart must not differ by a step. A bucket that has counted MOST_COUNTED halves, so that it
     * forgets. A row is worked out when it is asked for and something was counted since.
     */

    /// In what an estimate is counted.
    public static final int PAR = 1_000_000;

    /// How many kinds of offer are told apart.
    public static final int BUCKETS = 96;

    static final int MOST_COUNTED = 4_096;

    /// No offer takes longer to be refused.
    static final int LONGEST_MILLIS = 3_600_000;

    private static final int[] FROM_SECONDS = {0, 60, 120, 180, 240, 360, 480, 720};
    private static final int[] MIDDLE_SECONDS = {30, 90, 150, 210, 300, 420, 600, 810};
    private static final int[] EXPECTED_PERMILLE = {857, 851, 844, 837, 826, 812, 787, 757};
    private static final int COLUMNS = FROM_SECONDS.length;
    private static final int TRIPS = 3;
    private static final int ROWS = BUCKETS / COLUMNS;
    private static final int SHORT_METERS = 2_000;
    private static final int LONG_METERS = 6_000;

    /// A survey counts as many offers as this in each column, a column as many in each bucket.
    private static final int BORROWED = 20;

    /// How long a refusal takes where none was seen, and how many of these are supposed.
    private static final int EXPECTED_REFUSAL_MILLIS = 10_000;

    /// Bounds of an estimate: of twenty drivers one accepts at least, of a hundred not all.
    private static final int LEAST = PAR / 20;

    private static final int MOST = PAR / 100 * 99;

    private final int[] accepted = new int[BUCKETS];
    private final int[] refused = new int[BUCKETS];
    private final long[] refusedMillis = new long[BUCKETS];
    private final int[] estimates = new int[BUCKETS];
    private final int[] columns = new int[COLUMNS];
    private final int[] workedOut = new int[ROWS];
    private final long[] sums = new long[COLUMNS];
    private final long[] weights = new long[COLUMNS];
    private final int[] widths = new int[COLUMNS];
    private int columnsWorkedOut;
    private int changes = 1;
    private int refusalMillis;

    /// The kind of an offer, for [#permille] and [#refusalMillis].
    ///
    /// @param busy whether the driver holds another job
    /// @param tripMeters from the pickup to the dropoff
    public static int row(JobKind kind, boolean busy, double tripMeters) {
        int trip = tripMeters < SHORT_METERS ? 0 : tripMeters < LONG_METERS ? 1 : 2;
        int what =
                switch (kind) {
                    case RIDE -> 0;
                    case DELIVERY -> 1;
                };
        return (what * 2 + (busy ? 1 : 0)) * TRIPS + trip;
    }

    /// Counts an offer that has ended by an answer, or by the lack of one.
    ///
    /// @param pickupMillis what it said about the time until the pickup
    /// @param afterMillis how long it took
    public void observe(int row, int pickupMillis, boolean accepts, long afterMillis) {
        int bucket = row * COLUMNS + column(pickupMillis);
        if (accepts) {
            accepted[bucket]++;
        } else {
            refused[bucket]++;
            refusedMillis[bucket] += Math.clamp(afterMillis, 0, LONGEST_MILLIS);
        }
        if (accepted[bucket] + refused[bucket] > MOST_COUNTED) {
            // A mean stays what it was where a single one is dropped in halving.
            long mean = refusedMillis[bucket] / Math.max(1, refused[bucket]);
            accepted[bucket] /= 2;
            refused[bucket] /= 2;
            refusedMillis[bucket] = mean * refused[bucket];
        }
        changes++;
    }

    /// The share of such offers that is accepted, in thousandths.
    public int permille(int row, int pickupMillis) {
        return (share(row, pickupMillis) + 500) / 1_000;
    }

    /// How long refusals are expected to hold a job up before somebody accepts, milliseconds: the
    /// odds of a refusal, times how long one takes. Never falls with the time to the pickup.
    public int refusalMillis(int row, int pickupMillis) {
        long share = share(row, pickupMillis);
        return (int) (refusalMillis * (PAR - share) / share);
    }

    /// How long an offer takes on average that is refused, milliseconds.
    public int refusalMillis() {
        workOutColumns();
        return refusalMillis;
    }

    /// Everything counted, in order of buckets.
    public List<AcceptanceEntry> entries() {
        List<AcceptanceEntry> all = new ArrayList<>();
        for (int b = 0; b < BUCKETS; b++) {
            if (accepted[b] + refused[b] > 0) {
                all.add(new AcceptanceEntry(b, accepted[b], refused[b], refusedMillis[b]));
            }
        }
        return all;
    }

    /// Goes on from what was counted before, in place of what was counted here.
    public void restore(List<AcceptanceEntry> kept) {
        Arrays.fill(accepted, 0);
        Arrays.fill(refused, 0);
        Arrays.fill(refusedMillis, 0);
        for (AcceptanceEntry entry : kept) {
            accepted[entry.bucket()] = entry.accepted();
            refused[entry.bucket()] = entry.refused();
            refusedMillis[entry.bucket()] = entry.refusedMillis();
        }
        changes++;
    }

    /// The estimate in parts of [#PAR], on the line between the middles of its columns.
    private int share(int row, int pickupMillis) {
        if (workedOut[row] != changes) {
            workOut(row);
        }
        int base = row * COLUMNS;
        int right = 0;
        while (right < COLUMNS && pickupMillis > MIDDLE_SECONDS[right] * 1_000) {
            right++;
        }
        if (right == 0 || right == COLUMNS) {
            return estimates[base + Math.min(right, COLUMNS - 1)];
        }
        int from = MIDDLE_SECONDS[right - 1] * 1_000;
        long run = MIDDLE_SECONDS[right] * 1_000L - from;
        long fall = (long) estimates[base + right - 1] - estimates[base + right];
        return (int) (estimates[base + right - 1] - fall * (pickupMillis - from) / run);
    }

    private static int column(int pickupMillis) {
        int column = COLUMNS - 1;
        while (column > 0 && pickupMillis < FROM_SECONDS[column] * 1_000) {
            column--;
        }
        return column;
    }

    private void workOutColumns() {
        if (columnsWorkedOut == changes) {
            return;
        }
        columnsWorkedOut = changes;
        long allRefused = BORROWED;
        long allMillis = (long) BORROWED * EXPECTED_REFUSAL_MILLIS;
        for (int c = 0; c < COLUMNS; c++) {
            long yes = 0;
            long all = 0;
            for (int b = c; b < BUCKETS; b += COLUMNS) {
                yes += accepted[b];
                all += (long) accepted[b] + refused[b];
                allRefused += refused[b];
                allMillis += refusedMillis[b];
            }
            sums[c] = yes * PAR + (long) BORROWED * EXPECTED_PERMILLE[c] * (PAR / 1_000);
            weights[c] = all + BORROWED;
        }
        pool(columns, 0);
        refusalMillis = (int) (allMillis / allRefused);
    }

    private void workOut(int row) {
        workOutColumns();
        workedOut[row] = changes;
        for (int c = 0; c < COLUMNS; c++) {
            int b = row * COLUMNS + c;
            sums[c] = (long) accepted[b] * PAR + (long) BORROWED * columns[c];
            weights[c] = (long) accepted[b] + refused[b] + BORROWED;
        }
        pool(estimates, row * COLUMNS);
    }

    /// Writes the means of `sums` by `weights` into `to`, those that would rise pooled.
    private void pool(int[] to, int from) {
        int blocks = 0;
        for (int c = 0; c < COLUMNS; c++) {
            sums[blocks] = sums[c];
            weights[blocks] = weights[c];
            widths[blocks] = 1;
            while (blocks > 0
                    && sums[blocks] * weights[blocks - 1] > sums[blocks - 1] * weights[blocks]) {
                sums[blocks - 1] += sums[blocks];
                weights[blocks - 1] += weights[blocks];
                widths[blocks - 1] += widths[blocks];
                blocks--;
            }
            blocks++;
        }
        int next = from;
        for (int b = 0; b < blocks; b++) {
            int mean = Math.clamp(sums[b] / weights[b], LEAST, MOST);
            for (int w = 0; w < widths[b]; w++) {
                to[next++] = mean;
            }
        }
    }
}
