package dev.antar.server.engine;

import dev.antar.core.fleet.DriverId;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Cases of drivers who object, and what became of them. Implemented by the `store` package; may
/// fail while the database is away. What was written once is never changed.
public interface CaseArchive {

    /// What a driver may object to.
    enum Subject {
        /// A job that he got or did not get.
        JOB,
        /// What a day's statement says.
        STATEMENT,
        /// That he was paused.
        PAUSE,
        OTHER
    }

    /// What a human decided on a case.
    enum Outcome {
        /// The decision stands.
        UPHELD,
        /// It is changed for the future, or corrected.
        CHANGED,
        /// The driver is compensated.
        COMPENSATED,
        /// It was none of this system's decisions.
        NOT_OURS
    }

    /// An objection.
    ///
    /// @param region where it was decided, or null where that is not known
    /// @param job that it is about, or null
    /// @param day that it is about, as 2026-11-25, or null
    /// @param words the driver's own
    /// @param evidence what was known then, JSON
    record Opened(
            String id,
            DriverId driver,
            @Nullable String region,
            Subject subject,
            @Nullable String job,
            @Nullable String day,
            String words,
            String evidence,
            long openedAtMillis,
            long dueAtMillis) {}

    /// One step in a case's history after its opening.
    ///
    /// @param kind `ANSWERED`, or `SENT` when the driver was told of it on his socket
    record Entry(
            long atMillis,
            String kind,
            @Nullable String by,
            @Nullable Outcome outcome,
            @Nullable String words) {}

    /// A case with all that became of it, in order.
    record ReviewCase(Opened opened, List<Entry> history) {

        public ReviewCase {
            history = List.copyOf(history);
        }

        /// The answer that counts, or null while there is none.
        public @Nullable Entry answer() {
            return history.reversed().stream()
                    .filter(entry -> entry.kind().equals("ANSWERED"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// Which cases somebody wants to see.
    ///
    /// @param driver only his, or null
    /// @param region only from there, or null
    /// @param after the last of the list before, or null
    record Wanted(
            State state,
            @Nullable String driver,
            @Nullable String region,
            @Nullable String after,
            long nowMillis,
            int most) {}

    /// How far cases have come.
    enum State {
        /// The most urgent first.
        OPEN,
        /// Open beyond their deadline, the oldest first.
        OVERDUE,
        /// The latest first.
        ANSWERED,
        /// The latest first.
        ALL
    }

    /// How many wait for an answer, and how many of them too long.
    record Waiting(long open, long overdue) {}

    /// An answer of which its driver has not been told.
    record Untold(String id, DriverId driver) {}

    /// Opens a case under a key that its sender may use again.
    ///
    /// @return the reply, stored with it or before; null where the driver has too many open. Fails
    ///   with [KeyMismatch] when the key came with another request
    Future<@Nullable StoredReply> open(
            Opened opened, IdempotencyKey key, StoredReply reply, int mostOpen);

    /// Answers an open case, or one that has been answered when the answer corrects.
    ///
    /// @return the reply, stored with it or before; null where the case is not open. Fails as above
    Future<@Nullable StoredReply> answer(
            String id, Entry answer, boolean corrects, IdempotencyKey key, StoredReply reply);

    /// The case with this id, or null.
    Future<@Nullable ReviewCase> find(String id);

    Future<List<ReviewCase>> list(Wanted wanted);

    Future<Waiting> waiting(long nowMillis);

    /// The answers of which nobody has been told, a few thousand at most.
    Future<List<Untold>> untold();

    /// The driver was told of the answer.
    Future<Void> told(String id, long atMillis);
}
