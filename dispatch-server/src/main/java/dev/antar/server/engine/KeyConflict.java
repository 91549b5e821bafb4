package dev.antar.server.engine;

/// The first request with this key is still under way.
public final class KeyConflict extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeyConflict(String key) {
        super(
                "Idempotency-Key=" + key + ": the first request with this key is still under way.",
                null,
                false,
                false);
    }
}
