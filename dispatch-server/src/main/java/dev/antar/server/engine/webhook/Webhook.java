package dev.antar.server.engine.webhook;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A receiver of events: where to, which, and how they are signed.
///
/// @param about what it is for, in the operator's words
/// @param kinds names of events; empty for all
/// @param previous signs beside `secret`, so that a receiver can change over without refusing
///   anything; null once it has had its time
/// @param previousUntilMillis when that is, epoch milliseconds by the database's clock; 0 where
///   there is no previous one
public record Webhook(
        String id,
        String url,
        String about,
        List<String> kinds,
        State state,
        SigningSecret secret,
        @Nullable SigningSecret previous,
        long previousUntilMillis,
        long createdAtMillis) {

    /// Whether messages are sent, and if not, why.
    public enum State {
        ENABLED,
        /// By an operator.
        DISABLED,
        /// By the receiver, who answered 410.
        GONE
    }

    public Webhook {
        kinds = List.copyOf(kinds);
    }

    public boolean enabled() {
        return state == State.ENABLED;
    }

    /// The value of `webhook-signature`: one signature, two while the secret changes.
    public String signatures(String messageId, long timestampSeconds, byte[] body) {
        String now = secret.sign(messageId, timestampSeconds, body);
        return previous == null
                ? now
                : now + " " + previous.sign(messageId, timestampSeconds, body);
    }

    /// The same, wanted otherwise.
    public Webhook changed(String otherUrl, String otherAbout, List<String> others, State other) {
        return new Webhook(
                id,
                otherUrl,
                otherAbout,
                others,
                other,
                secret,
                previous,
                previousUntilMillis,
                createdAtMillis);
    }
}
