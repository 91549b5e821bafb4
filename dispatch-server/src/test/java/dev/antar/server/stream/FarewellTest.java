package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.server.engine.ComeBack;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What a driver's phone is told when the server stops, and until when it is listened to.
class FarewellTest {

    private static final String ONLINE = "{'t':'online','id':'on'}";

    private final TestRegion region = new TestRegion(1_790_000_000_000L);
    private final TestPhone phone = TestPhone.of(region, TestPhone.unlimited());

    @Test
    void phoneIsToldWhenToComeBackAndMayUseItsSocketForAMoment() {
        hello();

        phone.session.sendAway(5_000, 1_000);
        phone.send(ONLINE);

        assertEquals("bye", phone.said(0).getString("t"));
        assertEquals("RESTART", phone.said(0).getString("reason"));
        assertEquals(5_000, phone.said(0).getInteger("reconnectAfterMs"));
        assertEquals("DONE", phone.said(1).getString("result"));
        assertEquals(0, phone.link.closeCode);

        phone.runTimers();

        assertEquals(1012, phone.link.closeCode);
    }

    @Test
    void nothingIsCarriedOutAfterTheLastWord() {
        hello();
        phone.session.sendAway(5_000, 1_000);
        phone.runTimers();

        phone.send(ONLINE);

        assertEquals(1, phone.link.written.size());
        assertTrue(!phone.driver("d").onDuty());
    }

    @Test
    void phoneThatDoesNotReadIsToldOnceItDoes() {
        hello();
        phone.link.full = true;
        phone.session.sendAway(5_000, 1_000);
        phone.runTimers();
        assertEquals(List.of(), phone.link.written);
        assertEquals(0, phone.link.closeCode);

        phone.link.full = false;
        phone.session.drained();
        phone.runTimers();

        assertEquals("bye", phone.said(0).getString("t"));
        assertEquals(1012, phone.link.closeCode);
    }

    @Test
    void phoneThatNeverReadsIsLeftBehind() {
        hello();
        phone.link.full = true;
        phone.session.sendAway(5_000, 1_000);

        for (int i = 0; i < 100 && phone.link.closeCode == 0; i++) {
            phone.runTimers();
        }

        assertEquals(1012, phone.link.closeCode);
    }

    @Test
    void whoeverHasNotIntroducedHimselfIsToldToo() {
        phone.session.sendAway(5_000, 1_000);

        assertEquals("bye", phone.said(0).getString("t"));
    }

    @Test
    void whoComesInAfterTheOthersWereToldIsToldToo() {
        phone.loop.sendAway(ComeBack.of(3_000, 2), 1_000);
        phone.turn();
        TestPhone late = phone.another();
        late.turn();

        assertEquals(1, phone.link.written.size());
        assertEquals(1, late.link.written.size());
        assertEquals("bye", late.said(0).getString("t"));

        late.runTimers();

        assertEquals(1012, late.link.closeCode);
    }

    private void hello() {
        phone.send("{'t':'hello','proto':1,'driver':'d'}");
        phone.turn();
        phone.link.written.clear();
    }
}
