package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.fleet.Availability;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandReaderTest {

    private static final String ON_BREAK =
            "{'t':'online','id':'7','availability':'BREAK','forMs':60000}";

    private final TestRegion region = new TestRegion(1_790_000_000_000L);
    private final TestPhone phone = TestPhone.of(region, TestPhone.unlimited());

    @BeforeEach
    void driverIsOnDuty() {
        phone.onDuty("d");
    }

    private JsonObject answerTo(String frame) {
        phone.link.written.clear();
        phone.send(frame);
        phone.turn();
        return phone.said(0);
    }

    private void assertRefused(JsonObject ack) {
        assertEquals("7", ack.getString("id"));
        assertEquals("REJECTED", ack.getString("result"));
        assertEquals("ID_REUSED", ack.getString("reason"));
    }

    private Availability availability() {
        return phone.driver("d").availability();
    }

    @Test
    void anotherCommandUnderAnIdIsRefusedChangesNothingAndTheFirstAnswerStays() {
        JsonObject first = answerTo("{'t':'online','id':'7','availability':'SILENT'}");

        assertRefused(answerTo("{'t':'offline','id':'7'}"));
        assertRefused(answerTo("{'t':'online','id':'7','availability':'OPEN'}"));

        assertEquals(new Availability.Silent(), availability());
        assertEquals(first, answerTo("{'t':'online','id':'7','availability':'SILENT'}"));
        assertEquals("DONE", first.getString("result"));
    }

    @Test
    void sameCommandAboutAnotherJobOrOfferIsAnother() {
        answerTo("{'t':'completed','id':'7','job':'a'}");
        assertRefused(answerTo("{'t':'completed','id':'7','job':'b'}"));
        assertRefused(answerTo("{'t':'pickedUp','id':'7','job':'a'}"));

        assertEquals(
                "UNKNOWN_OFFER",
                answerTo("{'t':'accept','id':'8','offer':'812'}").getString("reason"));
        assertEquals(
                "ID_REUSED", answerTo("{'t':'accept','id':'8','offer':'813'}").getString("reason"));
        assertEquals(
                "ID_REUSED",
                answerTo("{'t':'decline','id':'8','offer':'812'}").getString("reason"));
    }

    @Test
    void repetitionIsOneHoweverItIsWrittenAndWheneverItComes() {
        answerTo(ON_BREAK);
        region.now += 30_000;
        answerTo("{'t':'online','id':'8'}");

        JsonObject again =
                answerTo("{'id':'7',  'forMs':60000, 'availability':'BREAK', 't':'online'}");

        assertEquals("DONE", again.getString("result"));
        assertEquals(Availability.open(), availability());
        assertRefused(answerTo(ON_BREAK.replace("60000", "60001")));
    }

    @Test
    void anotherCommandIsRefusedWhileTheFirstIsUnderWay() {
        region.keepsAnswers = true;
        phone.send("{'t':'online','id':'7','availability':'SILENT'}");
        assertEquals(0, phone.link.written.size());

        assertRefused(answerTo("{'t':'offline','id':'7'}"));

        phone.link.written.clear();
        region.giveAnswers();
        assertEquals("DONE", phone.said(0).getString("result"));
        assertEquals(new Availability.Silent(), availability());
    }

    @Test
    void whoeverIsToldToComeBackMayUseTheIdAgain() {
        region.losesAnswers = true;
        assertEquals("UNAVAILABLE", answerTo(ON_BREAK).getString("result"));
        region.losesAnswers = false;

        assertEquals("DONE", answerTo(ON_BREAK).getString("result"));
        assertRefused(answerTo("{'t':'offline','id':'7'}"));
    }
}
