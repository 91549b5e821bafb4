package dev.antar.server.engine;

/// This key was used for another request.
public final class KeyMismatch extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeyMismatch(String key) {
        super(
                "Idempotency-Key=" + key + ": this key was used for another request.",
                null,
                false,
                false);
    }
}
