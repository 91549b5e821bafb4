package dev.antar.server.connections;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Cuts off whoever sends requests by the dozen without waiting for an answer. Browsers and proxies
/// send one and wait; a connection that always has the next ones ready would be served a dozen
/// times before an honest one has its turn. What it asked before is answered first, as far as the
/// answer is there. The connection's event loop.
final class HeadGuard extends ChannelInboundHandlerAdapter {

    /// Requests that come together with one before them, and may come back in a second.
    static final int PER_SECOND = 20;

    static final int BURST = 20;

    /// For the answers that are there to go out.
    static final int LAST_MILLIS = 4_000;

    private final LongSupplier nanos;
    private final Runnable broken;
    private final Allowance ahead;

    /// Something of what is being read was a request.
    private boolean asked;

    private boolean over;

    /// @param broken is called when the connection is cut off
    HeadGuard(LongSupplier nanos, Runnable broken) {
        this.nanos = nanos;
        this.ahead = new Allowance(PER_SECOND, BURST, nanos.getAsLong());
        this.broken = broken;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) throws Exception {
        if (message instanceof HttpRequest && !over && !allowed()) {
            over = true;
            broken.run();
            var _ =
                    channel.executor()
                            .schedule(
                                    () -> {
                                        var _ = channel.close();
                                    },
                                    LAST_MILLIS,
                                    TimeUnit.MILLISECONDS);
        }
        if (over) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(channel, message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) throws Exception {
        asked = false;
        super.channelReadComplete(channel);
        if (over) {
            var _ =
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private boolean allowed() {
        if (asked) {
            return ahead.take(nanos.getAsLong());
        }
        asked = true;
        return true;
    }
}
