package dev.antar.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Opens websockets the plain way, byte by byte, so that a client costs little beside the server.
final class Handshake {

    private static final int MASK = 0x5A17_C3E9;

    private Handshake() {}

    /// An open websocket; blocking.
    ///
    /// @param source the loopback address to come from
    static SocketChannel open(String source, int port, String path, boolean binary)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(source), 0));
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + (binary ? "Sec-WebSocket-Protocol: antar.driver.v1+binary\r\n" : "")
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder answer = new StringBuilder();
        // Nothing follows the head: the server speaks when it is spoken to.
        ByteBuffer part = ByteBuffer.allocate(1_024);
        while (answer.indexOf("\r\n\r\n") < 0) {
            if (channel.read(part.clear()) < 0) {
                throw new IOException("the handshake was cut off: " + answer);
            }
            answer.append(StandardCharsets.US_ASCII.decode(part.flip()));
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the handshake was refused: " + answer);
        }
        return channel;
    }

    /// Says hello as a driver, and goes on duty; blocking.
    static void goOnDuty(SocketChannel channel, String driver) throws IOException {
        send(channel, "{\"t\":\"hello\",\"proto\":1,\"driver\":\"" + driver + "\"}");
        expect(channel, "{\"t\":\"welcome\"");
        send(channel, "{\"t\":\"online\",\"id\":\"1\"}");
        expect(channel, "{\"t\":\"ack\",\"id\":\"1\",\"result\":\"DONE\"}");
    }

    /// A text frame as a client sends it.
    static byte[] textFrame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) 0x81);
        putLengthAndMask(frame, payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (MASK >> (24 - 8 * (i & 3)))));
        }
        byte[] bytes = new byte[frame.position()];
        frame.get(0, bytes);
        return bytes;
    }

    static void putLengthAndMask(ByteBuffer frame, int length) {
        if (length < 126) {
            frame.put((byte) (0x80 | length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) length);
        }
        frame.putInt(MASK);
    }

    /// Masks what was put into the buffer from `at` on.
    static void mask(ByteBuffer frame, int at) {
        long mask = ((long) MASK << 32) | (MASK & 0xffff_ffffL);
        int end = frame.position();
        int i = at;
        for (; i + 8 <= end; i += 8) {
            frame.putLong(i, frame.getLong(i) ^ mask);
        }
        for (; i < end; i++) {
            frame.put(i, (byte) (frame.get(i) ^ (MASK >> (24 - 8 * ((i - at) & 3)))));
        }
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(textFrame(text)));
    }

    /// Reads one frame; it must begin so.
    private static void expect(SocketChannel channel, String beginning) throws IOException {
        ByteBuffer head = read(channel, 2);
        int kind = head.get() & 0xff;
        int length = head.get() & 0x7f;
        if (length == 126) {
            length = read(channel, 2).getShort() & 0xffff;
        }
        String text = new String(read(channel, length).array(), StandardCharsets.UTF_8);
        if (kind != 0x81 || !text.startsWith(beginning)) {
            throw new IOException("instead of " + beginning + " came " + text);
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the socket was closed");
            }
        }
        return bytes.flip();
    }
}
