package dev.antar.server.connections;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

import java.util.function.LongSupplier;

/// Breaks a websocket that floods the server with frames that carry nothing: each ping is answered
/// whether the client reads or not, so that who does not read would fill the memory, and pieces of
/// a message cost time before any session sees them. Messages are counted by the sessions. The
/// socket's event loop.
final class FrameGuard extends ChannelInboundHandlerAdapter {

    /// Frames that come back in a second; phones and browsers send one in many seconds.
    static final int PER_SECOND = 20;

    static final int BURST = 100;

    private final LongSupplier nanos;
    private final Runnable broken;
    private double left = BURST;
    private long countedNanos;
    private boolean over;

    /// @param broken is called when the socket is broken
    FrameGuard(LongSupplier nanos, Runnable broken) {
        this.nanos = nanos;
        this.broken = broken;
        this.countedNanos = nanos.getAsLong();
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) throws Exception {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (carriesNothing(message) && !allowed()) {
            over = true;
            ReferenceCountUtil.release(message);
            broken.run();
            var _ = channel.close();
        } else {
            super.channelRead(channel, message);
        }
    }

    private static boolean carriesNothing(Object message) {
        return message instanceof PingWebSocketFrame
                || message instanceof PongWebSocketFrame
                || message instanceof ContinuationWebSocketFrame;
    }

    private boolean allowed() {
        long now = nanos.getAsLong();
        left = Math.min(BURST, left + (now - countedNanos) * (PER_SECOND / 1e9));
        countedNanos = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
