package dev.antar.server.engine.webhook;

import io.vertx.core.Future;

import java.util.List;

/// What waits to be sent, of one region to one webhook. Everything is kept at once, so that nothing
/// is forgotten by whoever dies in between; the worst that can happen is that something is sent
/// again. Implemented by `store`.
public interface DeliveryQueue {

    /// Takes up the events that were committed since the last call: those the webhook wants begin
    /// to wait, in the transaction that moves its place in the log forward. So none is skipped.
    ///
    /// Fails with [dev.antar.server.engine.EventStore.Fenced] when another process has taken the
    /// region over: then nothing more may be sent from here.
    ///
    /// @param most events to read
    /// @param mostWaiting nothing is taken up while so many wait; the log keeps the rest
    /// @return how many events were read
    Future<Integer> take(Lane lane, int most, int mostWaiting);

    /// Of each job the first event that waits, where its time has come; those that have waited
    /// longest first. Empty for whoever no longer owns the region.
    ///
    /// @param busyJobs to leave out
    Future<List<Delivery>> due(Lane lane, List<String> busyJobs, int most);

    /// Keeps what became of attempts. Doing it twice is as doing it once.
    Future<Void> settle(Lane lane, List<Settled> outcomes);

    /// Gives up all that has waited for so long.
    ///
    /// @return how many
    Future<Integer> giveUpOlder(Lane lane, long ageMillis);

    /// All that waits may be tried at once: the receiver is back.
    Future<Void> hurry(Lane lane);

    /// The receiver wants nothing more.
    Future<Void> gone(String webhook);

    /// Whose turn it is.
    ///
    /// @param epoch of the region's owner
    record Lane(String webhook, String region, long epoch) {}

    /// What became of an attempt.
    ///
    /// @param attempts with this one
    /// @param retryMillis when it is tried again, from now; 0 unless the fate is WAITING
    /// @param status of the receiver's answer, or 0
    /// @param failure a word, empty where it was delivered
    record Settled(
            long seq, Fate fate, int attempts, long retryMillis, int status, String failure) {}

    /// What becomes of an event after an attempt.
    enum Fate {
        DELIVERED,
        WAITING,
        DEAD
    }
}
