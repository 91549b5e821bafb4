package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A driver's fixes, from frames to the engine and back, on one loop with a region that works when
/// it is told to.
final class FixesOnTheWireTest {

    private static final long NOW = 1_790_000_000_000L;

    private final TestRegion region = new TestRegion(NOW);

    @Test
    void binaryFixMovesTheDriverAndIsAnsweredWhenThatIsAskedFor() {
        TestPhone phone = phone();

        phone.send(new Frame(7, true, NOW).fix(57.7, 11.97, 0).fix(57.7001, 11.97, 500).bytes());
        phone.turn();

        assertEquals(new LatLng(57.7001, 11.97), phone.driver("d").position());
        assertEquals(List.of("{\"t\":\"taken\",\"through\":8}"), phone.link.written);
    }

    @Test
    void pongIsASignOfLifeHoweverItIsWritten() {
        TestPhone phone = phone();

        for (String pong : List.of("{'t':'pong'}", "{ 't': 'pong' }")) {
            region.now += 5_000;
            phone.send(pong);

            assertEquals(region.now, phone.driver("d").heardAtMillis());
            assertEquals(List.of(), phone.link.written);
        }
    }

    @Test
    void fixSaysTheSameInBinaryAndInJson() {
        TestPhone binary = phone();
        binary.send(
                new Frame(1, false, NOW - 10)
                        .raw(577_000_001, -119_700_001, 10 | 0x8000_0000, 85, 1_234, 27_050)
                        .bytes());
        binary.turn();
        TestPhone json = TestPhone.of(region, DriverLimits.standard()).onDuty("j");
        json.send(
                "{'t':'fix','seq':1,'at':"
                        + NOW
                        + ",'lat':57.7000001,'lng':-11.9700001,'accuracy':8.5,'speed':12.34,"
                        + "'heading':270.5,'mock':true}");
        json.turn();

        assertEquals(
                Objects.requireNonNull(json.driver("j").fix()),
                Objects.requireNonNull(binary.driver("d").fix()));
    }

    @Test
    void rejectedFixesOfAFrameAreToldTogetherAndTheOthersCount() {
        TestPhone phone = phone();

        phone.send(
                new Frame(65_535, true, NOW)
                        .fix(57.7, 11.97, 2)
                        .fix(57.7, 11.97, 1)
                        .fix(57.7, 11.97, 0)
                        .fix(57.7002, 11.97, 900)
                        .bytes());
        phone.turn();

        assertEquals(new LatLng(57.7002, 11.97), phone.driver("d").position());
        JsonObject error = phone.said(0);
        assertEquals(65_535, error.getInteger("seq"));
        assertEquals("FIX_OLDER_THAN_LAST", error.getJsonObject("problem").getString("reason"));
        assertEquals("/fixes/1/at", pointer(error, 0));
        assertEquals("/fixes/2/at", pointer(error, 1));
        assertEquals(2, phone.said(1).getInteger("through"));
    }

    @Test
    void impossibleFixIsNamedAndTheOthersOfItsFrameCount() {
        TestPhone phone = phone();

        phone.send(
                new Frame(3, false, NOW)
                        .raw(900_000_001, 0, 0)
                        .raw(0, -1_800_000_001, 0)
                        .raw(0, 0, 0, 0, 0, 36_001)
                        .fix(57.7, 11.97, 0)
                        .bytes());
        phone.turn();

        assertEquals(new LatLng(57.7, 11.97), phone.driver("d").position());
        JsonObject error = phone.said(0);
        assertEquals("/fixes/0/lat", pointer(error, 0));
        assertEquals("/fixes/1/lng", pointer(error, 1));
        assertEquals("/fixes/2/heading", pointer(error, 2));
        assertEquals(
                "lat=90.0000001: must be a number from -90 to 90",
                error.getJsonObject("problem").getString("detail"));
    }

    @Test
    void frameThatLiesAboutItselfIsRefusedAsAWhole() {
        TestPhone phone = phone();
        byte[] good = new Frame(9, true, NOW).fix(57.7, 11.97, 0).fix(57.7, 11.97, 5).bytes();

        assertEquals("/length", refusal(phone, Arrays.copyOf(good, 0)));
        assertEquals("/length", refusal(phone, Arrays.copyOf(good, 11)));
        assertEquals("/length", refusal(phone, Arrays.copyOf(good, good.length - 1)));
        assertEquals("/length", refusal(phone, Arrays.copyOf(good, good.length + 1)));
        assertEquals("/version", refusal(phone, changed(good, 0, 2)));
        assertEquals("/version", refusal(phone, changed(good, 0, 0)));
        assertEquals("/flags", refusal(phone, changed(good, 1, 2)));
        assertEquals("/base", refusal(phone, changed(good, 6, 0xff)));
        assertEquals("/count", refusal(phone, new Frame(9, true, NOW).bytes()));
        assertEquals("/count", refusal(phone, new Frame(9, true, NOW).bytes(0xffff)));
        assertEquals("/length", refusal(phone, new Frame(9, true, NOW).bytes(500)));
        assertNull(phone.driver("d").position());
    }

