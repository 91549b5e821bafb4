package dev.antar.server.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.ShippedPolicies;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The explanation of a policy is made from what runs and what was measured, and leaves nothing
/// out.
class PolicyStoryTest {

    private static final Asked ENGLISH = new Asked(Language.EN, ZoneOffset.UTC);

    private static JsonObject tell(Policy policy, Importance importance) {
        Map<PolicyParameter, Integer> values = new EnumMap<>(PolicyParameter.class);
        DispatchConfig config = DispatchConfig.defaults().with(policy);
        for (PolicyParameter each : PolicyParameter.values()) {
            values.put(each, config.value(each));
        }
        PolicyStory.Running running = PolicyStory.Running.asStarted("r", policy, values);
        return new PolicyStory(ENGLISH, running, importance).tell(List.of());
    }

    private static List<JsonObject> list(JsonObject told, String field) {
        return told.getJsonArray(field).stream().map(JsonObject.class::cast).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimum-cost", "fair-income", "batch-5s", "nearest-first"})
    void everyParameterIsToldWithTheValueThatRuns(String name) {
        Policy policy = ShippedPolicies.named(name);
        DispatchConfig config = DispatchConfig.defaults().with(policy);

        List<JsonObject> parameters = list(tell(policy, new Importance(List.of())), "parameters");

        assertEquals(PolicyParameter.values().length, parameters.size());
        Iterator<JsonObject> told = parameters.iterator();
        for (PolicyParameter parameter : PolicyParameter.values()) {
            JsonObject one = told.next();
            assertEquals(parameter.key(), one.getString("key"));
            assertEquals(config.value(parameter), one.getInteger("value"));
            assertEquals(parameter.meaning(), one.getString("meaning"));
            assertNull(one.getJsonObject("measured").getDouble("share"));
        }
    }

    @Test
    void sharesAreThoseThatWereMeasured() {
        Policy policy = ShippedPolicies.named("fair-income");
        Importance importance = new Importance(new SmallMarket(31, 14, policy).recorded());

        JsonObject told = tell(policy, importance);

        double before = 1;
        double ofCost = 0;
        Set<String> terms = new HashSet<>();
        for (JsonObject each : list(told, "criteria")) {
            double decisive = each.getDouble("decisive");
            assertTrue(decisive <= before, "the most decisive first");
            before = decisive;
            ofCost += each.getDouble("ofCost");
            terms.add(each.getString("term"));
        }
        assertEquals(CostTerm.values().length - 1, terms.size());
        assertEquals(1, ofCost, 0.001, "the parts make the whole");
        assertEquals("approach", list(told, "criteria").getFirst().getString("term"));
        JsonObject income =
                list(told, "criteria").stream()
                        .filter(each -> each.getString("term").equals("income"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                (double) importance.weight(CostTerm.INCOME).decisive() / importance.comparable(),
                income.getDouble("decisive"),
                0.0001);
        JsonObject fair =
                list(told, "parameters").stream()
                        .filter(each -> each.getString("key").equals("fair_income_ms"))
                        .findFirst()
                        .orElseThrow()
                        .getJsonObject("measured");
        assertEquals(income.getDouble("decisive"), fair.getDouble("share"));
        assertTrue(fair.getDouble("share") > 0);
    }
}
