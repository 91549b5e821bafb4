package dev.antar.core.matching;

import java.util.List;

/// How a round chooses. Deterministic: the same round gives the same matches in the same order, on
/// every JVM. May keep memory between rounds, hence one instance per engine; called on its thread.
public interface MatchingPolicy {

    /// The word by which people choose it.
    String name();

    /// Rises with every change that may alter a decision.
    int version();

    /// At most one driver per job and one job per driver, each pair from the round's candidates; in
    /// the order of the round's jobs.
    List<Match> match(Round round);

    /// What the last round's matches are proved to be worth; [Certificate#NONE] where a policy
    /// proves nothing.
    default Certificate certificate() {
        return Certificate.NONE;
    }
}
