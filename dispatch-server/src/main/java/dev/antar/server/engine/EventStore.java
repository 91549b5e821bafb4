package dev.antar.server.engine;

import dev.antar.core.engine.Event;
import dev.antar.core.engine.Fairness;
import dev.antar.core.engine.Income;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobState;
import dev.antar.core.matching.AcceptanceEntry;
import dev.antar.core.offer.OfferOutcome;
import dev.antar.core.travel.SpeedEntry;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where a region's events are kept. Implemented by the `store` package.
public interface EventStore {

    /// Takes the region over: from now on only writes with the returned epoch succeed, those of
    /// whoever had it before are refused.
    Future<Opened> open(String region);

    /// Writes a batch in one transaction and one round trip, all or nothing.
    ///
    /// Fails with [Fenced] when another process has taken the region over. Any other failure leaves
    /// open whether it was written: ask [#lastSeq] before writing it again.
    Future<Void> commit(Batch batch);

    /// The number of the latest event written for this region; for finding out what became of a
    /// commit whose answer was lost. Fails with [Fenced] as above.
    Future<Long> lastSeq(String region, long epoch);

    /// Keeps what the region has learned, for the next start. May be lost or late: it is
    /// statistics, and nothing that was promised rests on it.
    default Future<Void> keepLearned(String region, long epoch, Learned learned) {
        return Future.succeededFuture();
    }

    /// Keeps what the region remembers of drivers' pay, and what regard to it cost on the latest
    /// days, for the next start. May be lost or late as well.
    ///
    /// @param incomes of those to whom something was added since the last time
    default Future<Void> keepIncomes(
            String region, long epoch, List<Income> incomes, List<Fairness.Day> days) {
        return Future.succeededFuture();
    }

    /// What is known already of a request: the reply stored under its key, if any. Where it is not
    /// known, the name it chose for a new job is claimed for the region; a name that is not claimed
    /// here is claimed by the commit that writes its job.
    ///
    /// @param newJob the name that the request chose, if it did
    Future<Prior> prior(String region, String key, @Nullable JobId newJob);

    /// How an offer of the region ended, however long ago; null where there is none of that number,
    /// or it has not ended.
    Future<@Nullable PastOffer> pastOffer(String region, long offer);

    /// How a job of the region ended, however long ago; null where there is none of that name, or
    /// it is open.
    Future<@Nullable PastJob> pastJob(String region, JobId job);

    /// A region that was taken over.
    ///
    /// @param epoch to write with
    /// @param snapshot from which the region goes on
    /// @param lastAtMillis when its last event happened, whoever's it was and whether it is in the
    ///   snapshot or not, epoch milliseconds; 0 where nothing has happened
    record Opened(long epoch, Snapshot snapshot, long lastAtMillis) {}

    /// What a region has learned.
    ///
    /// @param speeds how long drives really take
    /// @param acceptance how offers end
    record Learned(List<SpeedEntry> speeds, List<AcceptanceEntry> acceptance) {}

    /// What is written together.
    ///
    /// @param events in order, continuing the region's numbers
    /// @param replies to keep in the same transaction
    record Batch(String region, long epoch, List<Event> events, List<KeyedReply> replies) {}

    /// A reply and the key it is kept under.
    record KeyedReply(IdempotencyKey key, StoredReply reply) {}

    /// What is known of a request.
    ///
    /// @param reply null where the key is new
    /// @param nameTaken whether the new job's name belongs to a job of another region, or to one
    ///   that has ended
    record Prior(@Nullable Found reply, boolean nameTaken) {}

    /// An offer that has ended.
    ///
    /// @param driver to whom it was made
    record PastOffer(DriverId driver, OfferOutcome outcome) {}

    /// A job that has ended.
    ///
    /// @param driver who completed it; null unless it is completed
    record PastJob(JobState state, @Nullable DriverId driver) {}

    /// A reply given before.
    ///
    /// @param requestHash of the request that the key first came with
    record Found(String requestHash, StoredReply reply) {}

    /// Another process owns the region now; this one must stop.
    final class Fenced extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Fenced(String region, long epoch) {
            super("Region " + region + " was taken over from epoch " + epoch);
        }
    }
}
