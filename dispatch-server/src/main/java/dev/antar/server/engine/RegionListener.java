package dev.antar.server.engine;

import dev.antar.core.demand.Hint;
import dev.antar.core.engine.DecisionRecord;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Fairness;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.Certificate;

import java.util.List;

/// Learns what happens in a region. Called on the region's thread: must be quick and must not
/// block.
public interface RegionListener {

    /// These events are committed; they may be shown to anyone now. In order, without gaps.
    default void committed(List<Event> events) {}

    /// A driver moved, or his state or liveness changed (perhaps not committed yet: for maps only).
    default void driverChanged(Driver driver) {}

    /// A driver's reports became more or less reliable.
    ///
    /// @param before what `driver.quality()` was
    default void qualityChanged(Driver driver, FixQuality before) {}

    /// A job's state or its reason for waiting changed (perhaps not committed yet: for maps only).
    default void jobChanged(OpenJob job) {}

    /// A driver gets advice.
    default void hinted(Hint hint) {}

    /// Whether [#decided] is to be called; see [dev.antar.core.engine.Watcher#wantsDecisions].
    default boolean wantsDecisions() {
        return false;
    }

    /// Why a job is being offered to whom it is, or goes on waiting (perhaps not committed yet).
    default void decided(DecisionRecord record) {}

    /// What regard to drivers' incomes has cost a round and the offers made at once before it.
    default void incomesPriced(Fairness.Round price) {}

    /// A round was held over so many jobs with so many matches, of which the policy proves so much.
    default void roundHeld(int jobs, int matches, Certificate proof) {}
}
