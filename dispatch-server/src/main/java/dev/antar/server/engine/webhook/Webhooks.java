package dev.antar.server.engine.webhook;

import dev.antar.server.engine.IdempotencyKey;
import dev.antar.server.engine.StoredReply;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// The receivers and what waits for them, for those who look after them. Changes are made in one
/// transaction with the reply that is kept under their key, so that repeating one does not do it
/// again. Implemented by `store`; may fail while the database is away.
public interface Webhooks {

    /// More receivers than this are refused.
    int MOST = 50;

    Future<List<Webhook>> all();

    Future<@Nullable Webhook> find(String id);

    /// Adds one: it is sent what is committed from now on.
    ///
    /// @param reply from the number of receivers before: a refusal changes nothing and is not kept
    Future<StoredReply> add(
            Webhook added, IdempotencyKey key, Function<Integer, StoredReply> reply);

    /// Changes one, or takes it away.
    Future<StoredReply> change(String id, @Nullable IdempotencyKey key, Wish wish);

    /// What is wanted of a receiver.
    interface Wish {

        /// Says what shall become of it, and what is answered.
        ///
        /// @param before what it is, null where there is none
        /// @param nowMillis by the clock that also says when a previous secret has had its time; 0
        ///   where there is no receiver
        Change of(@Nullable Webhook before, long nowMillis);
    }

    /// What shall become of a receiver, and what is answered.
    ///
    /// @param fate null leaves it as it is
    record Change(@Nullable Fate fate, StoredReply reply) {}

    /// What becomes of a receiver.
    sealed interface Fate {

        record Replaced(Webhook by) implements Fate {}

        /// With all that waits for it and its dead letters.
        record Removed() implements Fate {}
    }

    /// How it stands with each receiver that something waits for, or gave up on.
    Future<List<Backlog>> backlogs();

    /// What waits for a receiver.
    ///
    /// @param oldestMillis how long the oldest has waited, 0 where nothing waits
    record Backlog(String webhook, int waiting, int dead, long oldestMillis) {}

    /// Events that were given up, the latest first.
    Future<List<DeadLetter>> deadLetters(String webhook, int most);

    /// An event that was given up.
    ///
    /// @param status of the last attempt
    record DeadLetter(
            EventId id,
            String job,
            int version,
            String kind,
            int attempts,
            int status,
            String failure,
            long diedAtMillis) {}

    /// Lets dead letters wait again as if they were new; those that are none are passed over.
    ///
    /// @param letters null for all of them
    /// @param reply from how many there were, or null where there is no such receiver
    Future<StoredReply> resend(
            String webhook,
            @Nullable List<EventId> letters,
            IdempotencyKey key,
            Function<@Nullable Integer, StoredReply> reply);
}
