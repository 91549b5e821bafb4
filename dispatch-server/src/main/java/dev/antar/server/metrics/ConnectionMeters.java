package dev.antar.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.EnumSet;
import java.util.function.IntSupplier;

/// What there is to count of connections. Any thread.
public final class ConnectionMeters {

    /// Of what there were too many when a connection was not taken.
    public enum TooMany {
        IN_ALL,
        /// From one address.
        ADDRESS,
        /// Maps from one address.
        MAPS
    }

    /// What a client did before its connection was broken.
    public enum Fault {
        /// It kept the server waiting for a request.
        NO_REQUEST,
        /// It sent too many frames.
        FRAMES,
        /// It sent too many requests ahead of answers.
        AHEAD
    }

    private final MeterRegistry registry;
    private final Counts<TooMany> refused;
    private final Counts<Fault> ended;

    ConnectionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.refused =
                new Counts<>(
                        registry,
                        "antar.connections.refused",
                        "Connections that were not taken because there were too many",
                        "reason",
                        Tags.empty(),
                        EnumSet.allOf(TooMany.class));
        this.ended =
                new Counts<>(
                        registry,
                        "antar.connections.ended",
                        "Connections that were broken because of what their client did",
                        "reason",
                        Tags.empty(),
                        EnumSet.allOf(Fault.class));
    }

    /// Tells how many there are.
    public void watchOpen(IntSupplier open) {
        Gauge.builder("antar.connections", open, IntSupplier::getAsInt)
                .description("Connections of all kinds")
                .strongReference(true)
                .register(registry);
    }

    /// One was not taken.
    public void refused(TooMany reason) {
        refused.increment(reason);
    }

    /// One was broken.
    public void ended(Fault reason) {
        ended.increment(reason);
    }
}
