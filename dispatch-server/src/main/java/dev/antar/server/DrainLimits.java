package dev.antar.server;

/// How long a server may take to stop.
///
/// @param delayMillis in which it says that it will stop and does everything as before, so that
///   load balancers notice
/// @param offersMillis for answers to the offers that were made
/// @param lastWordMillis in which phones that were told to come back may still use their sockets
/// @param restMillis for what must be written, and for all else
public record DrainLimits(
        long delayMillis, long offersMillis, long lastWordMillis, long restMillis) {

    /// Waits for nobody.
    public static final DrainLimits AT_ONCE = new DrainLimits(0, 0, 0, 20_000);

    private static final long LONGEST_DELAY_SECONDS = 600;
    private static final long LONGEST_SECONDS = 3_600;
    private static final long LAST_WORD_MILLIS = 1_000;

    /// Of what must be written, closed and told.
    private static final long REST_MILLIS = 4_000;

    /// The shares of a time that is given as a whole: what is to be written comes before those who
    /// could still say something, and these before offers that could still be answered.
    ///
    /// @param delaySeconds before it begins to stop, 0 to 600
    /// @param seconds from then to its end, 1 to 3600
    /// @throws IllegalArgumentException naming the option
    public static DrainLimits within(long delaySeconds, long seconds) {
        require("--drain-delay", delaySeconds, 0, LONGEST_DELAY_SECONDS);
        require("--drain", seconds, 1, LONGEST_SECONDS);
        long whole = seconds * 1_000;
        long lastWord = Math.min(LAST_WORD_MILLIS, whole / 5);
        long rest = Math.min(REST_MILLIS, whole - lastWord);
        return new DrainLimits(delaySeconds * 1_000, whole - lastWord - rest, lastWord, rest);
    }

    /// From the beginning to the end, at most.
    public long wholeMillis() {
        return delayMillis + offersMillis + lastWordMillis + restMillis;
    }

    private static void require(String option, long seconds, long least, long most) {
        if (seconds < least || seconds > most) {
            throw new IllegalArgumentException(
                    option
                            + "="
                            + seconds
                            + ": must be from "
                            + least
                            + " to "
                            + most
                            + " seconds");
        }
    }
}
