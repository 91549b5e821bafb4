package dev.antar.server.engine.webhook;

/// What became of one attempt to send a message.
///
/// @param status the receiver's answer, or 0 where there was none
/// @param retryAfterSeconds when the receiver wants to be asked again, or 0
/// @param tookMillis from its begin
public record Attempt(Outcome outcome, int status, int retryAfterSeconds, long tookMillis) {

    /// The receiver wants nothing more, ever.
    public static final int GONE = 410;

    /// How it ended.
    public enum Outcome {
        /// An answer from 200 to 299.
        DELIVERED,
        /// Any other answer, but for those below.
        REFUSED,
        /// An answer that points elsewhere: nobody goes there.
        REDIRECTED,
        /// No answer in time.
        TIMED_OUT,
        /// No connection, or one that broke.
        UNREACHABLE,
        /// The certificate is not to be trusted, or is another host's.
        UNTRUSTED,
        /// No address is known for the host's name.
        UNKNOWN_HOST,
        /// The name leads, or also leads, to an address that is not for everybody.
        INTERNAL_ADDRESS
    }

    public boolean delivered() {
        return outcome == Outcome.DELIVERED;
    }

    public boolean gone() {
        return status == GONE;
    }
}
