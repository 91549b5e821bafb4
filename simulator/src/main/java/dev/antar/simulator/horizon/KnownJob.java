package dev.antar.simulator.horizon;

import dev.antar.core.plan.PlanJob;

/// A job, and when the dispatcher hears of it: nothing of it is looked at before.
public record KnownJob(PlanJob job, long knownAtMillis) {}
