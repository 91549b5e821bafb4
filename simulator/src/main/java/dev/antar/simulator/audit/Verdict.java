package dev.antar.simulator.audit;

import java.util.List;

/// What an audit found. The numbers count jobs.
///
/// @param acknowledged jobs that the server said it had taken
/// @param lost of these, with something acknowledged that is unknown or undone
/// @param doubleHeld held by two drivers at once, or by one above his capacity
/// @param gaps whose stream left out an event
/// @param offersAfterDecline offered again to a driver whose decline was taken
/// @param unanswered commands of drivers, not jobs
/// @param unchecked of which the server did not say how they ended
public record Verdict(
        int acknowledged,
        int lost,
        int doubleHeld,
        int gaps,
        int offersAfterDecline,
        int unanswered,
        int unchecked,
        List<Finding> findings) {

    /// Nothing was seen, and nothing found.
    public static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, 0, 0, List.of());

    public Verdict {
        findings = List.copyOf(findings);
    }

    /// Whether every word was kept, and that could be seen.
    public boolean clean() {
        return findings.isEmpty();
    }
}
