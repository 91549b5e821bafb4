package dev.antar.server.engine;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

/// Replies kept under their keys, for requests that change nothing in the database by which they
/// could be kept together. Implemented by `store`.
public interface Replies {

    /// The reply given before, or null. Fails with [KeyMismatch] where the key came with another
    /// request.
    Future<@Nullable StoredReply> find(IdempotencyKey key);

    /// Keeps a reply, unless there is one: then that is the answer.
    Future<StoredReply> keep(IdempotencyKey key, StoredReply reply);
}
