package dev.antar.server.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class HeadGuardTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = SECOND;
    private final AtomicInteger broken = new AtomicInteger();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new HeadGuard(() -> now, broken::incrementAndGet));

    @Test
    void whoSendsManyWithoutWaitingIsCutOffOnceTheFirstAreAnswered() {
        channel.writeInbound(together(HeadGuard.BURST + 2));

        assertEquals(HeadGuard.BURST + 1, channel.inboundMessages().size());
        assertFalse(channel.isOpen());
        assertEquals(1, broken.get());
    }

    @Test
    void whoDoesNotReadWhatComesBeforeTheEndIsCutOffAllTheSame() {
        EmbeddedChannel deaf =
                new EmbeddedChannel(
                        new ChannelOutboundHandlerAdapter() {
                            @Override
                            public void write(
                                    ChannelHandlerContext channel,
                                    Object message,
                                    ChannelPromise promise) {
                                // Waits for ever.
                            }
                        },
                        new HeadGuard(() -> now, broken::incrementAndGet));
        deaf.writeInbound(together(HeadGuard.BURST + 2));
        assertTrue(deaf.isOpen());

        deaf.advanceTimeBy(HeadGuard.LAST_MILLIS, TimeUnit.MILLISECONDS);
        deaf.runScheduledPendingTasks();

        assertFalse(deaf.isOpen());
    }

    @Test
    void whoSendsAFewAheadAgainAndAgainIsCutOffAsWell() {
        for (int i = 0; i < HeadGuard.BURST; i++) {
            if (channel.isOpen()) {
                channel.writeInbound(together(10));
            }
        }

        assertFalse(channel.isOpen());
    }

    @Test
    void whoSendsAFewAheadNowAndThenIsServed() {
        for (int i = 0; i < 1_000; i++) {
            now += SECOND;
            channel.writeInbound(together(HeadGuard.PER_SECOND));
        }

        assertTrue(channel.isOpen());
        assertEquals(0, broken.get());
    }

    @Test
    void whoWaitsForHisAnswersMayAskAsOftenAsHeLikes() {
        for (int i = 0; i < 100 * HeadGuard.BURST; i++) {
            channel.writeInbound(together(1));
        }

        assertTrue(channel.isOpen());
    }

    /// In one piece of what a client sends.
    private static Object[] together(int requests) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        return Collections.nCopies(requests, request).toArray();
    }
}