    @Test
    void commandDoesNotOvertakeTheFixesThatWereSentBeforeIt() {
        TestPhone phone = phone();
        region.keepsUp = true;

        phone.send(new Frame(1, false, NOW).fix(57.7, 11.97, 0).bytes());
        phone.send("{'t':'online','id':'2','availability':'SILENT'}");

        assertEquals(new LatLng(57.7, 11.97), phone.driver("d").position());
    }

    @Test
    void socketIsNotReadWhileTheRegionDoesNotKeepUpAndNothingIsLost() {
        region.keepsUp = false;
        List<TestPhone> phones = TestPhone.several(region, TestPhone.unlimited(), 2);
        TestPhone fast = phones.get(0).onDuty("fast");
        TestPhone other = phones.get(1).onDuty("other");
        int sent = 0;
        while (!fast.link.paused) {
            Frame frame = new Frame(sent & 0xffff, true, NOW - 3_600_000);
            for (int i = 0; i < 500; i++) {
                frame.fix(57.7, 11.97, ++sent);
            }
            fast.send(frame.bytes());
            fast.turn();
        }
        other.send("{'t':'fix','at':" + NOW + ",'lat':57.8,'lng':11.9}");
        other.turn();
        assertTrue(sent <= FixLane.LOADS * FixLoad.ROWS + 500, sent + " fixes were taken");
        assertTrue(other.link.paused);
        assertEquals(List.of(), fast.link.written);

        while (!region.batches.isEmpty()) {
            region.work();
            fast.turn();
        }

        assertFalse(fast.link.paused);
        assertFalse(other.link.paused);
        assertEquals(
                (sent - 1) & 0xffff, fast.said(fast.link.written.size() - 1).getInteger("through"));
        assertEquals(
                NOW - 3_600_000 + sent,
                Objects.requireNonNull(fast.driver("fast").fix()).fixedAtMillis());
        assertEquals(new LatLng(57.8, 11.9), other.driver("other").position());
    }

    @Test
    void phoneThatIsNotReadDoesNotCountAsDead() {
        region.keepsUp = false;
        TestPhone phone = TestPhone.of(region, TestPhone.unlimited()).onDuty("d");
        while (!phone.link.paused) {
            Frame frame = new Frame(1, false, NOW);
            for (int i = 0; i < 500; i++) {
                frame.fix(57.7, 11.97, i);
            }
            phone.send(frame.bytes());
        }

        phone.pass(60);

        assertTrue(phone.link.open());
    }

    @Test
    void silentPhoneIsPingedAndThenTakenForDead() {
        TestPhone phone = phone();

        phone.pass(11);
        assertTrue(phone.link.open());
        assertEquals(List.of("{\"t\":\"ping\"}", "{\"t\":\"ping\"}"), phone.link.written);
        phone.pass(3);

        assertEquals(4408, phone.link.closeCode);
    }

    @Test
    void nobodyIsTakenForDeadBecauseTheServerWasHeldUp() {
        TestPhone phone = phone();

        region.now += 60_000;
        phone.pass(1);

        assertTrue(phone.link.open());
    }

    @Test
    void fixesAboveTheRateAreRefusedByNumber() {
        TestPhone phone = phone();
        Frame frame = new Frame(40, true, NOW);
        for (int i = 0; i < 500; i++) {
            frame.fix(57.7, 11.97, i);
        }
        phone.send(frame.bytes());
        phone.send(frame.bytes());
        phone.turn();
        phone.link.written.clear();

        phone.send(new Frame(41, true, NOW).fix(57.7, 11.97, 0).bytes());

        assertEquals(41, phone.said(0).getInteger("seq"));
        assertEquals(429, phone.said(0).getJsonObject("problem").getInteger("status"));
        region.now += 20;
        phone.send(new Frame(42, true, NOW).fix(57.7, 11.97, 900).bytes());
        phone.turn();
        assertEquals(42, phone.said(1).getInteger("through"));
    }

    @Test
    void clientThatReadsAgainAfterDroppedEventsGetsTheWholeState() {
        TestPhone phone = phone();
        phone.link.full = true;
        for (int i = 0; i <= Outbox.MAX_EVENTS; i++) {
            phone.session.deliver(new JsonObject().put("t", "job"));
        }
        phone.turn();

        phone.link.full = false;
        phone.session.drained();

        assertEquals(1, phone.link.written.size());
        assertEquals("state", phone.said(0).getString("t"));
        assertEquals("IDLE", phone.said(0).getJsonObject("state").getString("driver"));
    }

    private TestPhone phone() {
        region.keepsUp = true;
        return TestPhone.of(region, DriverLimits.standard()).onDuty("d");
    }

    private static String refusal(TestPhone phone, byte[] frame) {
        region(phone).now += 1_000;
        phone.link.written.clear();
        phone.send(frame);
        phone.turn();
        assertEquals(1, phone.link.written.size(), phone.link.written::toString);
        return pointer(phone.said(0), 0);
    }

    private static TestRegion region(TestPhone phone) {
        return phone.region;
    }

    private static byte[] changed(byte[] frame, int at, int to) {
        byte[] copy = frame.clone();
        copy[at] = (byte) to;
        return copy;
    }

    private static String pointer(JsonObject error, int index) {
        return error.getJsonObject("problem")
                .getJsonArray("errors")
                .getJsonObject(index)
                .getString("pointer");
    }
}
