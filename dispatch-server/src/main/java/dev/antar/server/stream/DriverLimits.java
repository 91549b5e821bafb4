package dev.antar.server.stream;

import io.vertx.core.json.JsonObject;

/// How much one driver's socket may send; `welcome` tells it. Beyond that a frame is answered by an
/// error and not read.
///
/// @param frames text and binary frames of any kind
/// @param fixes what is in the frames
public record DriverLimits(Rate frames, Rate fixes) {

    /// The largest frame, bytes.
    static final int FRAME_BYTES = 16 * 1024;

    /// Frames above the rate that are answered before the socket is closed.
    static final int EXCESS = 100;

    /// And so many that may still be on their way then.
    private static final int BLIND = 100;

    /// Fixes in one frame.
    static final int FIXES_PER_FRAME = 500;

    /// A rate with bursts.
    ///
    /// @param perSecond 1 to 1,000,000
    /// @param burst at least 1
    public record Rate(int perSecond, int burst) {

        TokenBucket bucket() {
            return new TokenBucket(perSecond, burst);
        }
    }

    public DriverLimits {
        if (fixes.burst() < FIXES_PER_FRAME) {
            throw new IllegalArgumentException(
                    "fixes.burst="
                            + fixes.burst()
                            + ": must be at least "
                            + FIXES_PER_FRAME
                            + ", or a full frame never passes");
        }
    }

    /// Enough for a phone that reports every second and now and then comes out of a tunnel.
    public static DriverLimits standard() {
        return new DriverLimits(new Rate(10, 30), new Rate(50, 1_000));
    }

    /// More frames than a session takes: who sends these does not read that he shall not.
    Rate mostFrames() {
        return new Rate(2 * frames.perSecond(), frames.burst() + EXCESS + BLIND);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("frameBytes", FRAME_BYTES)
                .put("framesPerSecond", frames.perSecond())
                .put("frameBurst", frames.burst())
                .put("fixesPerFrame", FIXES_PER_FRAME)
                .put("fixesPerSecond", fixes.perSecond())
                .put("fixBurst", fixes.burst());
    }
}
