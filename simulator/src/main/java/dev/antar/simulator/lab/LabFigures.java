package dev.antar.simulator.lab;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobState;
import dev.antar.simulator.report.Sample;

import java.util.ArrayList;
import java.util.List;

/// What is measured of a lab's city while it runs: samples, and how busy drivers are while there is
/// demand. One thread.
final class LabFigures {

    private final Dispatcher dispatcher;
    private final long startMillis;
    private final long endOfDemandMillis;
    private final List<Sample> samples = new ArrayList<>();
    private long countedMillis;
    private double busyMillis;
    private double dutyMillis;
    private long weights;

    LabFigures(Dispatcher dispatcher, long startMillis, long endOfDemandMillis) {
        this.dispatcher = dispatcher;
        this.startMillis = startMillis;
        this.endOfDemandMillis = endOfDemandMillis;
        this.countedMillis = startMillis;
    }

    /// Counts the time until now, in which the city stayed as it is; to be called before it
    /// changes.
    void count(long untilMillis) {
        long span = untilMillis - countedMillis;
        if (span > 0 && untilMillis <= endOfDemandMillis) {
            int busy = dispatcher.driversIn(DriverState.ON_JOB);
            busyMillis += (double) span * busy;
            dutyMillis += (double) span * (busy + freeDrivers());
            countedMillis = untilMillis;
        }
    }

    /// Adds a sample of the city as it is.
    void sample(long nowMillis) {
        weights += dispatcher.fairness().weightMillis();
        samples.add(
                new Sample(
                        (nowMillis - startMillis) / 1000.0,
                        freeDrivers(),
                        dispatcher.driversIn(DriverState.ON_JOB),
                        dispatcher.jobsIn(JobState.PENDING) + dispatcher.jobsIn(JobState.OFFERED),
                        dispatcher.jobsIn(JobState.ASSIGNED)
                                + dispatcher.jobsIn(JobState.AT_PICKUP)
                                + dispatcher.jobsIn(JobState.PICKED_UP)));
    }

    List<Sample> samples() {
        return samples;
    }

    /// The share of drivers' time on duty in which they had a job, from 0 to 1.
    double busyShare() {
        return dutyMillis == 0 ? 0 : busyMillis / dutyMillis;
    }

    FairnessPaid fairness() {
        return FairnessPaid.of(
                dispatcher.fairness().days(),
                samples.isEmpty() ? 0 : (double) weights / samples.size());
    }

    private int freeDrivers() {
        return dispatcher.driversIn(DriverState.IDLE) + dispatcher.driversIn(DriverState.OFFERED);
    }
}
