package dev.antar.simulator.wire;

import dev.antar.core.fleet.DriverState;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// All that a phone must show after it (re)connects.
///
/// @param offer the live offer to him
/// @param jobs that he holds
public record DriverView(DriverState state, @Nullable OfferView offer, List<JobView> jobs) {

    public DriverView {
        jobs = List.copyOf(jobs);
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
                jobs);
    }
}
