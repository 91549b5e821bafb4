package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class FrameGuardTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = SECOND;
    private final AtomicInteger broken = new AtomicInteger();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new FrameGuard(() -> now, broken::incrementAndGet));

    @Test
    void floodOfPingsBreaksTheSocketAndNoMorePass() {
        for (int i = 0; i < FrameGuard.BURST; i++) {
            channel.writeInbound(new PingWebSocketFrame());
        }
        assertTrue(channel.isOpen());

        var _ = channel.writeOneInbound(new PingWebSocketFrame());
        var _ = channel.writeOneInbound(new PingWebSocketFrame());

        assertFalse(channel.isOpen());
        assertEquals(1, broken.get());
        assertEquals(FrameGuard.BURST, channel.inboundMessages().size());
    }

    @Test
    void piecesOfAMessageCountAsWell() {
        for (int i = 0; i <= FrameGuard.BURST; i++) {
            var _ = channel.writeOneInbound(new ContinuationWebSocketFrame());
        }

        assertFalse(channel.isOpen());
    }

    @Test
    void pingsThatComeNowAndThenPassForEver() {
        for (int i = 0; i < 1_000; i++) {
            now += SECOND / FrameGuard.PER_SECOND;
            channel.writeInbound(new PingWebSocketFrame());
        }

        assertTrue(channel.isOpen());
        assertEquals(1_000, channel.inboundMessages().size());
    }

    @Test
    void messagesAreNotCountedHere() {
        for (int i = 0; i < 10 * FrameGuard.BURST; i++) {
            channel.writeInbound(new TextWebSocketFrame("{}"));
        }

        assertTrue(channel.isOpen());
    }
}
