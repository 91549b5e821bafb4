package dev.antar.server.http;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Pause;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// `/v1/drivers/{id}:pause`, `:resume` and `/pause`: a human keeps a driver from offers, or ends
/// that. This is the only way: nothing in Antar pauses a driver by itself.
final class PauseResource {

    private final Function<@Nullable String, Region> regions;

    /// @param regions a region by its name, or a refusal
    PauseResource(Function<@Nullable String, Region> regions) {
        this.regions = regions;
    }

    void pause(RoutingContext request) {
        change(request, true);
    }

    void resume(RoutingContext request) {
        change(request, false);
    }

    /// Whether he is paused, since when, by whom and why.
    void find(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        Region region = regions.apply(request.request().getParam("region"));
        region.readCommitted(dispatcher -> shown(dispatcher, driver, region.id()))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private static JsonObject shown(Dispatcher dispatcher, DriverId id, String region) {
        Driver driver = dispatcher.roster().find(id);
        if (driver == null) {
            throw new ProblemException(Requests.unknownDriver());
        }
        Pause pause = driver.pause();
        return new JsonObject()
                .put("driver", id.value())
                .put("region", region)
                .put("paused", pause != null)
                .put("at", pause == null ? null : Shape.moment(pause.atMillis()))
                .put("by", pause == null ? null : pause.by())
                .put("reason", pause == null ? null : pause.reason());
    }

    private void change(RoutingContext request, boolean pauses) {
        DriverId driver = Requests.driver(request);
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.body(request);
        String by = Requests.words(body, "by", Command.LONGEST_BY);
        String reason = Requests.words(body, "reason", Command.LONGEST_REASON);
        if (by.equals(driver.value())) {
            body.wrong("by", by, "must name the human who decides, not the driver");
        }
        String name = body.optionalText("region");
        body.finish();
        Region region = regions.apply(name);
        long now = region.nowMillis();
        Command command =
                pauses
                        ? new Command.PauseDriver(now, driver, by, reason)
                        : new Command.ResumeDriver(now, driver, by, reason);
        JsonObject done =
                new JsonObject()
                        .put("driver", driver.value())
                        .put("region", region.id())
                        .put("paused", pauses)
                        .put("by", by)
                        .put("reason", reason);
        region.handleOnce(command, key, (result, _) -> reply(result, done))
                .onSuccess(reply -> Answers.json(request, reply.status(), reply.body()))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private static StoredReply reply(Result result, JsonObject done) {
        return switch (result) {
            case Result.Done _ -> new StoredReply(200, done.encode());
            case Result.Rejected(Rejection reason) -> {
                Problem problem = Problem.rejected(reason);
                yield new StoredReply(problem.status(), problem.toJson().encode());
            }
        };
    }
}
