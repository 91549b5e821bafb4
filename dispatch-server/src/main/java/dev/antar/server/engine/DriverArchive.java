package dev.antar.server.engine;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Events of drivers as they were committed. Implemented by the `store` package; may fail while the
/// database is away.
public interface DriverArchive {

    /// What the driver did and was asked, and the cancellations of jobs that he accepted, in their
    /// order; null if nobody has this name. Fails with [Erased] where who had it was erased.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<@Nullable List<Event>> events(DriverId driver, long fromMillis, long toMillis);

    /// How many offers each of these drivers had and how long he was on duty, in their order.
    ///
    /// @param drivers a hundred at most, each once
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<List<Share>> shares(List<DriverId> drivers, long fromMillis, long toMillis);

    /// What a driver had of a stretch of time.
    record Share(DriverId driver, int offers, long onlineMillis) {}

    /// The regions that know the driver, the one in which he works first; none if nobody does.
    Future<List<String>> regions(DriverId driver);

    /// The latest times that a human paused the driver or let him back in, the latest first.
    ///
    /// @param most how many at most
    Future<List<Event>> pauses(DriverId driver, int most);

    /// Fails with [Erased] where who had this name was erased.
    Future<Void> requireNotErased(DriverId driver);
}
