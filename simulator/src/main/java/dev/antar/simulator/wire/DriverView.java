package dev.antar.simulator.wire;

import dev.antar.core.fleet.DriverState;
import dev.antar.core.job.JobId;
import dev.antar.core.job.Stop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// All that a phone must show after it (re)connects.
///
/// @param offer the live offer to him
/// @param jobs that he holds
/// @param stops their order, where there are several
public record DriverView(
        DriverState state, @Nullable OfferView offer, List<JobView> jobs, List<Stop> stops) {

    public DriverView {
        jobs = List.copyOf(jobs);
        stops = List.copyOf(stops);
    }

    static DriverView of(JsonObject json) {
        JsonObject offer = json.getJsonObject("offer");
        JsonArray held = json.getJsonArray("jobs", new JsonArray());
        List<JobView> jobs = new ArrayList<>(held.size());
        for (int i = 0; i < held.size(); i++) {
            jobs.add(JobView.of(held.getJsonObject(i)));
        }
        return new DriverView(
                DriverState.valueOf(json.getString("driver")),
                offer == null ? null : OfferView.of(offer),
                jobs,
                stops(json));
    }

    /// The `stops` of a frame; nothing if it has none.
    static List<Stop> stops(JsonObject json) {
        JsonArray array = json.getJsonArray("stops", new JsonArray());
        List<Stop> stops = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            JsonObject stop = array.getJsonObject(i);
            stops.add(
                    new Stop(
                            new JobId(stop.getString("job")),
                            Stop.Kind.valueOf(stop.getString("kind"))));
        }
        return stops;
    }
}
