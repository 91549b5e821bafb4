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
    /// order; null if nobody has this name.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<@Nullable List<Event>> events(DriverId driver, long fromMillis, long toMillis);
}
