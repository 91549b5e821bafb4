package dev.antar.benchmarks.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rows as a JSON array for programs.
public final class RowJson {

    private RowJson() {}

    public static void write(List<Row> rows, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file);
                JsonGenerator json =
                        new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("topic", row.topic());
                json.writeStringField("subject", row.subject());
                json.writeNumberField("drivers", row.drivers());
                json.writeStringField("metric", row.metric());
                json.writeNumberField("value", row.value());
                json.writeStringField("unit", row.unit());
                json.writeNumberField("spread", row.spread());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
