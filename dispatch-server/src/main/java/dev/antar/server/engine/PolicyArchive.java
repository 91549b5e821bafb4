package dev.antar.server.engine;

import dev.antar.core.engine.Event;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Changes of policy as they were committed. Implemented by the `store` package; may fail while the
/// database is away.
public interface PolicyArchive {

    /// A region's latest changes, the latest first.
    ///
    /// @param most how many at most
    Future<List<Event.PolicyChanged>> changes(String region, int most);

    /// How the jobs went that were asked for in slots of time, those of each slot's beginning left
    /// out; slots without a job are left out too.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<List<SlotOutcome>> outcomes(
            String region, int slotMillis, long burnInMillis, long fromMillis, long toMillis);

    /// The jobs asked for in a slot.
    ///
    /// @param slot epoch milliseconds of its begin, divided by its length
    /// @param meanWaitS from request to pickup of the completed ones, seconds
    record SlotOutcome(long slot, int requested, int completed, double meanWaitS) {}

    /// Keeps a comparison under its SHA-256; the same again changes nothing.
    ///
    /// @return false where too many are kept already
    Future<Boolean> keepReport(String digest, String text);

    /// The comparison with this SHA-256 as it was kept, or null.
    Future<@Nullable String> report(String digest);

    /// The change with this number, or null.
    Future<Event.@Nullable PolicyChanged> change(String region, long seq);
}
