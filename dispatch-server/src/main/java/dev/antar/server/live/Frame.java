package dev.antar.server.live;

import io.vertx.core.buffer.Buffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A JSON text in parts, most of which other frames share. Built by one thread, then read by
/// another; the parts are never changed.
final class Frame {

    private static final byte[] COMMA = {','};
    private static final byte[] END = {']'};

    private final List<byte[]> parts = new ArrayList<>();
    private int length;

    int length() {
        return length;
    }

    Frame text(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Frame add(byte[] part) {
        parts.add(part);
        length += part.length;
        return this;
    }

    /// A field whose value is a list that begins; [#elements] and [#endList] follow.
    Frame list(String field) {
        return text(",\"" + field + "\":[");
    }

    /// Pieces of a list.
    Frame elements(List<byte[]> pieces) {
        boolean first = true;
        for (byte[] piece : pieces) {
            if (piece.length > 0) {
                if (!first) {
                    add(COMMA);
                }
                first = false;
                add(piece);
            }
        }
        return this;
    }

    Frame endList() {
        return add(END);
    }

    /// Reads the frame from a point on.
    Reader reader() {
        return new Reader();
    }

    @Override
    public String toString() {
        return reader().next(length).toString(StandardCharsets.UTF_8);
    }

    /// Takes the frame out in chunks, so that a slow socket holds little of it at a time.
    final class Reader {

        private int part;
        private int offset;
        private int remaining = length;

        /// How many bytes are still to be taken.
        int remaining() {
            return remaining;
        }

        /// The next bytes, at most so many.
        Buffer next(int most) {
            Buffer chunk = Buffer.buffer(Math.min(most, remaining));
            while (part < parts.size() && chunk.length() < most) {
                byte[] from = parts.get(part);
                int taken = Math.min(most - chunk.length(), from.length - offset);
                chunk.appendBytes(from, offset, taken);
                offset += taken;
                if (offset == from.length) {
                    part++;
                    offset = 0;
                }
            }
            remaining -= chunk.length();
            return chunk;
        }
    }
}
