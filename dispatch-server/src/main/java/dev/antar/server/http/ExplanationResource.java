package dev.antar.server.http;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.JobArchive;
import dev.antar.server.explain.Asked;
import dev.antar.server.explain.DriverStory;
import dev.antar.server.explain.JobStory;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `/v1/jobs/{id}/explanation`: why, in words and numbers. Reads from the database only, so that no
/// question reaches a region's thread.
final class ExplanationResource {

    private static final int PER_SECOND = 200;
    private static final int BURST = 400;

    private final JobArchive jobs;
    private final DecisionArchive decisions;
    private final DriverArchive drivers;
    private final Inflow inflow;

    ExplanationResource(
            JobArchive jobs, DecisionArchive decisions, DriverArchive drivers, Meters meters) {
        this.jobs = jobs;
        this.drivers = drivers;
        this.decisions = decisions;
        this.inflow = new Inflow(PER_SECOND, BURST, meters);
    }

    void ofJob(RoutingContext request) {
        if (!inflow.admits(request)) {
            return;
        }
        Asked asked = Wishes.asked(request);
        JobId job = Requests.job(request);
        DriverId driver = driver(request.request().getParam("driver"));
        jobs.find(job)
                .compose(
                        found ->
                                found == null
                                        ? Future.failedFuture(unknown())
                                        : Future.all(jobs.events(job, 0), decisions.ofJob(job))
                                                .map(
                                                        both ->
                                                                explained(
                                                                        asked,
                                                                        job,
                                                                        found,
                                                                        both.resultAt(0),
                                                                        both.resultAt(1),
                                                                        driver)))
                .recover(failure -> unlessErased(driver, failure))
                .onSuccess(json -> Answers.json(request, 200, json))
                .onFailure(
                        failure -> {
                            if (failure instanceof ProblemException) {
                                Answers.failure(request, failure);
                            } else {
                                Answers.unreadable(request, failure);
                            }
                        });
    }

    /// Of a driver whom the records do not name any more it is said that he was erased.
    private Future<JsonObject> unlessErased(@Nullable DriverId driver, Throwable failure) {
        return driver == null || !(failure instanceof ProblemException)
                ? Future.failedFuture(failure)
                : drivers.requireNotErased(driver).compose(_ -> Future.failedFuture(failure));
    }

    private static JsonObject explained(
            Asked asked,
            JobId job,
            JobArchive.ArchivedJob found,
            List<JobArchive.ArchivedEvent> events,
            List<DecisionRecord> records,
            @Nullable DriverId driver) {
        if (driver == null) {
            return new JobStory(asked, found, events, records).tell();
        }
        JsonObject told = new DriverStory(asked, job, driver, events, records).tell();
        if (told == null) {
            throw unknown();
        }
        return told;
    }

    private static @Nullable DriverId driver(@Nullable String name) {
        try {
            return name == null ? null : new DriverId(name);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    /// The same for a job that is unknown and a driver whom its records do not name.
    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("Nothing to explain is known here."));
    }
}
