package dev.antar.core.engine;

import dev.antar.core.matching.MatchingPolicy;
import dev.antar.core.policy.Policy;

import org.jspecify.annotations.Nullable;

/// Which policy is in force, and the configuration that it makes of the region's own. Part of the
/// state: it changes by [Event.PolicyChanged] alone.
final class Ruling {

    private final DispatchConfig base;
    private DispatchConfig config;
    private MatchingPolicy code;
    private @Nullable Policy policy;
    private Event.@Nullable PolicyChanged change;
    private int changes;

    /// @param base what policies leave open
    /// @param policy in force from the beginning, or null where only `code` is known
    Ruling(DispatchConfig base, @Nullable Policy policy, MatchingPolicy code) {
        this.base = base;
        this.config = policy == null ? base : base.with(policy);
        this.policy = policy;
        this.code = code;
    }

    /// With the policy's parameters in it.
    DispatchConfig config() {
        return config;
    }

    /// What decides the rounds.
    MatchingPolicy code() {
        return code;
    }

    /// Null where the region was begun with code of its owner's.
    @Nullable Policy policy() {
        return policy;
    }

    /// By which the policy came into force; null for the one that the region began with.
    Event.@Nullable PolicyChanged change() {
        return change;
    }

    /// How often it has changed, for whoever keeps something that follows from it.
    int changes() {
        return changes;
    }

    void apply(Event.PolicyChanged changed) {
        changes++;
        policy = changed.policy();
        config = base.with(changed.policy());
        code = changed.policy().code();
        change = changed;
    }
}
