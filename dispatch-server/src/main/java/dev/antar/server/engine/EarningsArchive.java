package dev.antar.server.engine;

import dev.antar.core.engine.Event;
import dev.antar.core.fleet.DriverId;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// What drivers did and were paid, beyond one driver's day. Implemented by the `store` package; may
/// fail while the database is away.
public interface EarningsArchive {

    /// Tells all of a region's events of a time, in their order, on a thread that may work for
    /// long; never two at once.
    ///
    /// @param fromMillis inclusive, epoch milliseconds
    /// @param toMillis exclusive
    Future<Void> events(String region, long fromMillis, long toMillis, Consumer<Event> each);

    /// Of one driver, oldest first.
    Future<List<Adjustment>> adjustments(DriverId driver, long fromMillis, long toMillis);

    /// Of all drivers of a region, oldest first.
    Future<List<Adjustment>> adjustments(String region, long fromMillis, long toMillis);

    /// The regions that know a driver of this name, by name.
    Future<List<String>> regionsOf(DriverId driver);

    /// What stands under an adjustment's id.
    Future<@Nullable Adjustment> adjustment(String id);

    /// Writes an adjustment down, once.
    ///
    /// @return what stands under its id: this one, or what was written before
    Future<Adjustment> adjust(String region, Adjustment adjustment);
}
