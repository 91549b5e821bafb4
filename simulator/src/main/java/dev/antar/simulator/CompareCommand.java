package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.policy.Policy;
import dev.antar.simulator.compare.CompareReport;
import dev.antar.simulator.compare.Comparing;
import dev.antar.simulator.compare.PolicyRuns;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.trace.BadFile;
import dev.antar.simulator.trace.FleetCsv;
import dev.antar.simulator.trace.FleetDriver;
import dev.antar.simulator.trace.Trip;
import dev.antar.simulator.trace.TripsCsv;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/// `antar compare`: what a change of policy would have meant.
@Command(
        name = "compare",
        description = {
            "Runs the same demand and fleet under two policies and says what the change would mean"
                    + " for customers and for drivers: who gains, who loses, and what cannot be"
                    + " told from chance.",
            "Instead of --trips and --drivers, --recording DIR takes them from what a server"
                    + " recorded."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {

    private static final int MOST_SEEDS = 1_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "Given twice: the policy that is, then the one that might be. A policy that"
                            + " comes along (antar policy shows them), or a file that ends in"
                            + " .toml.")
    private List<String> policies = List.of();

    @Option(
            names = "--seeds",
            defaultValue = "10",
            paramLabel = "N",
            description =
                    "How often both are run, each time with other luck (default:"
                            + " ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where report.html, summary.json and drivers.csv go.")
    private Path out = Path.of("");

    @Option(
            names = "--trips",
            required = true,
            paramLabel = "FILE",
            description =
                    "Trips: pickup_time, pickup_lat, pickup_lng, dropoff_lat, dropoff_lng,"
                            + " passengers.")
    private Path trips = Path.of("");

    @Option(
            names = "--drivers",
            required = true,
            paramLabel = "FILE",
            description = "Fleet: licence, start_time, lat, lng, capacity.")
    private Path drivers = Path.of("");

    @Mixin private PeopleOptions people;

    @Override
    public Integer call() throws IOException, InterruptedException {
        people.check();
        Options.require(
                policies.size() == 2,
                "--policy",
                policies,
                "must be given twice: before and after");
        Options.require(
                seeds >= 1 && seeds <= MOST_SEEDS,
                "--seeds",
                seeds,
                "must be from 1 to " + MOST_SEEDS);
        Policy before = Policies.read("--policy", policies.getFirst());
        Policy after = Policies.read("--policy", policies.getLast());
        List<Trip> demand;
        List<FleetDriver> fleet;
        try {
            demand = TripsCsv.read(trips);
            fleet = FleetCsv.read(drivers);
        } catch (BadFile e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
        if (demand.isEmpty()) {
            throw new Options.UsageException("--trips: nobody asked for a trip in this file");
        }
        // Also refuses, before anything runs, a seed under which nobody works.
        Map<Long, List<FleetDriver>> working = new HashMap<>();
        for (long seed = 1; seed <= seeds; seed++) {
            working.put(seed, people.working(fleet, seed));
        }
        DispatchConfig open = people.dispatch(PeopleOptions.ROUND, PeopleOptions.OFFER);
        Comparing comparing =
                new Comparing(
                        demand,
                        seed -> Objects.requireNonNull(working.get(seed)),
                        (policy, seed) -> people.lab(open.with(policy), seed, null));
        List<PolicyRuns> runs =
                comparing.run(
                        List.of(before, after),
                        LongStream.rangeClosed(1, seeds).boxed().toList(),
                        Progress.onStandardError());
        ObjectNode parameters = RunReport.object();
        parameters.put("trips", trips.toString());
        parameters.put("drivers", drivers.toString());
        people.describe(parameters);
        parameters.put("seeds", seeds);
        String currency = DispatchConfig.defaults().rateCard().currency();
        new CompareReport(command(), parameters, currency, runs)
                .write(out)
                .forEach(System.out::println);
        System.out.println("Read " + out.resolve("report.html"));
        boolean broken = runs.stream().anyMatch(run -> run.violations() > 0);
        return broken ? EvaluateCommand.VIOLATED : 0;
    }

    private String command() {
        return "./antar " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}
