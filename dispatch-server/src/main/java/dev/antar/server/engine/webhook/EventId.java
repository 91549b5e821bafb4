package dev.antar.server.engine.webhook;

import org.jspecify.annotations.Nullable;

/// An event's name for receivers: its region and number. The same whenever it is sent.
public record EventId(String region, long seq) {

    /// The value of `webhook-id`. No region's name has a full stop, which would end it.
    public String text() {
        return region + "-" + seq;
    }

    /// Reads one back, or null where the text is none.
    public static @Nullable EventId parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 1) {
            return null;
        }
        try {
            return new EventId(text.substring(0, dash), Long.parseLong(text.substring(dash + 1)));
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
