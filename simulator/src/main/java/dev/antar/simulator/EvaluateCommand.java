package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.Switchback;
import dev.antar.simulator.compare.Gini;
import dev.antar.simulator.lab.Alternation;
import dev.antar.simulator.lab.Lab;
import dev.antar.simulator.lab.LabConfig;
import dev.antar.simulator.lab.LabResult;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.report.Run;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.Spread;
import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.FleetCsv;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;
import dev.antar.simulator.trace.TripsCsv;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `antar evaluate`: recorded demand through the dispatcher in virtual time.
@Command(
        name = "evaluate",
        description =
                "Runs recorded trips and a fleet through the dispatcher in virtual time and says"
                        + " how it went; or makes a published table again.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

    /// Exit code when the dispatcher broke a promise.
    static final int VIOLATED = 98;

    @Spec private CommandSpec spec;

    @Mixin private PublishedOptions published;

    @Mixin private SwitchbackOptions switchback;

    @Mixin private PeopleOptions people;

    @Option(
            names = "--trips",
            paramLabel = "FILE",
            description =
                    "Trips: pickup_time, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng,"
                            + " passengers.")
    private @Nullable Path trips;

    @Option(
            names = "--drivers",
            paramLabel = "FILE",
            description = "Fleet: licence, start_time, lat, lng, capacity.")
    private @Nullable Path drivers;

    @Option(
            names = "--policy",
            defaultValue = "minimum-cost",
            paramLabel = "NAME|FILE",
            description =
                    "A policy that comes along (antar policy shows them), or a file that ends in"
                            + " .toml (default: ${DEFAULT-VALUE}).")
    private String policyName;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of everybody's behaviour (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where summary.json, jobs.csv and report.html go.")
    private Path out;

    @Option(
            names = "--round",
            paramLabel = "TIME",
            description = "Time between rounds where the policy leaves it open (default: 5s).")
    private @Nullable Duration round;

    @Option(
            names = "--offer-timeout",
            paramLabel = "TIME",
            description =
                    "How long drivers have to answer where the policy leaves it open (default:"
                            + " 15s).")
    private @Nullable Duration offerTimeout;

    @Override
    public Integer call() throws IOException {
        if (published.given()) {
            if (trips != null || drivers != null) {
                throw new Options.UsageException(
                        "--trips, --drivers: cannot be given together with "
                                + PublishedOptions.ALL);
            }
            return published.run(out, command());
        }
        if (trips == null || drivers == null) {
            throw new Options.UsageException(
                    "--trips and --drivers: must both be given, or one of " + PublishedOptions.ALL);
        }
        return evaluate(trips, drivers);
    }

    private int evaluate(Path trips, Path drivers) throws IOException {
        switchback.check();
        people.check();
        List<Trip> demand;
        List<FleetDriver> fleet;
        try {
            demand = TripsCsv.read(trips);
            fleet = FleetCsv.read(drivers);
        } catch (BadFile e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
        if (switchback.given()) {
            return trial(trips, demand, fleet);
        }
        Policy policy = policy();
        fleet = people.working(fleet, seed);
        LabResult result =
                new Lab(labConfig(policy), policy.code(), demand, fleet)
                        .run(Progress.onStandardError());
        ObjectNode summary;
        try {
            summary = RunReport.write(run(trips, policy, result, fleet.size()), out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        print(policy, result, summary);
        return result.violations() == 0 ? 0 : VIOLATED;
    }

    /// Two policies take turns; how they differ.
    private int trial(Path trips, List<Trip> demand, List<FleetDriver> fleet) throws IOException {
        List<Policy> policies = switchback.policies();
        SwitchbackTrial trial = new SwitchbackTrial(policies, switchback.burnIn().toMillis());
        long start = demand.getFirst().requestedAtMillis();
        long end =
                Math.min(
                        demand.getLast().requestedAtMillis() + 1_000,
                        start + people.span().toMillis());
        long violations = 0;
        for (long each = seed; each < seed + switchback.seeds(); each++) {
            Switchback design = switchback.design(String.valueOf(trips.getFileName()), each);
            LabConfig config =
                    people.lab(
                            configuration(),
                            each,
                            new Alternation(design, policies.getFirst(), policies.getLast()));
            LabResult result =
                    new Lab(config, policies.getFirst().code(), demand, people.working(fleet, each))
                            .run(Progress.onStandardError());
            violations += result.violations();
            trial.add(design, start, end, result.jobs());
        }
        ObjectNode parameters = behaviour();
        parameters.put("slot_s", switchback.slot().toSeconds());
        parameters.put("burn_in_s", switchback.burnIn().toSeconds());
        parameters.put("seeds", switchback.seeds());
        parameters.put("invariant_violations", violations);
        trial.write(out, "Switchback on " + trips.getFileName(), command(), parameters);
        System.out.print(trial.text());
        System.out.println("Read " + out.resolve("summary.json"));
        return violations == 0 ? 0 : VIOLATED;
    }

    private Policy policy() throws IOException {
        Policy policy = Policies.read("--policy", policyName);
        if (round != null) {
            Policies.requireOpen(policy, PolicyParameter.ROUND_MS, "--round", round);
        }
        if (offerTimeout != null) {
            Policies.requireOpen(policy, PolicyParameter.OFFER_MS, "--offer-timeout", offerTimeout);
        }
        return policy;
    }

    private LabConfig labConfig(Policy policy) {
        return people.lab(configuration().with(policy), seed, null);
    }

    /// What policies leave open.
    private DispatchConfig configuration() {
        return people.dispatch(
                round == null ? PeopleOptions.ROUND : round,
                offerTimeout == null ? PeopleOptions.OFFER : offerTimeout);
    }

    /// How the city behaves, whatever the policy.
    private ObjectNode behaviour() {
        ObjectNode parameters = RunReport.object();
        parameters.put("seed", seed);
        people.describe(parameters);
        return parameters;
    }

    private Run run(Path trips, Policy policy, LabResult result, int fleetSize) {
        DispatchConfig dispatch = labConfig(policy).dispatch();
        ObjectNode parameters = RunReport.object();
        parameters.put("policy", policy.name());
        parameters.put("policy_version", policy.version());
        parameters.put("policy_hash", policy.hash());
        parameters.put("drivers", fleetSize);
        parameters.setAll(behaviour());
        for (PolicyParameter each : PolicyParameter.values()) {
            parameters.put(each.key(), dispatch.value(each));
        }
        ObjectNode extras = RunReport.object();
        extras.put("decisions_hash", result.decisionsHash());
        extras.put("invariant_violations", result.violations());
        extras.put("swaps", result.swaps());
        ObjectNode fairness = extras.putObject("fairness");
        fairness.put("extra_wait_s", result.fairness().extraSPerJob());
        fairness.put("percent_of_wait", result.fairness().percent());
        fairness.put("mean_weight_ms", result.fairness().meanWeightMs());
        fairness.put("gini_online_hour", Gini.ofOnlineHours(result.drivers()));
        if (result.hints() > 0) {
            ObjectNode hints = extras.putObject("hints");
            hints.put("given", result.hints());
            hints.put("followed", result.hintsFollowed());
        }
        extras.set("acceptance_estimate", result.foretold().json());
        return new Run(
                "Evaluation of " + policy.name() + " on " + trips.getFileName(),
                command(),
                parameters,
                result.jobs(),
                result.samples(),
                result.offers(),
                result.utilisation(),
                result.simulatedS(),
                result.wallS(),
                extras);
    }

    private String command() {
        return "./antar " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private void print(Policy policy, LabResult result, ObjectNode summary) {
        Spread wait = Spread.of(waits(result));
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d jobs completed, mean wait %.1f s (p95 %.1f s), %d taken over, %.0f x"
                        + " real time, decisions %s%n",
                policy.name(),
                summary.get("jobs").get("completed").asInt(),
                result.jobs().size(),
                wait.mean(),
                wait.p95(),
                result.swaps(),
                result.simulatedS() / result.wallS(),
                result.decisionsHash());
        if (result.fairness().meanWeightMs() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "Fair incomes cost %.2f s a job as measured by rounds, %.2f %% of all waiting;"
                            + " weight %.1f s on average; Gini of pay per hour on duty %.3f%n",
                    result.fairness().extraSPerJob(),
                    result.fairness().percent(),
                    result.fairness().meanWeightMs() / 1_000,
                    Gini.ofOnlineHours(result.drivers()));
        }
        if (result.violations() > 0) {
            System.out.println(result.violations() + " promises broken, such as:");
            result.broken().forEach(what -> System.out.println("  " + what));
        }
        System.out.println("Read " + out.resolve("report.html"));
    }

    private static double[] waits(LabResult result) {
        return result.jobs().stream()
                .filter(row -> row.completed())
                .mapToDouble(
                        row -> {
                            Double pickup = row.pickupS();
                            return pickup == null ? 0 : pickup - row.requestedS();
                        })
                .toArray();
    }
}
