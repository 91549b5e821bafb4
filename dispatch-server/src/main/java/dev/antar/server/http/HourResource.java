package dev.antar.server.http;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;
import dev.antar.server.engine.DecisionArchive;
import dev.antar.server.engine.DriverArchive;
import dev.antar.server.engine.Erased;
import dev.antar.server.explain.Asked;
import dev.antar.server.explain.Hour;
import dev.antar.server.explain.HourStory;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;
import dev.antar.server.metrics.Meters;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `/v1/drivers/{id}/explanation`: why a driver had as many offers in a stretch of time as he had.
/// Reads from the database only, so that no question reaches a region's thread.
final class HourResource {

    /// An answer takes some milliseconds of the database.
    private static final int PER_SECOND = 50;

    private static final int BURST = 100;

    /// Shorter ones would tell by their differences what a single neighbour was offered.
    static final long SHORTEST_MILLIS = 15 * 60_000L;

    private static final long LONGEST_MILLIS = 6 * 3_600_000L;

    /// So long before, a spell on duty may have begun that reaches into it.
    private static final long LOOK_BACK_MILLIS = 24 * 3_600_000L;

    private final DriverArchive drivers;
    private final DecisionArchive decisions;
    private final Inflow inflow;

    HourResource(DriverArchive drivers, DecisionArchive decisions, Meters meters) {
        this.drivers = drivers;
        this.decisions = decisions;
        this.inflow = new Inflow(PER_SECOND, BURST, meters);
    }

    /// @param toMillis not beyond now
    private record Question(Asked asked, DriverId driver, long fromMillis, long toMillis) {}

    void find(RoutingContext request) {
        if (!inflow.admits(request)) {
            return;
        }
        answer(question(request))
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

    /// The same as a page with a form: `driver`, `day`, `from` and `to` by the clock of `tz`.
    void page(RoutingContext request) {
        if (!inflow.admits(request)) {
            return;
        }
        Asked asked = Wishes.asked(request);
        MultiMap params = request.request().params();
        long now = System.currentTimeMillis();
        HourPage lastHour = new HourPage(asked, params, now, null);
        if (!lastHour.asks()) {
            Html.send(request, 200, lastHour.unasked());
        } else if (HourPage.namesTime(params)) {
            page(request, lastHour);
        } else {
            decisions
                    .keptSince()
                    .onSuccess(since -> page(request, new HourPage(asked, params, now, since)))
                    .onFailure(failure -> Answers.unreadable(request, failure));
        }
    }

    private void page(RoutingContext request, HourPage page) {
        Future.<Question>future(
                        asking ->
                                asking.complete(
                                        question(
                                                page.asked(),
                                                page.driver(),
                                                page.fromMillis(),
                                                page.toMillis())))
                .compose(this::answer)
                .onSuccess(told -> Html.send(request, 200, page.answered(told)))
                .onFailure(
                        failure -> {
                            Problem problem = problem(failure);
                            if (problem != null) {
                                Html.send(request, problem.status(), page.refused(problem));
                            } else {
                                Answers.unreadable(request, failure);
                            }
                        });
    }

    private static @Nullable Problem problem(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case Erased erased -> Problem.gone(erased.what());
            default -> null;
        };
    }

    private static Question question(RoutingContext request) {
        Asked asked = Wishes.asked(request);
        long from = Wishes.moment(request, "from");
        long to = Wishes.moment(request, "to");
        return question(asked, String.valueOf(request.pathParam("id")), from, to);
    }

    private static Question question(Asked asked, String driver, long from, long to) {
        long now = System.currentTimeMillis();
        if (from > now - SHORTEST_MILLIS) {
            throw Wishes.wrong(
                    "from", Shape.moment(from), "must be at least 15 minutes before now");
        }
        if (to < from + SHORTEST_MILLIS || to > from + LONGEST_MILLIS) {
            throw Wishes.wrong(
                    "to", Shape.moment(to), "must be from 15 minutes to 6 hours after from");
        }
        return new Question(asked, driver(driver), from, Math.min(to, now));
    }

    private static DriverId driver(String name) {
        try {
            return new DriverId(name);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private Future<JsonObject> answer(Question question) {
        return Future.all(
                        drivers.events(
                                question.driver(),
                                question.fromMillis() - LOOK_BACK_MILLIS,
                                question.toMillis()),
                        decisions.keptSince(),
                        decisions.naming(
                                question.driver(), question.fromMillis(), question.toMillis()))
                .compose(
                        all -> answer(question, all.resultAt(0), all.resultAt(1), all.resultAt(2)));
    }

    private Future<JsonObject> answer(
            Question question,
            @Nullable List<Event> events,
            @Nullable Long keptSince,
            DecisionArchive.Named named) {
        if (events == null) {
            throw unknown();
        }
        if (keptSince != null && question.toMillis() <= keptSince) {
            throw gone(keptSince);
        }
        Hour hour =
                new Hour(
                        question.driver(),
                        question.fromMillis(),
                        question.toMillis(),
                        events,
                        named.records());
        return drivers.shares(hour.neighbours(), question.fromMillis(), question.toMillis())
                .map(
                        shares ->
                                new HourStory(question.asked(), hour, keptSince)
                                        .tell(shares, named.all()));
    }

    /// The same for whoever is unknown and for what could be nobody.
    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("Nothing to explain is known here."));
    }

    private static ProblemException gone(long keptSince) {
        return new ProblemException(
                Problem.of(
                        "gone",
                        410,
                        "No longer kept",
                        "Decisions are kept from " + Shape.moment(keptSince) + " on."));
    }
}
