package dev.antar.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.WebSocketInternal;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A websocket of Vert.x. Takes frames as bytes: text that is read as JSON need not become a string
/// first. One object for all of a socket's handlers, for there are many sockets.
final class VertxLink implements Link, Handler<WebSocketFrame> {

    /// Bytes that may wait to go out before the link is full.
    private static final int QUEUE_BYTES = 64 * 1024;

    private static final List<Class<? extends ChannelHandler>> HTTP_ONLY =
            List.of(IdleStateHandler.class, ChunkedWriteHandler.class);

    private final ServerWebSocket socket;
    private final int maxBytes;
    private @Nullable Owner owner;

    /// The beginning of a message in several frames.
    private @Nullable Buffer begun;

    private boolean begunAsText;

    /// @param maxBytes the largest message that is taken, in one frame or several
    VertxLink(ServerWebSocket socket, int maxBytes) {
        this.socket = socket;
        this.maxBytes = maxBytes;
    }

    /// Begins to tell the owner what happens.
    void connect(Owner to) {
        owner = to;
        shed();
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        socket.frameHandler(this);
        socket.drainHandler(_ -> to.drained());
        socket.exceptionHandler(to::broken);
        socket.closeHandler(_ -> to.closed());
    }

    /// Takes out of the channel what only HTTP needs: the timer of idle requests, for sockets are
    /// looked after by their loop, and the writer of files. With thousands of sockets it is felt.
    private void shed() {
        if (socket instanceof WebSocketInternal websocket) {
            ChannelPipeline pipeline = websocket.channelHandlerContext().pipeline();
            for (Class<? extends ChannelHandler> kind : HTTP_ONLY) {
                ChannelHandler handler = pipeline.get(kind);
                if (handler != null) {
                    pipeline.remove(handler);
                }
            }
        }
    }

    @Override
    public void handle(WebSocketFrame frame) {
        Owner to = owner;
        if (to == null) {
            return;
        }
        switch (frame.type()) {
            case TEXT, BINARY -> {
                if (frame.isFinal()) {
                    begun = null;
                    deliver(to, frame.binaryData(), frame.isText());
                } else {
                    begun = Buffer.buffer().appendBuffer(frame.binaryData());
                    begunAsText = frame.isText();
                }
            }
            case CONTINUATION -> goOn(to, frame);
            case PING, PONG -> to.stirred();
            case CLOSE -> {}
        }
    }

    @Override
    public boolean open() {
        return !socket.isClosed();
    }

    @Override
    public boolean full() {
        return socket.writeQueueFull();
    }

    @Override
    public void write(String text) {
        // A write that fails is a closed socket, of which the close handler tells.
        socket.writeTextMessage(text);
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public void close(int code, String reason) {
        socket.close((short) code, reason);
    }

    @Override
    public void cut() {
        // Closing the websocket would first write a frame, behind what the client does not read.
        if (socket instanceof WebSocketInternal websocket) {
            ChannelHandlerContext channel = websocket.channelHandlerContext();
            var _ = channel.close();
        }
    }

    private void goOn(Owner to, WebSocketFrame frame) {
        Buffer message = begun;
        if (message == null) {
            return;
        }
        if (message.length() + frame.binaryData().length() > maxBytes) {
            begun = null;
            to.broken(new IllegalStateException("message above " + maxBytes + " bytes"));
            return;
        }
        message.appendBuffer(frame.binaryData());
        if (frame.isFinal()) {
            begun = null;
            deliver(to, message, begunAsText);
        }
    }

    private static void deliver(Owner to, Buffer buffer, boolean text) {
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        byte[] array;
        int offset;
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            array = bytes.array();
            offset = bytes.arrayOffset() + bytes.readerIndex();
        } else {
            array = ByteBufUtil.getBytes(bytes);
            offset = 0;
        }
        if (text) {
            to.text(array, offset, length);
        } else {
            to.binary(array, offset, length);
        }
    }
}
