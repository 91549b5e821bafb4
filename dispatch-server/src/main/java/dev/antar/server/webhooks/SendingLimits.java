package dev.antar.server.webhooks;

/// How much is sent at once, and how long anything may take.
///
/// @param atOnce messages under way to one receiver, of different jobs
/// @param connectMillis for a connection
/// @param totalMillis for a whole attempt, from the look-up of the name to the end of the answer
/// @param answerBytes of an answer's body; what is longer is cut off
/// @param firstRetryMillis after a first failure; each further one waits three times as long
/// @param waiting events of one region taken up for one receiver; the log keeps the rest
/// @param giveUpMillis how long an event may wait in all while its receiver fails
/// @param deadLetterDays how long what was given up is kept
public record SendingLimits(
        int atOnce,
        int connectMillis,
        int totalMillis,
        int answerBytes,
        long firstRetryMillis,
        int waiting,
        long giveUpMillis,
        int deadLetterDays) {

    public static SendingLimits usual() {
        return new SendingLimits(8, 3_000, 10_000, 16_384, 5_000, 10_000, 26 * 3_600_000L, 30);
    }
}
