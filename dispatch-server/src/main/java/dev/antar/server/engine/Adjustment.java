package dev.antar.server.engine;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.job.JobId;
import dev.antar.core.pricing.Money;

import org.jspecify.annotations.Nullable;

/// What somebody added to a driver's pay by hand, or took from it. Nothing is decided by it.
///
/// @param id the key under which it was asked for; no two have the same
/// @param money below 0 where it is taken
/// @param reason 1 to [#LONGEST_REASON] characters; the driver reads it
/// @param by who decided it, 1 to [#LONGEST_BY] characters
/// @param job for which, or null
public record Adjustment(
        String id,
        DriverId driver,
        long atMillis,
        Money money,
        String reason,
        String by,
        @Nullable JobId job) {

    public static final int LONGEST_REASON = 500;
    public static final int LONGEST_BY = 100;

    /// The largest that is taken for meant, minor units.
    public static final long LARGEST = 100_000_000;

    /// Whether the other asks for the same, whenever it came.
    public boolean sameAs(Adjustment other) {
        return driver.equals(other.driver)
                && money.equals(other.money)
                && reason.equals(other.reason)
                && by.equals(other.by)
                && java.util.Objects.equals(job, other.job);
    }
}
