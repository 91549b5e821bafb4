package dev.antar.core.engine;

import dev.antar.core.demand.Hint;
import dev.antar.core.fleet.Driver;
import dev.antar.core.fleet.FixQuality;
import dev.antar.core.job.OpenJob;
import dev.antar.core.matching.Certificate;

/// Is told what changes without being an event: positions, liveness, reasons for waiting. For maps
/// and meters; nothing depends on it. Called on the engine's thread, must not call back.
public interface Watcher {

    /// Nobody watches.
    Watcher NONE = new Watcher() {};

    /// A driver moved, or his state or liveness changed.
    default void driverChanged(Driver driver) {}

    /// A driver's reports became more or less reliable.
    ///
    /// @param before what `driver.quality()` was
    default void qualityChanged(Driver driver, FixQuality before) {}

    /// A job's state or its reason for waiting changed, or it ended.
    default void jobChanged(OpenJob job) {}

    /// A driver gets advice; he may do with it what he likes.
    default void hinted(Hint hint) {}

    /// Whether [#decided] is to be called; what it is told costs a search for every offer.
    default boolean wantsDecisions() {
        return false;
    }

    /// Why a job is being offered to whom it is, or why it goes on waiting. Told when it is decided
    /// and before the event it belongs to; must not call back.
    default void decided(DecisionRecord record) {}

    /// What regard to incomes has cost the round that is being held, and offers made at once since
    /// the one before.
    default void incomesPriced(Fairness.Round price) {}

    /// A round was held.
    ///
    /// @param jobs how many waited
    /// @param matches how many got an offer
    /// @param proof what the policy proves about them
    default void roundHeld(int jobs, int matches, Certificate proof) {}
}
