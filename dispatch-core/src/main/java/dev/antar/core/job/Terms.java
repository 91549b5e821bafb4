package dev.antar.core.job;

/// When a job shall be done, and whether it may share its driver. Times are epoch milliseconds;
/// [#NOW] where nothing was said.
///
/// @param pickupAtMillis the promised moment of the pickup
/// @param readyAtMillis when what is carried can be picked up; nobody should come earlier
/// @param dropoffByMillis the latest promised dropoff
/// @param shared whether the driver may carry others at the same time: a pooled ride, a stacked
///   delivery
public record Terms(long pickupAtMillis, long readyAtMillis, long dropoffByMillis, boolean shared) {

    /// As soon as possible, or unsaid.
    public static final long NOW = 0;

    /// As soon as possible, with a driver of one's own.
    public static final Terms ASAP = new Terms(NOW, NOW, NOW, false);

    public Terms {
        require("pickupAtMillis", pickupAtMillis);
        require("readyAtMillis", readyAtMillis);
        require("dropoffByMillis", dropoffByMillis);
        long earliest = Math.max(pickupAtMillis, readyAtMillis);
        if (dropoffByMillis != NOW && dropoffByMillis <= earliest) {
            throw new IllegalArgumentException(
                    "dropoffByMillis="
                            + dropoffByMillis
                            + ": must be after the pickup, which is not before "
                            + earliest);
        }
    }

    /// A pickup promised for a moment.
    public static Terms at(long pickupAtMillis) {
        return new Terms(pickupAtMillis, NOW, NOW, false);
    }

    /// Nobody needs to be at the pickup before this, epoch milliseconds; [#NOW] where nothing was
    /// said.
    public long notBeforeMillis() {
        return Math.max(pickupAtMillis, readyAtMillis);
    }

    /// When a request for this counts as made: now, or at the first promised moment that has
    /// passed. A request that is repeated may come when its moments have passed: its key is looked
    /// up first, and only where nothing is kept under it the engine refuses what comes too late.
    ///
    /// @param nowMillis epoch milliseconds
    public long askedAtMillis(long nowMillis) {
        long earliest = pickupAtMillis == NOW ? nowMillis : Math.min(nowMillis, pickupAtMillis);
        return dropoffByMillis == NOW ? earliest : Math.min(earliest, dropoffByMillis);
    }

    private static void require(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    field + "=" + value + ": must not be before 1970-01-01");
        }
    }
}
