package dev.antar.server.http;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Rejection;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.job.OpenJob;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.ServedRegion;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

/// `/v1/jobs`: ask for one, look at it, cancel it.
final class JobsResource {

    private static final int MAX_REASON = 200;

    private final Regions regions;
    private final JobArchive archive;

    JobsResource(Regions regions, JobArchive archive) {
        this.regions = regions;
        this.archive = archive;
    }

    void create(RoutingContext request) {
        IdempotencyKey key = Requests.key(request);
        long now = regions.nowMillis();
        Input body = Requests.body(request);
        boolean chosen = body.has("id");
        Job job = JobReader.read(body, now);
        Region region = Requests.regionAt(regions, job.pickup(), "/pickup");
        region.handleOnce(
                        new Command.SubmitJob(now, job),
                        key,
                        chosen ? job.id() : null,
                        (result, dispatcher) -> created(result, dispatcher, job, region.id()))
                .onSuccess(reply -> answerCreated(request, reply))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    void find(RoutingContext request) {
        JobId id = Requests.job(request);
        archive.find(id)
                .onSuccess(
                        found -> {
                            if (found == null) {
                                Answers.problem(request, Problem.notFound("No job has this id."));
                            } else {
                                answerFound(request, found);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    void cancel(RoutingContext request) {
        JobId id = Requests.job(request);
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.optionalBody(request);
        String reason = body.optionalText("reason");
        if (reason != null && reason.length() > MAX_REASON) {
            body.wrong("reason", reason.length() + " characters", "must have at most 200");
        }
        CancelledBy by = body.optionalWord("by", CancelledBy.class, CancelledBy.CUSTOMER);
        body.finish();
        Command command =
                new Command.CancelJob(regions.nowMillis(), id, by, reason == null ? "" : reason);
        regionOf(id)
                .onSuccess(
                        region -> {
                            if (region == null) {
                                answerCancelOfUnknown(request, id);
                            } else {
                                cancel(request, region, id, command, key);
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    /// The region that has the job, as far as this server runs it. Where there is only one, nobody
    /// needs to look.
    private Future<@Nullable Region> regionOf(JobId id) {
        if (regions.single()) {
            return Future.succeededFuture(regions.first().region());
        }
        return archive.find(id)
                .map(
                        found -> {
                            ServedRegion has = found == null ? null : regions.named(found.region());
                            return has == null ? null : has.region();
                        });
    }

    private void cancel(
            RoutingContext request, Region region, JobId id, Command command, IdempotencyKey key) {
        region.handleOnce(command, key, (result, _) -> cancelled(result, id))
                .onSuccess(
                        reply -> {
                            if (reply.status() == 404) {
                                answerCancelOfUnknown(request, id);
                            } else {
                                Answers.json(request, reply.status(), reply.body());
                            }
                        })
                .onFailure(failure -> Answers.failure(request, failure));
    }

    private StoredReply created(Result result, Dispatcher dispatcher, Job job, String region) {
        return switch (result) {
            case Result.Done _ -> {
                OpenJob open = dispatcher.openJob(job.id());
                boolean later = open != null && open.state() == JobState.SCHEDULED;
                JsonObject body =
                        Shape.asked(job)
                                .put("region", region)
                                .put(
                                        "state",
                                        (later ? JobState.SCHEDULED : JobState.PENDING).name())
                                .put("version", 1)
                                .putNull("driver")
                                .putNull("driverPosition")
                                .putNull("pickupEta")
                                .put(
                                        "unmatchedReason",
                                        later ? "NOT_YET_DUE" : "WAITING_FOR_ROUND");
                yield new StoredReply(201, body.encode());
            }
            case Result.Rejected(Rejection reason) -> refused(JobReader.refusal(reason, job));
        };
    }

    private static StoredReply cancelled(Result result, JobId id) {
        return switch (result) {
            case Result.Done _ ->
                    new StoredReply(
                            200,
                            new JsonObject()
                                    .put("id", id.value())
                                    .put("state", JobState.CANCELLED.name())
                                    .encode());
            case Result.Rejected(Rejection reason) -> refused(Problem.rejected(reason));
        };
    }

    private static StoredReply refused(Problem problem) {
        return new StoredReply(problem.status(), problem.toJson().encode());
    }

    private static void answerCreated(RoutingContext request, StoredReply reply) {
        if (reply.status() == 201) {
            String id = new JsonObject(reply.body()).getString("id");
            request.response().putHeader("location", "/v1/jobs/" + id);
        }
        Answers.json(request, reply.status(), reply.body());
    }

    /// The engine forgets ended jobs; the archive does not.
    private void answerCancelOfUnknown(RoutingContext request, JobId id) {
        archive.find(id)
                .onSuccess(
                        found -> {
                            if (found == null) {
                                Answers.problem(request, Problem.rejected(Rejection.UNKNOWN_JOB));
                            } else if (found.state() == JobState.CANCELLED) {
                                StoredReply done = cancelled(Result.done(), id);
                                Answers.json(request, done.status(), done.body());
                            } else {
                                Answers.problem(
                                        request,
                                        Problem.rejected(
                                                found.state() == JobState.COMPLETED
                                                        ? Rejection.JOB_COMPLETED
                                                        : Rejection.JOB_UNFULFILLED));
                            }
                        })
                .onFailure(failure -> Answers.unreadable(request, failure));
    }

    private void answerFound(RoutingContext request, JobArchive.ArchivedJob found) {
        JsonObject json =
                Shape.asked(found.asked())
                        .put("region", found.region())
                        .put("state", found.state().name())
                        .put("version", found.version())
                        .put("driver", found.driver())
                        .putNull("driverPosition")
                        .putNull("pickupEta")
                        .putNull("unmatchedReason");
        if (!found.exact()) {
            json.put("placesCoarse", true);
        }
        Long endedAt = found.endedAtMillis();
        if (endedAt != null) {
            json.put("endedAt", Shape.moment(endedAt)).put("endReason", found.endReason());
            Answers.json(request, 200, json);
            return;
        }
        ServedRegion has = regions.named(found.region());
        if (has == null) {
            Answers.json(request, 200, json);
            return;
        }
        has.region()
                .read(dispatcher -> now(dispatcher, found))
                .onSuccess(now -> Answers.json(request, 200, json.mergeIn(now)))
                .onFailure(failure -> Answers.failure(request, failure));
    }

    /// What only the engine knows: why the job waits, where its driver is, and when he comes.
    private static JsonObject now(Dispatcher dispatcher, JobArchive.ArchivedJob found) {
        JsonObject now = new JsonObject();
        OpenJob open = dispatcher.openJob(found.asked().id());
        if (open != null && open.state() == found.state() && open.unmatchedReason() != null) {
            now.put("unmatchedReason", open.unmatchedReason().name());
        }
        if (open != null && open.state() == JobState.ASSIGNED && found.state() == open.state()) {
            long eta = dispatcher.pickupEtaMillis(open);
            if (eta > 0) {
                now.put("pickupEta", Shape.moment(eta));
            }
        }
        String name = found.driver();
        if (name != null && found.state().held()) {
            Driver driver = dispatcher.roster().find(new DriverId(name));
            LatLng position = driver == null ? null : driver.position();
            if (driver != null && position != null) {
                now.put(
                        "driverPosition",
                        Shape.position(position)
                                .put("ageMs", driver.positionAgeMillis(dispatcher.nowMillis())));
            }
        }
        return now;
    }
}
