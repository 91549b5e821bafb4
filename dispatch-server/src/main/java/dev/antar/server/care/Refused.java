package dev.antar.server.care;

/// What was asked for cannot be done; the message says why and what to do instead. Nothing was
/// changed, unless it says so.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }

    Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
