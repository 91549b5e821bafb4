package dev.antar.server.http;

import dev.antar.core.engine.Dispatcher;
import dev.antar.core.policy.Policy;
import dev.antar.server.engine.Priority;
import dev.antar.server.engine.RegionAtOnce;
import dev.antar.server.engine.RegionUnavailable;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// Tells nobody what may not be written yet: [#read] fails.
final class CommittedRegion extends RegionAtOnce {

    /// Why nothing is told at all, or null.
    @Nullable RegionUnavailable refuses;

    CommittedRegion(Policy policy) {
        super(policy, 1_790_000_000_000L);
    }

    @Override
    public <T> Future<T> read(Priority priority, Function<Dispatcher, T> question) {
        return Future.failedFuture(new IllegalStateException("may not be written yet"));
    }

    @Override
    public <T> Future<T> readCommitted(Priority priority, Function<Dispatcher, T> question) {
        RegionUnavailable why = refuses;
        return why == null ? super.readCommitted(priority, question) : Future.failedFuture(why);
    }
}
