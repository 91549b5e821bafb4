package dev.antar.server.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/// Writes pieces of JSON as bytes: the elements of a list with commas between them and no brackets
/// around, so that pieces can be joined. For one beat.
final class JsonPieces {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
    private final JsonGenerator json;
    private final long nowMillis;

    interface Writing {

        void write(JsonGenerator json) throws IOException;
    }

    /// @param nowMillis the moment that ages are told of
    JsonPieces(long nowMillis) {
        this.nowMillis = nowMillis;
        try {
            json = FACTORY.createGenerator(bytes);
            json.setRootValueSeparator(new SerializedString(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] items(List<Item> items) {
        return piece(
                out -> {
                    for (Item item : items) {
                        item.write(out, nowMillis);
                    }
                });
    }

    byte[] left(List<Item> items) {
        return piece(
                out -> {
                    for (Item item : items) {
                        item.writeLeft(out);
                    }
                });
    }

    byte[] keys(List<Item> items) {
        return piece(
                out -> {
                    for (Item item : items) {
                        item.writeKey(out);
                    }
                });
    }

    /// What is written as one or more values.
    byte[] piece(Writing writing) {
        try {
            writing.write(json);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can always be written", e);
        }
        byte[] written = bytes.toByteArray();
        bytes.reset();
        // The generator takes all pieces for one list.
        boolean comma = written.length > 0 && written[0] == ',';
        return comma ? Arrays.copyOfRange(written, 1, written.length) : written;
    }
}
