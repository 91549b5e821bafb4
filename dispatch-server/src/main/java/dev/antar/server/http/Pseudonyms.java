package dev.antar.server.http;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names that stand for others and cannot be turned back without a key: HMAC-SHA-256, the first 128
/// bits. Another key, other names. One thread at a time.
final class Pseudonyms {

    static final int SHORTEST = 16;
    static final int LONGEST = 128;

    private static final int BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /// @param key [#SHORTEST] to [#LONGEST] visible ASCII characters; null for one that nobody will
    ///   ever know
    /// @throws IllegalArgumentException where the key is none; it is not repeated
    Pseudonyms(@Nullable String key) {
        byte[] secret = new byte[32];
        if (key == null) {
            new SecureRandom().nextBytes(secret);
        } else {
            boolean ok = key.length() >= SHORTEST && key.length() <= LONGEST;
            if (!ok || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "Audit-Key: must be "
                                + SHORTEST
                                + " to "
                                + LONGEST
                                + " visible ASCII characters");
            }
            secret = key.getBytes(StandardCharsets.US_ASCII);
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// 32 hexadecimal digits.
    String of(String name) {
        byte[] code = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(code, 0, BYTES);
    }
}
