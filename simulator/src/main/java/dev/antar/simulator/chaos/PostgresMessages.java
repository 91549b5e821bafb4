package dev.antar.simulator.chaos;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Takes PostgreSQL's messages out of the bytes of one direction, whatever pieces they come in. Of
/// the protocol (version 3) it knows that messages have a type and a length, and that the first
/// ones of a client have no type.
final class PostgresMessages {

    private static final int LENGTH_BYTES = 4;
    private static final int STARTUP = 3 << 16;

    /// One message.
    ///
    /// @param type its letter, or 0 for those before the session has begun
    record Message(char type, Buffer body) {

        /// The zero-terminated text that begins here.
        String text(int from) {
            int end = from;
            while (end < body.length() && body.getByte(end) != 0) {
                end++;
            }
            return body.getString(from, end, StandardCharsets.UTF_8.name());
        }
    }

    private Buffer unread = Buffer.buffer();
    private boolean typed;

    /// @param typed whether the session has begun, so that every message has a type
    PostgresMessages(boolean typed) {
        this.typed = typed;
    }

    void add(Buffer bytes) {
        unread = unread.length() == 0 ? bytes : unread.copy().appendBuffer(bytes);
    }

    /// The next message that is there as a whole, or null.
    @Nullable Message next() {
        int head = typed ? 1 : 0;
        if (unread.length() < head + LENGTH_BYTES) {
            return null;
        }
        int length = unread.getInt(head);
        if (length < LENGTH_BYTES || unread.length() < head + length) {
            return null;
        }
        char type = typed ? (char) unread.getByte(0) : 0;
        Buffer body = unread.getBuffer(head + LENGTH_BYTES, head + length);
        unread = unread.getBuffer(head + length, unread.length());
        if (!typed && body.length() >= LENGTH_BYTES && body.getInt(0) == STARTUP) {
            typed = true;
        }
        return new Message(type, body);
    }
}
