package dev.antar.simulator.load;

import io.vertx.core.json.JsonObject;

/// How a load run stands. Written on its event loop, read on any thread.
public final class Status {

    private volatile int asked;
    private volatile int completed;
    private volatile int otherwiseEnded;
    private volatile int idle;
    private volatile int busy;
    private volatile int open;
    private volatile boolean draining;
    private volatile double share;
    private volatile String phase = "connecting";
    private volatile String wait = "";

    public int completed() {
        return completed;
    }

    public boolean draining() {
        return draining;
    }

    /// How much of the planned time is over, 0 to 1.
    public double share() {
        return share;
    }

    /// The whole in a line.
    public String line() {
        return phase
                + " | drivers "
                + idle
                + " free, "
                + busy
                + " busy | jobs "
                + asked
                + " asked, "
                + open
                + " open, "
                + completed
                + " completed, "
                + otherwiseEnded
                + " cancelled"
                + (wait.isEmpty() ? "" : " | mean wait " + wait);
    }

    // One thread writes, so that what is read and then written cannot be overtaken.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void asked() {
        asked++;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void ended(String outcome) {
        if (outcome.equals("COMPLETED")) {
            completed++;
        } else {
            otherwiseEnded++;
        }
    }

    void now(int idleDrivers, int busyDrivers, int openJobs) {
        idle = idleDrivers;
        busy = busyDrivers;
        open = openJobs;
    }

    /// Takes over how several processes stand together.
    public void merged(String phaseName, double shareOfTime, Totals totals) {
        phase = phaseName;
        share = shareOfTime;
        draining = phaseName.equals("drain");
        idle = totals.idle;
        busy = totals.busy;
        open = totals.open;
        asked = totals.asked;
        completed = totals.completed;
        otherwiseEnded = totals.otherwiseEnded;
    }

    /// How a process stands.
    public Totals totals() {
        return new Totals(idle, busy, open, asked, completed, otherwiseEnded);
    }

    /// Drivers and jobs, counted.
    public record Totals(
            int idle, int busy, int open, int asked, int completed, int otherwiseEnded) {

        public Totals plus(Totals more) {
            return new Totals(
                    idle + more.idle,
                    busy + more.busy,
                    open + more.open,
                    asked + more.asked,
                    completed + more.completed,
                    otherwiseEnded + more.otherwiseEnded);
        }
    }

    void drains() {
        draining = true;
        phase = "drain";
    }

    void at(String phaseName, double shareOfTime) {
        phase = phaseName;
        share = shareOfTime;
    }

    int askedSoFar() {
        return asked;
    }

    void served(JsonObject counts) {
        Double seconds = counts.getDouble("meanWaitSeconds");
        if (seconds != null) {
            wait = Math.round(seconds) + " s";
        }
    }
}
