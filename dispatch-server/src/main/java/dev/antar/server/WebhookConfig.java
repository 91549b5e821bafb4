package dev.antar.server;

import dev.antar.server.webhooks.SendingLimits;

/// Where events may be sent, and how much at once.
///
/// @param allowPrivate also to this machine and its neighbours, and without TLS
public record WebhookConfig(boolean allowPrivate, SendingLimits limits) {

    public static WebhookConfig usual() {
        return new WebhookConfig(false, SendingLimits.usual());
    }
}
