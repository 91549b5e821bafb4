package dev.antar.server.torture;

import java.util.ArrayList;
import java.util.List;

/// What the checks of a run have found.
final class Findings {

    private static final int MAX = 20;

    private final List<Violation> violations = new ArrayList<>();

    /// @param atMillis true time
    void add(long atMillis, Rule rule, String what) {
        if (violations.size() < MAX) {
            violations.add(new Violation(atMillis - VirtualTime.START, rule, what));
        }
    }

    List<Violation> all() {
        return violations;
    }
}
