package dev.antar.simulator.chaos;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What came to a receiver of webhooks, as it came. Read and checked without any of the server's
/// code.
///
/// @param id of the event, the same at each attempt
/// @param timestamp of the attempt, seconds since 1970 as it was written
/// @param signature one or several, separated by blanks
/// @param arrivedMillis epoch milliseconds
/// @param taken whether it was answered as taken
record WebhookMessage(
        String id,
        String timestamp,
        String signature,
        String body,
        long arrivedMillis,
        boolean taken) {

    private static final String SECRET = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final long OLDEST_SECONDS = 300;

    /// Whether one of the signatures is by this secret and the attempt is of now.
    boolean signedBy(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] key = Base64.getDecoder().decode(secret.substring(SECRET.length()));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] sum =
                    mac.doFinal(
                            (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            String expected = "v1," + Base64.getEncoder().encodeToString(sum);
            return Arrays.asList(signature.split(" ", -1)).contains(expected) && isOfNow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether it says of an event what the log does.
    boolean tells(WantedEvent event) {
        try {
            JsonObject said = new JsonObject(body);
            JsonObject data = said.getJsonObject("data", new JsonObject());
            return event.type().equals(said.getString("type"))
                    && event.job().equals(data.getString("job"))
                    && event.version() == data.getInteger("version", 0);
        } catch (DecodeException | ClassCastException _) {
            return false;
        }
    }

    private boolean isOfNow() {
        return timestamp.matches("\\d{1,12}")
                && Math.abs(Long.parseLong(timestamp) - arrivedMillis / 1_000) <= OLDEST_SECONDS;
    }
}
