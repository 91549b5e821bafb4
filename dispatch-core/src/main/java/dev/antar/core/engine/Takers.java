package dev.antar.core.engine;

import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverIndex;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.OpenJob;

import org.agrona.collections.IntHashSet;

import java.util.List;
import java.util.Objects;

/// Drivers who hold jobs and may be asked for one more: after those they hold, where the last of
/// these ends, or beside them.
final class Takers {

    private final Ruling ruling;
    private final HeldJobs held;
    private final JobBook jobs;
    private final DriverIndex ends;
    private final IntHashSet sharers = new IntHashSet();

    Takers(CellGrid grid, Ruling ruling, HeldJobs held, JobBook jobs) {
        this.ends = new DriverIndex(grid);
        this.ruling = ruling;
        this.held = held;
        this.jobs = jobs;
    }

    /// Who may be asked for a job after his, where that ends.
    DriverIndex ends() {
        return ends;
    }

    /// Whether anybody holds jobs that may be shared and has room for one more.
    boolean anySharer() {
        return sharers.size() > 0;
    }

    /// Whether the driver is one of these, and the policy lets them be asked.
    boolean isSharer(Driver driver) {
        // Who may share is looked up when his jobs change, not when the policy does.
        return ruling.config().workload().sharedDetourPercent() > 0
                && sharers.contains(driver.slot());
    }

    /// Brings a driver in line with what he holds and what the policy allows.
    ///
    /// @param asked whether an offer waits for his answer
    void settle(Driver driver, boolean asked, long atMillis) {
        Workload workload = ruling.config().workload();
        int slot = driver.slot();
        boolean open = driver.state() == DriverState.ON_JOB && !asked;
        boolean mayShare =
                open
                        && workload.sharedDetourPercent() > 0
                        && held.mayShare(slot, driver.profile().capacity());
        boolean takesNext = open && workload.backToBackMillis() > 0 && held.mayTakeNext(slot);
        put(driver, mayShare, takesNext, atMillis);
    }

    private LatLng endOf(int slot) {
        OpenJob last = jobs.open(held.stopsOf(slot).getLast().job());
        return Objects.requireNonNull(last, "a stop ahead is of an open job").job().dropoff();
    }

    /// @param mayShare whether he may be asked for a job beside his
    /// @param takesNext whether he may be asked for one after it
    void put(Driver driver, boolean mayShare, boolean takesNext, long atMillis) {
        int slot = driver.slot();
        if (mayShare) {
            sharers.add(slot);
        } else {
            sharers.remove(slot);
        }
        // A policy may begin with it later: nobody must be left in the index who is not there.
        if (takesNext) {
            LatLng end = endOf(slot);
            ends.put(slot, end.lat(), end.lng(), driver.bits(), atMillis);
        } else {
            ends.remove(slot);
        }
    }

    List<Integer> imageOfSharers() {
        return sharers.stream().sorted().toList();
    }
}
