package dev.antar.server.http;

import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.CaseArchive.Opened;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.explain.Asked;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// `/v1/drivers/{id}/objections`: a driver says that a decision was wrong, and reads what became of
/// it. Nothing of it reaches a region's thread.
final class ObjectionsResource {

    private static final int MOST_OPEN = 20;
    private static final int MOST_SHOWN = 100;
    private static final int PER_SECOND = 20;
    private static final int BURST = 100;

    private final Regions regions;
    private final Archives archives;
    private final CaseEvidence evidence;
    private final ReviewRules rules;
    private final CaseCounts counts;
    private final Throttle throttle = new Throttle(PER_SECOND, BURST, System::nanoTime);

    ObjectionsResource(
            Regions regions,
            Archives archives,
            CaseEvidence evidence,
            ReviewRules rules,
            CaseCounts counts) {
        this.regions = regions;
        this.archives = archives;
        this.evidence = evidence;
        this.rules = rules;
        this.counts = counts;
    }

    void open(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        IdempotencyKey key = Requests.key(request);
        Asked asked = Wishes.asked(request);
        Objection objection = Objection.read(Requests.body(request));
        if (!throttle.take()) {
            Answers.problem(request, tooMany());
            return;
        }
        long now = regions.nowMillis();
        archives.days()
                .regions(driver)
                .compose(
                        known ->
                                known.isEmpty()
                                        ? Future.failedFuture(
                                                new ProblemException(Requests.unknownDriver()))
                                        : evidence(objection, driver, known, asked)
                                                .map(
                                                        found ->
                                                                opened(
                                                                        objection, driver, known,
                                                                        found, now)))
                .compose(opened -> archives.cases().open(opened, key, reply(opened), MOST_OPEN))
                .onSuccess(
                        reply -> {
                            if (reply == null) {
                                Answers.problem(request, tooManyOpen());
                            } else {
                                counts.opened(objection.subject());
                                answer(request, driver, reply);
                            }
                        })
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    /// The driver's cases, the latest first.
    void list(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        long now = regions.nowMillis();
        CaseArchive.Wanted wanted =
                new CaseArchive.Wanted(
                        CaseArchive.State.ALL, driver.value(), null, null, now, MOST_SHOWN);
        archives.cases()
                .list(wanted)
                .onSuccess(
                        cases -> {
                            JsonArray list = new JsonArray();
                            cases.forEach(each -> list.add(CaseJson.brief(each, now)));
                            Answers.json(request, 200, new JsonObject().put("cases", list));
                        })
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    void find(RoutingContext request) {
        DriverId driver = Requests.driver(request);
        archives.cases()
                .find(String.valueOf(request.pathParam("case")))
                .onSuccess(
                        found -> {
                            // Another's case is as unknown as one that there is not.
                            if (found == null || !found.opened().driver().equals(driver)) {
                                Answers.problem(
                                        request, Problem.notFound("No case of yours has this id."));
                            } else {
                                Answers.json(
                                        request,
                                        200,
                                        CaseJson.toDriver(found, regions.nowMillis()));
                            }
                        })
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    private Future<CaseEvidence.Found> evidence(
            Objection objection, DriverId driver, List<String> known, Asked asked) {
        return switch (objection.subject()) {
            case JOB ->
                    evidence.ofJob(Objects.requireNonNull(objection.job(), "read"), driver, asked);
            case STATEMENT ->
                    evidence.ofDay(
                            driver,
                            Objects.requireNonNull(objection.day(), "read"),
                            objection.zone());
            case PAUSE -> evidence.ofPauses(driver, known.getFirst());
            case OTHER -> Future.succeededFuture(new CaseEvidence.Found(null, new JsonObject()));
        };
    }

    private Opened opened(
            Objection objection,
            DriverId driver,
            List<String> known,
            CaseEvidence.Found found,
            long now) {
        String region = found.region();
        return new Opened(
                "c-" + UUID.randomUUID(),
                driver,
                region == null ? known.getFirst() : region,
                objection.subject(),
                objection.job() == null ? null : objection.job().value(),
                objection.day() == null ? null : objection.day().toString(),
                objection.words(),
                found.json().encode(),
                now,
                now + rules.answerMillis());
    }

    private static StoredReply reply(Opened opened) {
        JsonObject body =
                new JsonObject()
                        .put("id", opened.id())
                        .put("driver", opened.driver().value())
                        .put("subject", opened.subject().name())
                        .put("state", "OPEN")
                        .put("openedAt", Shape.moment(opened.openedAtMillis()))
                        .put("dueAt", Shape.moment(opened.dueAtMillis()));
        return new StoredReply(201, body.encode());
    }

    private static void answer(RoutingContext request, DriverId driver, StoredReply reply) {
        String id = new JsonObject(reply.body()).getString("id");
        request.response().putHeader("location", Shape.objections(driver) + "/" + id);
        Answers.json(request, reply.status(), reply.body());
    }

    private static Problem tooMany() {
        return new Problem(
                "too-many-requests",
                429,
                "Too many requests",
                "More objections come than the server takes in a second.",
                null,
                List.of(),
                1);
    }

    private static Problem tooManyOpen() {
        return new Problem(
                "conflict",
                409,
                "Conflict",
                "The driver has " + MOST_OPEN + " cases open; they come first.",
                "TOO_MANY_OPEN",
                List.of(),
                0);
    }
}
