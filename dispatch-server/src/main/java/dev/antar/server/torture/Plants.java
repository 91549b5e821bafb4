package dev.antar.server.torture;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.server.engine.EventStore;
import dev.antar.server.engine.Region;
import dev.antar.server.engine.TimeSource;

import java.util.Set;
import java.util.function.LongSupplier;

/// Puts planted bugs between the production code and its ports. With none of them everything is
/// handed through as it is.
final class Plants {

    private static final int FOR_EVER_MILLIS = 600_000;

    private final Set<Plant> planted;
    private final VirtualTime time;

    Plants(Set<Plant> planted, VirtualTime time) {
        this.planted = planted;
        this.time = time;
    }

    boolean has(Plant plant) {
        return planted.contains(plant);
    }

    EventStore store(EventStore real) {
        boolean touched =
                has(Plant.ACK_BEFORE_COMMIT)
                        || has(Plant.KEY_CHECKED_LATE)
                        || has(Plant.RETRY_WITHOUT_READING)
                        || has(Plant.HALF_A_BATCH)
                        || has(Plant.SNAPSHOT_LOSES_THE_LAST)
                        || has(Plant.PAUSE_FORGOTTEN);
        return touched ? new PlantedStore(real, this, time) : real;
    }

    Region region(Region real) {
        boolean touched =
                has(Plant.ACCEPT_WITHOUT_COMPARING)
                        || has(Plant.STALE_FIX_ACCEPTED)
                        || has(Plant.EVENT_SKIPPED)
                        || has(Plant.DOUBLE_RELEASE)
                        || has(Plant.CAPACITY_OFF_BY_ONE)
                        || has(Plant.GHOST_KEPT_ALIVE)
                        || has(Plant.ANSWER_OVERTAKEN);
        return touched ? new PlantedRegion(real, this, time) : real;
    }

    DispatchConfig config(DispatchConfig real) {
        return has(Plant.EXPIRY_FORGOTTEN)
                ? real.withTimes(real.roundMillis(), FOR_EVER_MILLIS, real.maxWaitMillis())
                : real;
    }

    /// @param wall the machine's clock
    TimeSource time(TimeSource real, LongSupplier wall) {
        return has(Plant.WALL_CLOCK_IN_LEASE) ? wall::getAsLong : real;
    }

    /// After which event a stream goes on.
    int resumeAfter(int version) {
        return has(Plant.RESUME_OFF_BY_ONE) && version > 0 ? version + 1 : version;
    }
}
