package dev.antar.server;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/// The options of a switchback on a running server.
final class TurnsOption {

    @Option(
            names = "--switchback",
            arity = "2",
            paramLabel = "POLICY",
            description =
                    "Two policies that take turns in every region, slot by slot in drawn order,"
                        + " until an operator changes the policy; /v1/policy/switchback says how"
                        + " they differ.")
    private @Nullable List<String> policies;

    @Option(
            names = "--slot",
            paramLabel = "MINUTES",
            defaultValue = "30",
            description =
                    "Of a switchback, how long a slot is, minutes, 1 to 1440 (default:"
                            + " ${DEFAULT-VALUE}).")
    private int slotMinutes;

    @Option(
            names = "--switchback-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of a switchback, draws which comes first (default: ${DEFAULT-VALUE}).")
    private long seed;

    /// Two policies, and how they take turns.
    record Trial(Policy a, Policy b, int slotMillis, long seed) {

        Switchback in(String region) {
            return new Switchback(region, slotMillis, seed);
        }
    }

    /// Null where none is asked for.
    @Nullable Trial read() {
        List<String> named = policies;
        if (named == null) {
            return null;
        }
        if (slotMinutes < 1 || slotMinutes > 1_440) {
            throw new IllegalArgumentException(
                    "--slot=" + slotMinutes + ": must be from 1 to 1440 minutes");
        }
        return new Trial(
                PolicyFile.read(named.getFirst()),
                PolicyFile.read(named.getLast()),
                slotMinutes * 60_000,
                seed);
    }
}
