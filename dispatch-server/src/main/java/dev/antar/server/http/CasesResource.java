package dev.antar.server.http;

import dev.antar.core.engine.Command;
import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.CaseArchive;
import dev.antar.server.engine.CaseArchive.Entry;
import dev.antar.server.engine.CaseArchive.Outcome;
import dev.antar.server.engine.CaseArchive.ReviewCase;
import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.Regions;
import dev.antar.server.engine.StoredReply;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// `/v1/cases`: what drivers object to, for the humans who answer them.
final class CasesResource {

    private static final int LONGEST_TEXT = 4_000;
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Regions regions;
    private final CaseArchive cases;
    private final CaseCounts counts;
    private final BiConsumer<String, DriverId> answered;

    /// @param answered is told of a case's answer, so that its driver is
    CasesResource(
            Regions regions,
            CaseArchive cases,
            CaseCounts counts,
            BiConsumer<String, DriverId> answered) {
        this.regions = regions;
        this.cases = cases;
        this.counts = counts;
        this.answered = answered;
    }

    void list(RoutingContext request) {
        long now = regions.nowMillis();
        int limit = limit(request.request().getParam("limit"));
        CaseArchive.Wanted wanted =
                new CaseArchive.Wanted(
                        state(request.request().getParam("state")),
                        request.request().getParam("driver"),
                        request.request().getParam("region"),
                        request.request().getParam("after"),
                        now,
                        limit);
        Future.all(cases.list(wanted), cases.waiting(now))
                .onSuccess(
                        both ->
                                Answers.json(
                                        request,
                                        200,
                                        shown(both.resultAt(0), both.resultAt(1), limit, now)))
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    void find(RoutingContext request) {
        cases.find(String.valueOf(request.pathParam("id")))
                .map(CasesResource::known)
                .onSuccess(
                        found ->
                                Answers.json(
                                        request, 200, CaseJson.whole(found, regions.nowMillis())))
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    void answer(RoutingContext request) {
        String id = String.valueOf(request.pathParam("id"));
        IdempotencyKey key = Requests.key(request);
        Input body = Requests.body(request);
        String by = Requests.words(body, "by", Command.LONGEST_BY);
        Outcome outcome = body.word("outcome", Outcome.class);
        String text = Requests.words(body, "text", LONGEST_TEXT);
        boolean correcting = body.optionalFlag("correcting");
        body.finish();
        long now = regions.nowMillis();
        Entry answer = new Entry(now, "ANSWERED", by, outcome, text);
        cases.find(id)
                .map(CasesResource::known)
                .map(found -> byAnother(found, by))
                .compose(
                        found ->
                                cases.answer(id, answer, correcting, key, reply(id, answer))
                                        .onSuccess(reply -> tell(found, outcome, reply)))
                .onSuccess(
                        reply -> {
                            if (reply == null) {
                                Answers.problem(request, answeredBefore());
                            } else {
                                Answers.json(request, reply.status(), reply.body());
                            }
                        })
                .onFailure(failure -> Answers.failedRead(request, failure));
    }

    private void tell(ReviewCase of, Outcome outcome, @Nullable StoredReply reply) {
        if (reply != null) {
            counts.answered(outcome);
            answered.accept(of.opened().id(), of.opened().driver());
        }
    }

    private static StoredReply reply(String id, Entry answer) {
        JsonObject body =
                new JsonObject()
                        .put("id", id)
                        .put("state", "ANSWERED")
                        .put("at", Shape.moment(answer.atMillis()))
                        .put("by", answer.by())
                        .put("outcome", String.valueOf(answer.outcome()));
        return new StoredReply(200, body.encode());
    }

    private static JsonObject shown(
            List<ReviewCase> found, CaseArchive.Waiting waiting, int limit, long now) {
        JsonArray list = new JsonArray();
        found.forEach(each -> list.add(CaseJson.brief(each, now)));
        return new JsonObject()
                .put("open", waiting.open())
                .put("overdue", waiting.overdue())
                .put("cases", list)
                .put("after", found.size() < limit ? null : found.getLast().opened().id());
    }

    private static ReviewCase known(@Nullable ReviewCase found) {
        if (found == null) {
            throw new ProblemException(Problem.notFound("No case has this id."));
        }
        return found;
    }

    private static ReviewCase byAnother(ReviewCase found, String by) {
        if (by.equals(found.opened().driver().value())) {
            throw new ProblemException(
                    Problem.invalid("/by", by, "must name who answers, not the driver"));
        }
        return found;
    }

    private static CaseArchive.State state(@Nullable String word) {
        try {
            return word == null
                    ? CaseArchive.State.OPEN
                    : CaseArchive.State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new ProblemException(
                    Problem.invalid(
                            "/state",
                            String.valueOf(word),
                            "must be one of " + Arrays.toString(CaseArchive.State.values())));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_PAGE;
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ProblemException(
                    Problem.invalid("/limit", text, "must be from 1 to " + LARGEST_PAGE));
        }
        return limit;
    }

    private static Problem answeredBefore() {
        return new Problem(
                "conflict",
                409,
                "Conflict",
                "The case was answered before; an answer that corrects it says so.",
                "CASE_ANSWERED",
                List.of(),
                0);
    }
}
