package dev.antar.server.recording;

/// How much is kept.
///
/// @param bytes of all of a region's recordings, at least 1 MiB
/// @param days after which a recording that has ended is deleted, with the positions in it, 1 to
///   3650
public record RecordingLimits(long bytes, int days) {

    /// Ten years.
    public static final int MOST_DAYS = 3_650;

    private static final long LEAST_BYTES = 1 << 20;

    public RecordingLimits {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "bytes=" + bytes + ": must be at least " + LEAST_BYTES);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days=" + days + ": must be from 1 to " + MOST_DAYS);
        }
    }
}
