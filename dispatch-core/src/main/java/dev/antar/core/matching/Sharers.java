package dev.antar.core.matching;

import dev.antar.core.fleet.Driver;
import dev.antar.core.job.OpenJob;

/// Drivers who hold jobs that may be shared and have room for one more. The engine's thread.
public interface Sharers {

    /// He could not without breaking a promise.
    int NOWHERE = -1;

    /// Whether there is anybody.
    boolean any();

    /// Whether the driver has room for this job beside what he holds.
    boolean mayShare(Driver driver, OpenJob job);

    /// What the job costs in the driver's plan, milliseconds, comparable to the time that a free
    /// driver needs to the pickup; or [#NOWHERE].
    int costMillis(Driver driver, OpenJob job, long nowMillis);

    /// How long until the driver for whom [#costMillis] was asked last would be at the pickup,
    /// where the job had a cost with him; milliseconds.
    int pickupMillis();

    /// What it costs at least with a driver who is at least so far away in a straight line.
    int leastMillis(OpenJob job, double meters, long nowMillis);
}
