package dev.antar.simulator.trace;

/// A file that cannot be used; the message names the file, and where there is one the line, the
/// column, the value and the rule.
public final class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadFile(String message) {
        super(message, null, false, false);
    }
}
