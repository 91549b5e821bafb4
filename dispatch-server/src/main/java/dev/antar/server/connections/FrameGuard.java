package dev.antar.server.connections;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Breaks a websocket that floods the server with frames, before any session sees them. The
/// socket's event loop.
final class FrameGuard extends ChannelInboundHandlerAdapter {

    /*
    Sessions count messages themselves and say why they close. What they cannot bound is counted
    here: pings, each of which is answered whether the client reads or not; pieces of a message; all
    that comes while a session does not listen, because its driver is being registered or because
    it has already said goodbye. A client that is told to go has some seconds for his own goodbye,
    in which nothing else of his is read; who goes on sending is cut off at once, and who neither
    answers nor reads when the time is over: Vert.x would wait for ever until its goodbye has been
    written.
    */

    /// Frames without content that come back in a second; phones and browsers send one in many
    /// seconds.
    static final int PER_SECOND = 20;

    static final int BURST = 100;

    /// From the server's goodbye until the connection is broken.
    static final int GOODBYE_MILLIS = 4_000;

    private final LongSupplier nanos;
    private final Runnable broken;
    private final Allowance empty;
    private final Allowance all;
    private @Nullable ChannelHandlerContext own;
    private boolean over;
    private boolean closing;
    private @Nullable Future<?> end;

    /// @param frames of every kind; more than any session takes
    /// @param broken is called when the socket is broken
    FrameGuard(FrameRate frames, LongSupplier nanos, Runnable broken) {
        this.nanos = nanos;
        this.broken = broken;
        this.empty = new Allowance(PER_SECOND, BURST, nanos.getAsLong());
        this.all = new Allowance(frames.perSecond(), frames.burst(), nanos.getAsLong());
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) throws Exception {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof WebSocketFrame && !allowed(message)) {
            over = true;
            ReferenceCountUtil.release(message);
            broken.run();
            var _ = channel.close();
        } else if (closing && !(message instanceof CloseWebSocketFrame)) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(channel, message);
        }
    }

    /// What stands behind Vert.x in the channel, and so hears first when the socket is to be
    /// closed: Vert.x keeps that to itself until its goodbye has gone out.
    ChannelHandler goodbye() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext channel, ChannelPromise promise)
                    throws Exception {
                closes();
                super.close(channel, promise);
            }
        };
    }

    private void closes() {
        ChannelHandlerContext channel = own;
        if (!closing && channel != null) {
            closing = true;
            end =
                    channel.executor()
                            .schedule(
                                    () -> {
                                        var _ = channel.close();
                                    },
                                    GOODBYE_MILLIS,
                                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext channel) {
        own = channel;
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) throws Exception {
        Future<?> waiting = end;
        if (waiting != null) {
            var _ = waiting.cancel(false);
        }
        super.channelInactive(channel);
    }

    private boolean allowed(Object frame) {
        long now = nanos.getAsLong();
        boolean may = all.take(now);
        return carriesNothing(frame) ? empty.take(now) && may : may;
    }

    private static boolean carriesNothing(Object frame) {
        return frame instanceof PingWebSocketFrame
                || frame instanceof PongWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame;
    }
}
