package dev.antar.simulator.lab;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;
import dev.antar.core.policy.Turn;

/// Two policies that take turns.
public record Alternation(Switchback design, Policy a, Policy b) {

    Policy policyOf(long slot) {
        return design.armOf(slot) == Switchback.Arm.A ? a : b;
    }

    String reasonOf(long slot) {
        return new Turn(slot, design.slotMillis(), design.armOf(slot)).reason();
    }
}
