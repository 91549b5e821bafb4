package dev.antar.simulator;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.ShippedPolicies;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `antar policy`: what policies there are, and what one may set.
@Command(
        name = "policy",
        description =
                "Shows the policies that come along and every parameter; or one policy as a file"
                        + " with each parameter explained, to be kept and changed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PolicyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A policy that comes along, or a file that ends in .toml.")
    private @Nullable String policy;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        if (policy != null) {
            out.print(Policies.read("policy", policy).explained());
            return 0;
        }
        for (String name : ShippedPolicies.NAMES) {
            Policy each = ShippedPolicies.named(name);
            out.printf("%-14s version %d  %s%n", name, each.version(), each.about());
        }
        out.printf("%n%-14s %10s %21s  %s%n", "parameter", "usual", "range", "meaning");
        for (PolicyParameter each : PolicyParameter.values()) {
            String range = each.min() + " to " + each.max();
            out.printf(
                    Locale.ROOT,
                    "%-14s %10d %21s  %s; %s%n",
                    each.key(),
                    each.usual(),
                    range,
                    each.meaning(),
                    each.direction());
        }
        return 0;
    }
}
