package dev.antar.server.explain;

import dev.antar.core.engine.Event;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.Exclusion;
import dev.antar.core.policy.Grounds;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.server.json.Shape;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a region matches, said to anybody: what counts and how much it has weighed, who is not
/// considered, every setting, and who changed the policy when and why.
public final class PolicyStory {

    private final Asked asked;
    private final Language in;
    private final Running running;
    private final Importance importance;

    /// What is in force.
    ///
    /// @param values of every parameter
    public record Running(
            String region,
            Policy policy,
            Event.@Nullable PolicyChanged change,
            Map<PolicyParameter, Integer> values) {

        public Running {
            values = Map.copyOf(values);
        }

        /// Nobody has changed it since the server was started.
        static Running asStarted(
                String region, Policy policy, Map<PolicyParameter, Integer> values) {
            return new Running(region, policy, null, values);
        }
    }

    /// A share of what was measured.
    ///
    /// @param share 0 to 1, or null where nothing is measured
    /// @param unsettled of which share it is not known
    private record Measured(Measure measure, @Nullable Double share, double unsettled) {}

    /// @param importance measured under this policy
    public PolicyStory(Asked asked, Running running, Importance importance) {
        this.asked = asked;
        this.in = asked.language();
        this.running = running;
        this.importance = importance;
    }

    /// Everything, with `text` in plain words first.
    ///
    /// @param changes of policy, the latest first
    public JsonObject tell(List<Event.PolicyChanged> changes) {
        JsonArray history = new JsonArray();
        for (Event.PolicyChanged each : changes) {
            history.add(change(each).put("policy", Shape.policy(each.policy())));
        }
        Event.PolicyChanged change = running.change();
        boolean some = importance.decisions() > 0;
        return new JsonObject()
                .put("region", running.region())
                .put("lang", in.word())
                .put("text", text())
                .put(
                        "policy",
                        Shape.policy(running.policy())
                                .put("matching", running.policy().matching())
                                .put("text", running.policy().text()))
                .put("change", change == null ? null : change(change))
                .put(
                        "measured",
                        new JsonObject()
                                .put("decisions", importance.decisions())
                                .put("comparable", importance.comparable())
                                .put("from", some ? Shape.moment(importance.firstAtMillis()) : null)
                                .put("to", some ? Shape.moment(importance.lastAtMillis()) : null)
                                .put("text", PageWords.MEASURED.in(in)))
                .put("criteria", criteria())
                .put("rules", rules())
                .put("parameters", parameters())
                .put("history", history);
    }

    private JsonObject change(Event.PolicyChanged change) {
        return new JsonObject()
                .put("event", change.seq())
                .put("at", Shape.moment(change.atMillis()))
                .put("clock", asked.moment(change.atMillis()))
                .put("by", change.by())
                .put("reason", change.reason())
                .put("grounds", grounds(change.grounds()));
    }

    private @Nullable String grounds(@Nullable Grounds grounds) {
        return switch (grounds) {
            case null -> null;
            case Grounds.Report report ->
                    PageWords.WITH_REPORT.in(in) + " (" + report.digest() + ")";
            case Grounds.WithoutReport without ->
                    PageWords.WITHOUT_REPORT.in(in) + ": " + without.why();
        };
    }

    private String text() {
        String way =
                (running.policy().matching().equals("nearest-first")
                                ? PageWords.NEAREST_FIRST
                                : PageWords.MINIMUM_COST)
                        .in(in);
        return importance.decisions() == 0 ? way + " " + PageWords.NOTHING_MEASURED.in(in) : way;
    }

    /// The parts of the cost, those on which most hangs first.
    private JsonArray criteria() {
        Comparator<CostTerm> most =
                Comparator.<CostTerm>comparingInt(t -> -importance.weight(t).decisive())
                        .thenComparingLong(t -> -importance.weight(t).costMillis());
        JsonArray list = new JsonArray();
        Stream.of(CostTerm.values())
                .filter(term -> term != CostTerm.LONGEST)
                .sorted(most)
                .forEach(
                        term -> {
                            Importance.Weight weight = importance.weight(term);
                            list.add(
                                    new JsonObject()
                                            .put("term", term.key())
                                            .put("meaning", Words.of(in, term))
                                            .put(
                                                    "decisive",
                                                    share(
                                                            weight.decisive(),
                                                            importance.comparable()))
                                            .put(
                                                    "unsettled",
                                                    share(
                                                            weight.unsettled(),
                                                            importance.comparable()))
                                            .put(
                                                    "ofCost",
                                                    share(
                                                            weight.costMillis(),
                                                            importance.costMillis())));
                        });
        return list;
    }

