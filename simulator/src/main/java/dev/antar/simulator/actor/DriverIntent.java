package dev.antar.simulator.actor;

import dev.antar.core.fleet.Fix;
import dev.antar.core.job.JobId;

/// What a driver does on his phone, or his phone by itself.
public sealed interface DriverIntent {

    record GoOnline() implements DriverIntent {}

    record GoOffline() implements DriverIntent {}

    record Report(Fix fix) implements DriverIntent {}

    record Accept(long offer) implements DriverIntent {}

    record Decline(long offer) implements DriverIntent {}

    record Arrive(JobId job) implements DriverIntent {}

    record PickUp(JobId job) implements DriverIntent {}

    record Complete(JobId job) implements DriverIntent {}
}
