package dev.antar.server.engine;

/// Names a request, so that sending it again does not do it again.
///
/// @param key as the sender chose it, 1 to 255 visible ASCII characters
/// @param requestHash of method, path and body: the same key with another hash is a mistake
public record IdempotencyKey(String key, String requestHash) {

    public IdempotencyKey {
        boolean ok = !key.isEmpty() && key.length() <= 255;
        for (int i = 0; ok && i < key.length(); i++) {
            ok = key.charAt(i) > ' ' && key.charAt(i) < 127;
        }
        if (!ok) {
            throw new IllegalArgumentException(
                    "Idempotency-Key: must be 1 to 255 visible ASCII characters");
        }
    }
}
