package dev.antar.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;

import java.util.List;

final class CommitCutterTest {

    private final CommitCutter cutter = new CommitCutter("t", () -> true);
    private final Tap tap = cutter.tap();

    @Test
    void connectionIsCutOnlyOnceTheCommitIsOver() {
        begin();
        assertEquals(Tap.Verdict.PASS, tap.toServer(parse("S1", "select commit_batch($1)")));
        assertEquals(Tap.Verdict.PASS, tap.toClient(message('Z', "I")));
        assertEquals(Tap.Verdict.PASS, tap.toServer(bind("S1", "…t-key-17\0t-key-18-cancel")));

        assertEquals(Tap.Verdict.SWALLOW, tap.toClient(message('C', "SELECT 1\0")));
        assertEquals(0, cutter.count());
        assertEquals(Tap.Verdict.CUT, tap.toClient(message('Z', "I")));
        assertEquals(List.of("t-key-17", "t-key-18-cancel"), cutter.cuts().getFirst().keys());
        assertEquals(CommitCutter.Moment.AFTER, cutter.cuts().getFirst().moment());
    }

    @Test
    void otherStatementsPass() {
        begin();
        tap.toServer(parse("S1", "select commit_batch($1)"));
        tap.toServer(parse("S1", "select 1"));

        assertEquals(Tap.Verdict.PASS, tap.toServer(bind("S1", "t-key-1")));
        assertEquals(Tap.Verdict.PASS, tap.toClient(message('Z', "I")));
        assertEquals(0, cutter.count());
    }

    @Test
    void messageInSinglePiecesIsUnderstood() {
        begin();
        Buffer all = parse("S1", "select commit_batch($1)").appendBuffer(bind("S1", "t-key-3"));
        for (int i = 0; i < all.length(); i++) {
            tap.toServer(all.slice(i, i + 1));
        }

        assertEquals(Tap.Verdict.CUT, tap.toClient(message('Z', "I")));
        assertEquals(List.of("t-key-3"), cutter.cuts().getFirst().keys());
    }

    /// A client first asks whether there is encryption, then begins.
    private void begin() {
        tap.toServer(Buffer.buffer().appendInt(8).appendInt(80_877_103));
        tap.toServer(Buffer.buffer().appendInt(13).appendInt(3 << 16).appendString("user\0"));
    }

    private static Buffer parse(String name, String sql) {
        return message('P', name + "\0" + sql + "\0");
    }

    private static Buffer bind(String name, String values) {
        return message('B', "\0" + name + "\0" + values);
    }

    private static Buffer message(char type, String body) {
        Buffer text = Buffer.buffer(body);
        return Buffer.buffer()
                .appendByte((byte) type)
                .appendInt(4 + text.length())
                .appendBuffer(text);
    }
}
