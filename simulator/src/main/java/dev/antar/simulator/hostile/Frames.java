package dev.antar.simulator.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Websocket frames as a client sends them (RFC 6455), and as it must not. The mask is zero, which
/// a server has to take like any other.
final class Frames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int PING = 9;

    /// Part of the first byte: the last frame of a message; a compressed one.
    static final int FINAL = 0x80;

    static final int COMPRESSED = 0x40;

    private static final int MASKED = 0x80;

    private Frames() {}

    static byte[] text(String text) {
        return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param first the first byte: kind and flags
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.writeBytes(head(first, payload.length));
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /// What comes before so many bytes of payload.
    static byte[] head(int first, long length) {
        ByteBuffer head = ByteBuffer.allocate(14);
        head.put((byte) first);
        if (length < 126) {
            head.put((byte) (MASKED | length));
        } else if (length < 65_536) {
            head.put((byte) (MASKED | 126)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | 127)).putLong(length);
        }
        head.putInt(0);
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }
}
