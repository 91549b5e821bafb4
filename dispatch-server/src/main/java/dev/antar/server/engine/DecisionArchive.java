package dev.antar.server.engine;

import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Records of decisions as far as they are kept. Implemented by the `store` package; may fail while
/// the database is away. A record may tell of an offer that was never committed: only events tell
/// what happened.
public interface DecisionArchive {

    /// A job's latest records, the earliest first, a few hundred at most.
    Future<List<DecisionRecord>> ofJob(JobId job);

    /// Records that name a driver, the earliest first: those of offers, and of each job's waits the
    /// first that considers him and the first that does not.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<Named> naming(DriverId driver, long fromMillis, long toMillis);

    /// A share of a region's records, some thousands at most however many there are, drawn evenly
    /// from what is stored: the same for the same seed while nothing is added.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<List<Recorded>> sample(String region, long fromMillis, long toMillis, int seed);

    /// The time of the earliest record that is kept, epoch milliseconds, or null where none is.
    Future<@Nullable Long> keptSince();

    /// What names a driver.
    ///
    /// @param all whether nothing is left out; of very many the later ones are
    record Named(List<Recorded> records, boolean all) {

        public Named {
            records = List.copyOf(records);
        }
    }

    /// A record and what came of it.
    ///
    /// @param event kind of the event by which the job was offered; null where it waits, or where
    ///   the offer was never committed
    /// @param unanswered whether that offer ran out without an answer; told of samples only
    record Recorded(DecisionRecord record, @Nullable String event, boolean unanswered) {

        /// Whether a job that waited was offered.
        public boolean offered() {
            return "OfferMade".equals(event);
        }

        /// Whether another driver was asked to take over a job that had one.
        public boolean swap() {
            return "SwapOffered".equals(event);
        }
    }
}
