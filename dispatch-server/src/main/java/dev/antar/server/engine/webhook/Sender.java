package dev.antar.server.engine.webhook;

import io.vertx.core.Future;

/// Sends a message to its receiver, once. Implemented by `webhooks`; any event loop.
public interface Sender {

    /// Never fails: what went wrong is the attempt's outcome. Bounded in time, whatever the
    /// receiver does.
    Future<Attempt> send(Webhook to, Message message);
}
