package dev.antar.core.plan;

import java.util.Arrays;

/// One driver's stops in order, and from where and when he serves them. Changed by its [Planner]
/// only; whoever reads it does so on that thread, between rounds.
public final class Plan {

    final int driver;
    final int capacity;
    final int pacePercent;
    final long endsAtMillis;

    int place;
    long freeAtMillis;
    int load;
    boolean departed;

    /// No stop is put before this many; a pickup may still join the visit that they begin.
    int fixed;

    /// What one more job costs on top, hundredths of a millisecond.
    long fee;

    // A stop is its job's number twice, and one more if it is the dropoff.
    int[] stops = new int[8];
    int size;
    long cost;

    /// Raised whenever a field above it changes, so that prices taken before are known to be old.
    int version;

    Plan(int number, PlanDriver driver) {
        this.driver = number;
        this.capacity = driver.capacity();
        this.pacePercent = driver.pacePercent();
        this.place = driver.place();
        this.freeAtMillis = driver.fromMillis();
        this.endsAtMillis = driver.endsAtMillis();
    }

    static int pickupOf(int job) {
        return job << 1;
    }

    static int dropoffOf(int job) {
        return job << 1 | 1;
    }

    static int jobOf(int stop) {
        return stop >> 1;
    }

    static boolean isPickup(int stop) {
        return (stop & 1) == 0;
    }

    /// The driver's number.
    public int driver() {
        return driver;
    }

    /// How many stops are ahead.
    public int size() {
        return size;
    }

    /// The number of the job that the `i`-th stop ahead is of.
    public int job(int i) {
        return jobOf(stops[i]);
    }

    public boolean isPickupAt(int i) {
        return isPickup(stops[i]);
    }

    /// Where the driver left last, or stands.
    public int place() {
        return place;
    }

    /// When he left, or can leave, epoch milliseconds.
    public long freeAtMillis() {
        return freeAtMillis;
    }

    /// After this he picks nothing up.
    public long endsAtMillis() {
        return endsAtMillis;
    }

    /// Whether he is on his way to the first stop.
    public boolean departed() {
        return departed;
    }

    /// How much is aboard.
    public int load() {
        return load;
    }

    void replaceStops(int[] by, int count) {
        if (count > stops.length) {
            stops = Arrays.copyOf(stops, count * 2);
        }
        System.arraycopy(by, 0, stops, 0, count);
        size = count;
        version++;
    }

    /// Copies the stops but those of one job; returns how many are left.
    int copyWithout(int job, int[] into) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (jobOf(stops[i]) != job) {
                into[count++] = stops[i];
            }
        }
        return count;
    }
}
