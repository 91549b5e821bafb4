package dev.antar.server.http;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Dispatcher;
import dev.antar.core.engine.Event;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.PolicyArchive;
import dev.antar.server.engine.Region;
import dev.antar.server.json.Input;
import dev.antar.server.json.Problem;
import dev.antar.server.json.ProblemException;
import dev.antar.server.json.Shape;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// On what whoever changes a policy says that it rests: a comparison by its digest, or words why
/// there is none. Going back to an earlier policy needs neither.
///
/// @param digest of the comparison, or null
/// @param without why there is none, or null
record PolicyGrounds(@Nullable String digest, @Nullable String without) {

    private static final int LONGEST_WHY = 400;

    /// @param back whether the change goes back to an earlier policy
    static PolicyGrounds read(Input body, boolean back) {
        String digest = body.optionalText("report");
        boolean why = body.has("withoutReport");
        String without = why ? Requests.words(body, "withoutReport", LONGEST_WHY) : null;
        if (digest != null && !ReportsResource.isDigest(digest)) {
            body.wrong("report", digest, "must be the SHA-256 of a report, 64 digits of 0-9 a-f");
        }
        if (digest != null && why) {
            body.wrong("withoutReport", "…", "must not be given beside a report");
        } else if (digest == null && !why && !back) {
            body.wrong(
                    "report",
                    "nothing",
                    "must be given: the digest of what antar compare wrote; or withoutReport, why"
                            + " there is none");
        }
        return new PolicyGrounds(digest, without);
    }

    /// What is in force when somebody wants to change it.
    private record InForce(Policy policy, Event.@Nullable PolicyChanged change) {

        static InForce of(Dispatcher dispatcher) {
            return new InForce(
                    Objects.requireNonNull(dispatcher.policy(), "a server begins with one"),
                    dispatcher.policyChange());
        }

        long seq() {
            return change == null ? 0 : change.seq();
        }
    }

    /// The command that makes the change. One that rests on a comparison is refused when somebody
    /// else changes the policy in between: it would be another change than was compared.
    Future<Command> command(
            Region region,
            PolicyArchive archive,
            ReviewRules rules,
            Policy proposed,
            String by,
            String reason) {
        long now = region.nowMillis();
        String wanted = digest;
        if (wanted == null) {
            Grounds grounds = without == null ? null : new Grounds.WithoutReport(without);
            return Future.succeededFuture(
                    new Command.ChangePolicy(now, proposed, by, reason, grounds, null));
        }
        return region.readCommitted(InForce::of)
                .compose(
                        inForce ->
                                archive.report(wanted)
                                        .map(
                                                text ->
                                                        command(
                                                                text, inForce, rules, proposed, by,
                                                                reason, now)));
    }

    private Command command(
            @Nullable String text,
            InForce inForce,
            ReviewRules rules,
            Policy proposed,
            String by,
            String reason,
            long now) {
        Event.PolicyChanged last = inForce.change;
        if (last != null && isRepeated(last, proposed, by, reason)) {
            return new Command.ChangePolicy(now, proposed, by, reason, last.grounds(), null);
        }
        if (text == null) {
            throw refused("must be a report that was sent to /v1/policy/reports before");
        }
        try {
            Grounds grounds =
                    ComparisonReport.read(text)
                            .grounds(inForce.policy, proposed, now, rules.reportMillis());
            return new Command.ChangePolicy(now, proposed, by, reason, grounds, inForce.seq());
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /// The policy in force is no longer the one that was compared, because this very change was
    /// made.
    private boolean isRepeated(
            Event.PolicyChanged last, Policy proposed, String by, String reason) {
        return last.grounds() instanceof Grounds.Report report
                && report.digest().equals(digest)
                && last.policy().equals(proposed)
                && last.by().equals(by)
                && last.reason().equals(reason);
    }

    private ProblemException refused(String rule) {
        return new ProblemException(Problem.invalid("/report", String.valueOf(digest), rule));
    }

    /// As histories show it.
    static @Nullable JsonObject shown(@Nullable Grounds grounds) {
        return switch (grounds) {
            case null -> null;
            case Grounds.WithoutReport none -> new JsonObject().put("withoutReport", none.why());
            case Grounds.Report report -> {
                JsonArray figures = new JsonArray();
                for (Grounds.Figure figure : report.figures()) {
                    figures.add(
                            new JsonObject()
                                    .put("figure", figure.path())
                                    .put("before", number(figure.before()))
                                    .put("after", number(figure.after()))
                                    .put("difference", number(figure.difference()))
                                    .put("low", number(figure.low()))
                                    .put("high", number(figure.high())));
                }
                yield new JsonObject()
                        .put("report", report.digest())
                        .put("madeAt", Shape.moment(report.madeAtMillis()))
                        .put("figures", figures);
            }
        };
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
