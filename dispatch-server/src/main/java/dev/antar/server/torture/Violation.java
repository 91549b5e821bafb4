package dev.antar.server.torture;

/// Something that must never be seen.
///
/// @param atMillis since the run began
/// @param rule a word for it
public record Violation(long atMillis, String rule, String what) {

    @Override
    public String toString() {
        return rule + " at " + atMillis + " ms: " + what;
    }
}
