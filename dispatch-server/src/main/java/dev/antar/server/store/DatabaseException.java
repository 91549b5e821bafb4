package dev.antar.server.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be used; the message says why and what to do, and no secret.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
