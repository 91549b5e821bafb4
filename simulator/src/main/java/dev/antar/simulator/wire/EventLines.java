package dev.antar.simulator.wire;

import io.vertx.core.json.JsonObject;

import java.util.function.Consumer;

/// Puts the lines of `text/event-stream` together to events. Comments, and events without a number
/// or data, are passed over.
final class EventLines {

    private final Consumer<JobEvent> events;
    private int retryMillis;
    private String id = "";
    private String kind = "";
    private final StringBuilder data = new StringBuilder();

    EventLines(Consumer<JobEvent> events) {
        this.events = events;
    }

    /// @param line without its end
    void line(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (text.isEmpty()) {
            finish();
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        String content = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "id" -> id = content;
            case "event" -> kind = content;
            case "data" -> data.append(content);
            case "retry" -> {
                if (content.matches("\\d{1,7}")) {
                    retryMillis = Integer.parseInt(content);
                }
            }
            default -> {}
        }
    }

    /// How long to wait before the stream is opened again, as the server last said; 0 where it said
    /// nothing.
    int retryMillis() {
        return retryMillis;
    }

    private void finish() {
        if (!data.isEmpty() && id.matches("\\d{1,9}")) {
            events.accept(
                    new JobEvent(Integer.parseInt(id), kind, new JsonObject(data.toString())));
        }
        id = "";
        kind = "";
        data.setLength(0);
    }
}
