package dev.antar.server.engine.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

class SigningSecretTest {

    private static final SigningSecret KNOWN =
            new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /// The example that the libraries of Standard Webhooks are tested by.
    @Test
    void signatureIsTheOneThatTheStandardsLibrariesExpect() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                KNOWN.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY));
    }

    @Test
    void bothSecretsSignWhileThereAreTwoWhateverTheServersClockSays() {
        SigningSecret fresh = SigningSecret.random();

        assertEquals(
                fresh.sign("m", 99, BODY) + " " + KNOWN.sign("m", 99, BODY),
                webhook(fresh, KNOWN).signatures("m", 99, BODY));
        assertEquals(fresh.sign("m", 99, BODY), webhook(fresh, null).signatures("m", 99, BODY));
    }

    private static Webhook webhook(SigningSecret secret, @Nullable SigningSecret previous) {
        return new Webhook(
                "w",
                "https://example.com",
                "",
                List.of(),
                Webhook.State.ENABLED,
                secret,
                previous,
                previous == null ? 0 : 98_000,
                0);
    }

    @Test
    void secretsAreNotGuessedAndNotShown() {
        SigningSecret one = SigningSecret.random();

        assertNotEquals(one, SigningSecret.random());
        assertFalse(one.toString().contains(one.text().substring(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_???", "MfKQ9r8GKYqrTwjUPD8ILPZI"})
    void whatIsNoSecretIsRefusedWithoutRepeatingIt(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new SigningSecret(text));

        assertEquals("secret=…: must be whsec_ and 24 to 64 bytes in base64", refusal.getMessage());
    }
}
