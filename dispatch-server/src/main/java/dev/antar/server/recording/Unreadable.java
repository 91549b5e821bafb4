package dev.antar.server.recording;

/// A recording, or a part of it, that cannot be read: says where, and what is wrong.
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    /// @param message where, what, and what is still good
    public Unreadable(String message) {
        super(message);
    }

    Unreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
