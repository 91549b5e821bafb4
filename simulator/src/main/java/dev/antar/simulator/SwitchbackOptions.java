package dev.antar.simulator;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.Switchback;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The options of a switchback trial.
final class SwitchbackOptions {

    @Option(
            names = "--switchback",
            arity = "2",
            paramLabel = "POLICY",
            description =
                    "Two policies that take turns, slot by slot in drawn order, and how they differ"
                            + " with its interval; in place of --policy.")
    private @Nullable List<String> policies;

    @Option(
            names = "--slot",
            defaultValue = "10m",
            paramLabel = "TIME",
            description = "Of a switchback, how long a slot is (default: ${DEFAULT-VALUE}).")
    private Duration slot;

    @Option(
            names = "--burn-in",
            paramLabel = "TIME",
            description =
                    "Of a switchback, the beginning of each slot whose jobs do not count, because"
                            + " the slot before still tells on them (default: a third of a slot).")
    private @Nullable Duration burnIn;

    @Option(
            names = "--seeds",
            defaultValue = "5",
            paramLabel = "N",
            description =
                    "Of a switchback, how often, with seeds from --seed on (default:"
                            + " ${DEFAULT-VALUE}).")
    private int seeds;

    boolean given() {
        return policies != null;
    }

    /// The two.
    List<Policy> policies() throws IOException {
        List<String> names = policies == null ? List.of() : policies;
        return List.of(
                Policies.read("--switchback", names.getFirst()),
                Policies.read("--switchback", names.getLast()));
    }

    Switchback design(String region, long seed) {
        return new Switchback(region, (int) slot.toMillis(), seed);
    }

    Duration slot() {
        return slot;
    }

    Duration burnIn() {
        return burnIn == null ? slot.dividedBy(3) : burnIn;
    }

    int seeds() {
        return seeds;
    }

    void check() {
        Options.require(
                slot.toSeconds() >= 10 && slot.toHours() <= 24,
                "--slot",
                slot,
                "must be from 10s to 24h");
        Options.require(
                !burnIn().isNegative() && burnIn().compareTo(slot) < 0,
                "--burn-in",
                burnIn(),
                "must be from 0s to less than --slot");
        Options.require(seeds >= 1 && seeds <= 1_000, "--seeds", seeds, "must be from 1 to 1000");
    }
}
