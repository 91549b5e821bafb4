package dev.antar.core.fleet;

import dev.antar.core.geo.LatLng;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// Fixes of any drivers in columns, in the order in which they count. Made to be refilled: after
/// the columns have grown, neither filling nor judging allocates. One owner at a time: whoever
/// hands a batch to the engine leaves it alone until the answer.
///
/// Drivers are named by slot: `Dispatcher.roster().find(id).slot()`, which a session learns once,
/// when its driver is registered. A slot names its driver as long as that dispatcher lives.
public final class FixBatch {

    /// The phone does not number its fixes.
    public static final int UNNUMBERED = -1;

    private static final int FIRST_CAPACITY = 16;

    private int size;
    private int[] slots = new int[FIRST_CAPACITY];
    private double[] lats = new double[FIRST_CAPACITY];
    private double[] lngs = new double[FIRST_CAPACITY];
    private long[] fixedAtMillis = new long[FIRST_CAPACITY];
    private double[] accuracyMeters = new double[FIRST_CAPACITY];
    private double[] speedMps = new double[FIRST_CAPACITY];
    private double[] headingDegrees = new double[FIRST_CAPACITY];
    private int[] sequences = new int[FIRST_CAPACITY];
    private boolean[] mocks = new boolean[FIRST_CAPACITY];
    private @Nullable FixVerdict[] verdicts = new @Nullable FixVerdict[FIRST_CAPACITY];
    private FixQuality[] qualities = new FixQuality[FIRST_CAPACITY];

    /// How many fixes are in.
    public int size() {
        return size;
    }

    /// Takes all fixes out.
    public void clear() {
        size = 0;
    }

    /// Appends a fix.
    ///
    /// @param fixedAtMillis by the phone's clock, epoch milliseconds
    /// @param accuracyMeters this, `speedMps` and `headingDegrees` as in [Fix], or [Fix#UNKNOWN]
    /// @param sequence counts the phone's fixes, 0 to 65535 and then 0 again, or [#UNNUMBERED];
    ///   orders fixes of the same millisecond
    /// @throws IllegalArgumentException naming the field, the value and the rule; nothing was added
    public void add(
            int slot,
            double lat,
            double lng,
            long fixedAtMillis,
            double accuracyMeters,
            double speedMps,
            double headingDegrees,
            int sequence,
            boolean mock) {
        double checkedLat = LatLng.requireLat(lat);
        double checkedLng = LatLng.requireLng(lng);
        Fix.check(fixedAtMillis, accuracyMeters, speedMps, headingDegrees);
        if (sequence < UNNUMBERED || sequence > 0xffff) {
            throw new IllegalArgumentException(
                    "sequence=" + sequence + ": must be from 0 to 65535, or absent");
        }
        if (size == slots.length) {
            grow(size * 2);
        }
        int row = size++;
        slots[row] = slot;
        lats[row] = checkedLat;
        lngs[row] = checkedLng;
        this.fixedAtMillis[row] = fixedAtMillis;
        this.accuracyMeters[row] = accuracyMeters;
        this.speedMps[row] = speedMps;
        this.headingDegrees[row] = headingDegrees;
        sequences[row] = sequence;
        mocks[row] = mock;
        verdicts[row] = null;
        qualities[row] = FixQuality.GOOD;
    }

    /// Appends a fix that is an object already.
    public void add(int slot, Fix fix) {
        add(
                slot,
                fix.position().lat(),
                fix.position().lng(),
                fix.fixedAtMillis(),
                fix.accuracyMeters(),
                fix.speedMps(),
                fix.headingDegrees(),
                UNNUMBERED,
                fix.mock());
    }

    /// Appends another batch as it is, with what became of its fixes, for whoever keeps them after
    /// their owner refills it.
    public void addAll(FixBatch other) {
        if (size + other.size > slots.length) {
            grow(Math.max(size + other.size, size * 2));
        }
        System.arraycopy(other.slots, 0, slots, size, other.size);
        System.arraycopy(other.lats, 0, lats, size, other.size);
        System.arraycopy(other.lngs, 0, lngs, size, other.size);
        System.arraycopy(other.fixedAtMillis, 0, fixedAtMillis, size, other.size);
        System.arraycopy(other.accuracyMeters, 0, accuracyMeters, size, other.size);
        System.arraycopy(other.speedMps, 0, speedMps, size, other.size);
        System.arraycopy(other.headingDegrees, 0, headingDegrees, size, other.size);
        System.arraycopy(other.sequences, 0, sequences, size, other.size);
        System.arraycopy(other.mocks, 0, mocks, size, other.size);
        System.arraycopy(other.verdicts, 0, verdicts, size, other.size);
        System.arraycopy(other.qualities, 0, qualities, size, other.size);
        size += other.size;
    }

    public int slot(int row) {
        return slots[Objects.checkIndex(row, size)];
    }

    public double lat(int row) {
        return lats[Objects.checkIndex(row, size)];
    }

    public double lng(int row) {
        return lngs[Objects.checkIndex(row, size)];
    }

    public long fixedAtMillis(int row) {
        return fixedAtMillis[Objects.checkIndex(row, size)];
    }

    public double accuracyMeters(int row) {
        return accuracyMeters[Objects.checkIndex(row, size)];
    }

    public double speedMps(int row) {
        return speedMps[Objects.checkIndex(row, size)];
    }

    public double headingDegrees(int row) {
        return headingDegrees[Objects.checkIndex(row, size)];
    }

    public int sequence(int row) {
        return sequences[Objects.checkIndex(row, size)];
    }

    public boolean mock(int row) {
        return mocks[Objects.checkIndex(row, size)];
    }

    /// What became of the fix.
    ///
    /// @throws IllegalStateException before the engine judged the batch
    public FixVerdict verdict(int row) {
        FixVerdict verdict = verdicts[Objects.checkIndex(row, size)];
        if (verdict == null) {
            throw new IllegalStateException("row=" + row + ": has not been judged");
        }
        return verdict;
    }

    /// How far the driver's reports can be relied on, this one included.
    public FixQuality quality(int row) {
        return qualities[Objects.checkIndex(row, size)];
    }

    /// Writes down what became of a fix; the engine does.
    public void judge(int row, FixVerdict verdict, FixQuality quality) {
        verdicts[Objects.checkIndex(row, size)] = verdict;
        qualities[row] = quality;
    }

    private void grow(int bigger) {
        slots = Arrays.copyOf(slots, bigger);
        lats = Arrays.copyOf(lats, bigger);
        lngs = Arrays.copyOf(lngs, bigger);
        fixedAtMillis = Arrays.copyOf(fixedAtMillis, bigger);
        accuracyMeters = Arrays.copyOf(accuracyMeters, bigger);
        speedMps = Arrays.copyOf(speedMps, bigger);
        headingDegrees = Arrays.copyOf(headingDegrees, bigger);
        sequences = Arrays.copyOf(sequences, bigger);
        mocks = Arrays.copyOf(mocks, bigger);
        verdicts = Arrays.copyOf(verdicts, bigger);
        qualities = Arrays.copyOf(qualities, bigger);
    }
}