    /// Why drivers near were not considered, the reason that was met most often first.
    private JsonArray rules() {
        Comparator<Exclusion> most =
                Comparator.comparingInt(reason -> -importance.barrier(reason).keptAway());
        JsonArray list = new JsonArray();
        Stream.of(Exclusion.values())
                .sorted(most)
                .forEach(
                        reason -> {
                            Importance.Barrier barrier = importance.barrier(reason);
                            list.add(
                                    new JsonObject()
                                            .put("code", reason.name())
                                            .put("text", Words.of(in, reason))
                                            .put(
                                                    "keptAway",
                                                    share(
                                                            barrier.keptAway(),
                                                            importance.decisions()))
                                            .put(
                                                    "decisive",
                                                    share(
                                                            barrier.decisive(),
                                                            importance.decisions())));
                        });
        return list;
    }

    private JsonArray parameters() {
        JsonArray list = new JsonArray();
        for (PolicyParameter each : PolicyParameter.values()) {
            Measured measured = measured(each);
            list.add(
                    new JsonObject()
                            .put("key", each.key())
                            .put("value", running.values().get(each))
                            .put("set", running.policy().parameters().containsKey(each))
                            .put("usual", each.usual())
                            .put("min", each.min())
                            .put("max", each.max())
                            .put("meaning", PolicyWords.meaning(in, each))
                            .put("direction", PolicyWords.direction(in, each))
                            .put(
                                    "measured",
                                    new JsonObject()
                                            .put("what", measured.measure().name())
                                            .put("share", measured.share())
                                            .put("unsettled", measured.unsettled())
                                            .put("text", measured.measure().in(in))));
        }
        return list;
    }

    private Measured measured(PolicyParameter parameter) {
        return switch (parameter) {
            case AGE_PERCENT -> decisive(CostTerm.AGE);
            case SUSPECT_MS -> decisive(CostTerm.QUALITY);
            case FAIR_INCOME_MS, FAIR_INCOME_BUDGET_PERCENT -> decisive(CostTerm.INCOME);
            case REFUSAL_PERCENT -> decisive(CostTerm.REFUSAL);
            case BACK_TO_BACK_MARGIN_MS -> decisive(CostTerm.MARGIN);
            case SWAP_MS, SWAP_PERCENT -> decisive(CostTerm.HYSTERESIS);
            case MAX_PICKUP_MS ->
                    new Measured(
                            Measure.KEPT_AWAY,
                            share(
                                    importance.barrier(Exclusion.OUT_OF_REACH).keptAway(),
                                    importance.decisions()),
                            0);
            case PASS_OVER_MS ->
                    new Measured(
                            Measure.BARRED,
                            share(
                                    importance.barrier(Exclusion.PASSED_OVER).decisive(),
                                    importance.decisions()),
                            0);
            case ROUND_MS, PROMPT_MS -> promptness(parameter);
            case OFFER_MS -> counted(Measure.UNANSWERED);
            case SWAPS -> counted(Measure.TAKEN_OVER);
            case BACK_TO_BACK_MS -> counted(Measure.STILL_BUSY);
            case SHARED_DELAY_MS, SHARED_DETOUR_PERCENT -> counted(Measure.CARRIED_TOGETHER);
            case MAX_WAIT_MS, LEAD_MS, NEAR_MS -> new Measured(Measure.NONE, null, 0);
        };
    }

    /// Only of exact rounds a record shows that it was one.
    private Measured promptness(PolicyParameter parameter) {
        Measure measure =
                parameter == PolicyParameter.PROMPT_MS ? Measure.AT_ONCE : Measure.IN_ROUNDS;
        return running.policy().matching().equals("nearest-first")
                ? new Measured(Measure.NONE, null, 0)
                : counted(measure);
    }

    private Measured decisive(CostTerm term) {
        Importance.Weight weight = importance.weight(term);
        Double unsettled = share(weight.unsettled(), importance.comparable());
        return new Measured(
                Measure.DECISIVE,
                share(weight.decisive(), importance.comparable()),
                unsettled == null ? 0 : unsettled);
    }

    private Measured counted(Measure measure) {
        return new Measured(measure, share(importance.count(measure), importance.decisions()), 0);
    }

    /// To four places, or null of nothing.
    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : Math.round(part * 10_000.0 / whole) / 10_000.0;
    }
}
