package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

final class TuningTest {

    private static final DispatchConfig DEFAULTS = DispatchConfig.defaults();

    @ParameterizedTest
    @EnumSource(PolicyParameter.class)
    void parameterThatIsSetIsInTheConfigurationAndNothingElse(PolicyParameter parameter) {
        for (int other : new int[] {parameter.min(), parameter.max()}) {
            Policy policy = new Policy("p", 2, "", "minimum-cost", Map.of(parameter, other));

            DispatchConfig changed = DEFAULTS.with(policy);

            for (PolicyParameter each : PolicyParameter.values()) {
                assertEquals(each == parameter ? other : each.usual(), changed.value(each));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PolicyParameter.class)
    void usualValueIsThatOfTheDefaults(PolicyParameter parameter) {
        assertEquals(parameter.usual(), DEFAULTS.value(parameter));
        assertEquals(DEFAULTS, DEFAULTS.with(Policy.of("minimum-cost")));
    }
}
