package dev.antar.core.engine;

import static dev.antar.core.policy.PolicyParameter.AGE_PERCENT;
import static dev.antar.core.policy.PolicyParameter.BACK_TO_BACK_MARGIN_MS;
import static dev.antar.core.policy.PolicyParameter.BACK_TO_BACK_MS;
import static dev.antar.core.policy.PolicyParameter.FAIR_INCOME_BUDGET_PERCENT;
import static dev.antar.core.policy.PolicyParameter.FAIR_INCOME_MS;
import static dev.antar.core.policy.PolicyParameter.LEAD_MS;
import static dev.antar.core.policy.PolicyParameter.MAX_PICKUP_MS;
import static dev.antar.core.policy.PolicyParameter.MAX_WAIT_MS;
import static dev.antar.core.policy.PolicyParameter.NEAR_MS;
import static dev.antar.core.policy.PolicyParameter.OFFER_MS;
import static dev.antar.core.policy.PolicyParameter.PASS_OVER_MS;
import static dev.antar.core.policy.PolicyParameter.PROMPT_MS;
import static dev.antar.core.policy.PolicyParameter.REFUSAL_PERCENT;
import static dev.antar.core.policy.PolicyParameter.ROUND_MS;
import static dev.antar.core.policy.PolicyParameter.SHARED_DELAY_MS;
import static dev.antar.core.policy.PolicyParameter.SHARED_DETOUR_PERCENT;
import static dev.antar.core.policy.PolicyParameter.SUSPECT_MS;
import static dev.antar.core.policy.PolicyParameter.SWAPS;
import static dev.antar.core.policy.PolicyParameter.SWAP_MS;
import static dev.antar.core.policy.PolicyParameter.SWAP_PERCENT;

import dev.antar.core.matching.Cost;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;

import java.util.function.ToIntFunction;

/// Where each parameter of a policy stands in a configuration.
final class Tuning {

    private Tuning() {}

    static int value(DispatchConfig config, PolicyParameter parameter) {
        return switch (parameter) {
            case ROUND_MS -> config.roundMillis();
            case OFFER_MS -> config.offerMillis();
            case PASS_OVER_MS -> config.passOverMillis();
            case MAX_WAIT_MS -> config.maxWaitMillis();
            case LEAD_MS -> config.leadMillis();
            case MAX_PICKUP_MS -> config.cost().maxPickupMillis();
            case AGE_PERCENT -> config.cost().agePercent();
            case SUSPECT_MS -> config.cost().suspectMillis();
            case FAIR_INCOME_MS -> config.cost().incomeMillis();
            case FAIR_INCOME_BUDGET_PERCENT -> config.cost().incomeBudgetPercent();
            case REFUSAL_PERCENT -> config.cost().refusalPercent();
            case PROMPT_MS -> config.revision().promptMillis();
            case SWAPS -> config.revision().swaps() ? 1 : 0;
            case SWAP_MS -> config.revision().swapMillis();
            case SWAP_PERCENT -> config.revision().swapPercent();
            case NEAR_MS -> config.revision().nearMillis();
            case BACK_TO_BACK_MS -> config.workload().backToBackMillis();
            case BACK_TO_BACK_MARGIN_MS -> config.workload().marginMillis();
            case SHARED_DELAY_MS -> config.workload().sharedDelayMillis();
            case SHARED_DETOUR_PERCENT -> config.workload().sharedDetourPercent();
        };
    }

    static DispatchConfig with(DispatchConfig config, Policy policy) {
        ToIntFunction<PolicyParameter> of =
                parameter -> policy.valueOf(parameter, value(config, parameter));
        return config.withTimes(
                        of.applyAsInt(ROUND_MS),
                        of.applyAsInt(OFFER_MS),
                        of.applyAsInt(MAX_WAIT_MS))
                .withPassOver(of.applyAsInt(PASS_OVER_MS))
                .withLead(of.applyAsInt(LEAD_MS))
                .withCost(
                        new Cost(
                                of.applyAsInt(MAX_PICKUP_MS),
                                of.applyAsInt(AGE_PERCENT),
                                of.applyAsInt(SUSPECT_MS),
                                of.applyAsInt(FAIR_INCOME_MS),
                                of.applyAsInt(FAIR_INCOME_BUDGET_PERCENT),
                                of.applyAsInt(REFUSAL_PERCENT)))
                .withRevision(
                        new Revision(
                                of.applyAsInt(PROMPT_MS),
                                of.applyAsInt(SWAPS) == 1,
                                of.applyAsInt(SWAP_MS),
                                of.applyAsInt(SWAP_PERCENT),
                                of.applyAsInt(NEAR_MS)))
                .withWorkload(
                        new Workload(
                                of.applyAsInt(BACK_TO_BACK_MS),
                                of.applyAsInt(BACK_TO_BACK_MARGIN_MS),
                                config.workload().stopMillis(),
                                of.applyAsInt(SHARED_DELAY_MS),
                                of.applyAsInt(SHARED_DETOUR_PERCENT)));
    }
}
