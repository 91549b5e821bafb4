package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class FrameGuardTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int MOST = 2 * FrameGuard.BURST;

    private long now = SECOND;
    private final AtomicInteger broken = new AtomicInteger();
    private final FrameGuard guard =
            new FrameGuard(
                    new FrameRate(2 * FrameGuard.PER_SECOND, MOST),
                    () -> now,
                    broken::incrementAndGet);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(guard, new WritesNoGoodbye(), guard.goodbye());

    /// As Vert.x before a client that does not read.
    private static final class WritesNoGoodbye extends ChannelOutboundHandlerAdapter {

        @Override
        public void close(ChannelHandlerContext channel, ChannelPromise promise) {
            // Waits for ever.
        }
    }

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
    void messagesCountLessThanWhatCarriesNothing() {
        for (int i = 0; i < MOST; i++) {
            channel.writeInbound(new TextWebSocketFrame("{}"));
        }
        assertTrue(channel.isOpen());

        var _ = channel.writeOneInbound(new TextWebSocketFrame("{}"));

        assertFalse(channel.isOpen());
        assertEquals(MOST, channel.inboundMessages().size());
    }

    @Test
    void whoIsToldGoodbyeIsHeardNoMoreAndGoneAfterSomeSeconds() {
        var _ = channel.pipeline().close();

        var _ = channel.writeOneInbound(new TextWebSocketFrame("{}"));
        var _ = channel.writeOneInbound(new PingWebSocketFrame());
        assertTrue(channel.inboundMessages().isEmpty());
        assertTrue(channel.isOpen());
        channel.advanceTimeBy(FrameGuard.GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertFalse(channel.isOpen());
        assertEquals(0, broken.get());
    }

    @Test
    void goodbyeIsAnsweredByAGoodbye() {
        var _ = channel.pipeline().close();

        channel.writeInbound(new CloseWebSocketFrame(1000, ""));

        assertEquals(1, channel.inboundMessages().size());
    }

    @Test
    void whoGoesOnAfterTheGoodbyeIsCutOffAtOnce() {
        var _ = channel.pipeline().close();

        for (int i = 0; i <= MOST; i++) {
            var _ = channel.writeOneInbound(new TextWebSocketFrame("{}"));
        }

        assertFalse(channel.isOpen());
        assertEquals(1, broken.get());
    }
}
