package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class WebhookAuditTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final long NOW = 1_614_265_330;

    private static final WantedEvent ACCEPTED = new WantedEvent("r-1", "a", 3, "OfferAccepted");
    private static final WantedEvent ARRIVED = new WantedEvent("r-4", "a", 4, "DriverArrived");
    private static final WantedEvent OTHER = new WantedEvent("r-2", "b", 3, "OfferAccepted");

    private final List<WebhookMessage> got = new ArrayList<>();

    /// The example of the standard.
    @Test
    void signatureIsTheStandards() {
        WebhookMessage example =
                new WebhookMessage(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "v1,other v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                        "{\"test\": 2432232314}",
                        NOW * 1_000,
                        true);

        assertTrue(example.signedBy(SECRET));
        assertFalse(example.signedBy("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    }

    @Test
    void oldSignatureIsNone() {
        WebhookMessage late = message(ACCEPTED, true);

        assertTrue(late.signedBy(SECRET));
        assertFalse(
                new WebhookMessage(
                                late.id(),
                                late.timestamp(),
                                late.signature(),
                                late.body(),
                                (NOW + 301) * 1_000,
                                true)
                        .signedBy(SECRET));
    }

    @Test
    void eventsThatComeInOrderAgainAndAfterARefusalAreAllRight() {
        got.add(message(ACCEPTED, false));
        got.add(message(OTHER, true));
        got.add(message(ACCEPTED, true));
        got.add(message(ARRIVED, true));
        got.add(message(ACCEPTED, true));

        assertEquals(List.of("0", "0", "0", "0"), found());
        assertEquals(0, WebhookAudit.missing(wanted(), got));
        assertEquals(1, WebhookAudit.repeated(got));
    }

    @Test
    void eventThatWasOnlyEverRefusedIsMissing() {
        got.add(message(ACCEPTED, true));
        got.add(message(ARRIVED, false));
        got.add(message(OTHER, true));

        assertEquals(List.of("1, such as r-4", "0", "0", "0"), found());
        assertEquals(1, WebhookAudit.missing(wanted(), got));
    }

    @Test
    void eventAheadOfARefusedOneOfItsJobIsSeen() {
        got.add(message(ACCEPTED, false));
        got.add(message(ARRIVED, true));
        got.add(message(ACCEPTED, true));
        got.add(message(OTHER, true));

        assertEquals("1, such as r-4 before r-1", found().get(3));
    }

    @Test
    void forgedAndUnknownMessagesAreSeen() {
        WantedEvent unknown = new WantedEvent("r-9", "c", 3, "OfferAccepted");
        WantedEvent changed = new WantedEvent("r-2", "b", 2, "OfferAccepted");
        WebhookMessage real = message(ACCEPTED, true);
        got.add(
                new WebhookMessage(
                        real.id(), real.timestamp(), "v1,x", real.body(), NOW * 1_000, true));
        got.add(message(ARRIVED, true));
        got.add(message(changed, true));
        got.add(message(unknown, true));

        assertTrue(found().get(1).startsWith("2, such as r-2: "), found().get(1));
        assertEquals("1, such as r-1", found().get(2));
    }

    private static List<WantedEvent> wanted() {
        return List.of(ACCEPTED, ARRIVED, OTHER);
    }

    private List<String> found() {
        return WebhookAudit.checks(wanted(), got, SECRET).stream().map(Check::found).toList();
    }

    private static WebhookMessage message(WantedEvent event, boolean taken) {
        String body =
                "{\"type\":\"%s\",\"data\":{\"job\":\"%s\",\"version\":%d}}"
                        .formatted(event.type(), event.job(), event.version());
        String timestamp = Long.toString(NOW);
        return new WebhookMessage(
                event.id(),
                timestamp,
                signature(event.id() + "." + timestamp + "." + body),
                body,
                NOW * 1_000,
                taken);
    }

    private static String signature(String over) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(mac.doFinal(over.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
