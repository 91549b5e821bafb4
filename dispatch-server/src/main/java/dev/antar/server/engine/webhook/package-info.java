/// What the rest of the server must know of webhooks: receivers ([Webhook]), what waits for them
/// ([DeliveryQueue]), how a message is signed ([SigningSecret]) and where one may go
/// ([TargetRule]). Sending is in `webhooks`, keeping in `store`.
@org.jspecify.annotations.NullMarked
package dev.antar.server.engine.webhook;
