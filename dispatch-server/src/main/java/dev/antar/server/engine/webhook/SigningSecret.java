package dev.antar.server.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a receiver knows a message's sender by: the symmetric secret of Standard Webhooks, `whsec_`
/// and 24 to 64 bytes in base64. Any thread.
///
/// @param text as the receiver is given it; never logged
public record SigningSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int NEW_BYTES = 32;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    public SigningSecret {
        int bytes = -1;
        if (text.startsWith(PREFIX)) {
            try {
                bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            } catch (IllegalArgumentException _) {
                // Falls through to the same refusal.
            }
        }
        if (bytes < FEWEST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "secret=…: must be whsec_ and "
                            + FEWEST_BYTES
                            + " to "
                            + MOST_BYTES
                            + " bytes in base64");
        }
    }

    /// A new one that nobody can guess.
    public static SigningSecret random() {
        byte[] bytes = new byte[NEW_BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /// The signature of a message: `v1,` and the MAC over `id.timestamp.body` in base64.
    ///
    /// @param id without a full stop
    /// @param timestampSeconds when it is sent, seconds since 1970
    public String sign(String id, long timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(MAC);
            byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            mac.init(new SecretKeySpec(key, MAC));
            mac.update((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
