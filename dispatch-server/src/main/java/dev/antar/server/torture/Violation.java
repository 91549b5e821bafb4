package dev.antar.server.torture;

/// Something that must never be seen.
///
/// @param atMillis since the run began
public record Violation(long atMillis, Rule rule, String what) {

    @Override
    public String toString() {
        return rule + " at " + atMillis + " ms: " + what;
    }
}
