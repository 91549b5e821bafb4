package dev.antar.core.engine;

import dev.antar.core.demand.DemandForecast;
import dev.antar.core.demand.Hint;
import dev.antar.core.demand.IdleHints;
import dev.antar.core.geo.CellGrid;
import dev.antar.core.job.Job;

import java.util.List;

/// Watches what is asked for and gives idle drivers hints from it. Nothing that a round decides
/// depends on it, so it is no part of the state: after a restart it learns anew. The engine's
/// thread.
final class Guide {

    /// Cells of 0.7 km²: what a driver can cover by standing in the middle.
    private static final int RESOLUTION = 8;

    private static final int PLAN_MILLIS = 60_000;

    private final DispatchConfig config;
    private final RegionState state;
    private final DemandForecast forecast;
    private final IdleHints hints;
    private long nextPlanMillis;

    Guide(DispatchConfig config, RegionState state, IdleHints.Settings settings) {
        this.config = config;
        this.state = state;
        CellGrid grid = new CellGrid(Math.min(RESOLUTION, config.resolution()));
        this.forecast = new DemandForecast(grid);
        this.hints = new IdleHints(settings, grid);
    }

    void asked(Job job, long nowMillis) {
        forecast.observe(job.pickup(), nowMillis);
    }

    /// The hints that are due now; none between plans.
    List<Hint> hintsAt(long nowMillis) {
        forecast.advance(nowMillis);
        if (nowMillis < nextPlanMillis) {
            return List.of();
        }
        nextPlanMillis = nowMillis + PLAN_MILLIS;
        return hints.plan(
                nowMillis, state.onDuty(), state.roster(), forecast, config.travelTimes());
    }
}
