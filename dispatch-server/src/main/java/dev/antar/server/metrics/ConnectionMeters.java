package dev.antar.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.IntSupplier;

/// What there is to count of connections. Any thread.
public final class ConnectionMeters {

    private final MeterRegistry registry;

    ConnectionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Tells how many there are.
    public void watchOpen(IntSupplier open) {
        Gauge.builder("antar.connections", open, IntSupplier::getAsInt)
                .description("Connections of all kinds")
                .strongReference(true)
                .register(registry);
    }

    /// One was not taken.
    ///
    /// @param reason `IN_ALL` or `ADDRESS`
    public void refused(String reason) {
        Counter.builder("antar.connections.refused")
                .description("Connections that were not taken because there were too many")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    /// One was broken.
    ///
    /// @param reason `NO_REQUEST`, `FRAMES` or `AHEAD`
    public void ended(String reason) {
        Counter.builder("antar.connections.ended")
                .description("Connections that were broken because of what their client did")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
