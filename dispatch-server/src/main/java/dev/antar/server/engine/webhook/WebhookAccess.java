package dev.antar.server.engine.webhook;

import dev.antar.server.engine.Replies;

/// All that is needed to look after webhooks.
///
/// @param replies for what changes nothing but has an effect outside
/// @param rule by which addresses are judged before they are kept
public record WebhookAccess(Webhooks webhooks, Replies replies, Sender sender, TargetRule rule) {}
