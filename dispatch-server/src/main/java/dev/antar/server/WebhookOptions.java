package dev.antar.server;

import dev.antar.server.webhooks.SendingLimits;

import picocli.CommandLine.Option;

/// How `antar serve` is told about webhooks.
final class WebhookOptions {

    @Option(
            names = "--webhooks-allow-private",
            description =
                    "Send events also to this machine and its neighbours, and without TLS. Only"
                            + " where whoever may add webhooks may reach them anyway"
                            + " (docs/webhooks.md).")
    private boolean allowPrivate;

    WebhookConfig read() {
        return new WebhookConfig(allowPrivate, SendingLimits.usual());
    }
}
