package dev.antar.server.webhooks;

import dev.antar.server.engine.webhook.Attempt;
import dev.antar.server.engine.webhook.Webhook;

/// Hears what becomes of messages. The lanes' thread.
interface LaneListener {

    default void attempted(Attempt attempt) {}

    /// So many events were given up.
    default void died(int count) {}

    /// A receiver failed so often that it is tried only now and then.
    ///
    /// @param last the latest failure
    default void leftAlone(Webhook webhook, Attempt last) {}

    default void answersAgain(Webhook webhook) {}

    /// A receiver answered 410.
    default void gone(Webhook webhook) {}

    /// Another process owns the region.
    default void fenced() {}
}
