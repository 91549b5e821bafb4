package dev.antar.server.connections;

/// How many frames of every kind a websocket may send before it is cut off without a word.
///
/// @param perSecond that come back, at least 1
/// @param burst at once, at least 1
public record FrameRate(int perSecond, int burst) {

    public FrameRate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "frames perSecond="
                            + perSecond
                            + " burst="
                            + burst
                            + ": must be at least 1 each");
        }
    }
}
