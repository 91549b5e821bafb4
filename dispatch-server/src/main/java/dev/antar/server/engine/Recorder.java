package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.policy.Policy;

import java.util.List;

/// Writes down what a region is told and what it decides, so that every decision can be replayed.
/// Called on the region's thread: is quick, waits for nothing, and fails without a word to it.
public interface Recorder {

    /// Writes nothing down.
    Recorder NONE =
            new Recorder() {
                @Override
                public void began(Beginning beginning) {}

                @Override
                public void handled(Command command, Result result, List<Event> events) {}

                @Override
                public void ended() {}
            };

    /// The region is about to go on from here. Once, before all else.
    void began(Beginning beginning);

    /// A command was carried out.
    ///
    /// @param command its fixes may be refilled once this returns
    /// @param events that followed, in order; may be a view that changes once this returns
    void handled(Command command, Result result, List<Event> events);

    /// The region stops in order.
    void ended();

    /// All that the region's decisions rest on, besides the commands.
    ///
    /// @param config what the policy leaves open
    /// @param policy in force where the snapshot names none
    /// @param codeVersion of the code that decides by it
    /// @param atMillis the moment from which the region goes on, epoch milliseconds
    record Beginning(
            String region,
            long epoch,
            long atMillis,
            DispatchConfig config,
            Policy policy,
            int codeVersion,
            Snapshot snapshot) {}
}
