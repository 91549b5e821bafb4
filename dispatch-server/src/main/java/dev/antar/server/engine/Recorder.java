package dev.antar.server.engine;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Image;
import dev.antar.core.engine.Result;
import dev.antar.core.engine.Snapshot;
import dev.antar.core.policy.Policy;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

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

    /// The region is about to go on from here: once before all else, and whenever [#wantsImage].
    void began(Beginning beginning);

    /// Whether it wants to be told anew from where the region goes on, with an image, so that what
    /// was written before is no longer needed. Asked after each command.
    default boolean wantsImage() {
        return false;
    }

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
    /// @param policy in force where neither snapshot nor image names one
    /// @param codeVersions of all code that a policy may choose, by its name
    /// @param atMillis the moment from which the region goes on, epoch milliseconds
    /// @param snapshot from which the region began, or null where there is an image
    /// @param image what the engine was in the middle, or null at a start
    record Beginning(
            String region,
            long epoch,
            long atMillis,
            DispatchConfig config,
            Policy policy,
            Map<String, Integer> codeVersions,
            @Nullable Snapshot snapshot,
            @Nullable Image image) {

        /// At a start.
        public static Beginning of(
                String region,
                long epoch,
                long atMillis,
                DispatchConfig config,
                Policy policy,
                Snapshot snapshot) {
            return new Beginning(
                    region, epoch, atMillis, config, policy, Policy.codeVersions(), snapshot, null);
        }

        /// The same, without what is written beside it.
        public Beginning withoutImage() {
            return new Beginning(
                    region, epoch, atMillis, config, policy, codeVersions, snapshot, null);
        }

        /// The same, with an empty snapshot where there is none.
        public Beginning atLeastEmpty() {
            return new Beginning(
                    region,
                    epoch,
                    atMillis,
                    config,
                    policy,
                    codeVersions,
                    snapshot == null ? Snapshot.empty() : snapshot,
                    image);
        }

        /// The same region in the middle.
        public Beginning at(Image now) {
            return new Beginning(
                    region, epoch, now.nowMillis(), config, policy, codeVersions, null, now);
        }
    }
}
