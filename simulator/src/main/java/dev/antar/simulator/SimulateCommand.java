package dev.antar.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.geo.LatLng;
import dev.antar.core.travel.StraightLine;
import dev.antar.simulator.behaviour.Cruising;
import dev.antar.simulator.behaviour.CustomerBehaviour;
import dev.antar.simulator.behaviour.DriverBehaviour;
import dev.antar.simulator.behaviour.StraightRoads;
import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadConfig;
import dev.antar.simulator.load.LoadReport;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.report.Progress;
import dev.antar.simulator.trace.SyntheticCity;
import dev.antar.simulator.wire.ServerAddress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `antar simulate`: simulated people on real sockets.
@Command(
        name = "simulate",
        description =
                "Runs simulated drivers and customers against a server over real sockets, then"
                        + " checks from their side that nothing was lost or held twice.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "Such as http://127.0.0.1:8080.")
    private String server;

    @Option(
            names = "--drivers",
            defaultValue = "100",
            paramLabel = "N",
            description = "Driver sockets (default: ${DEFAULT-VALUE}).")
    private int drivers;

    @Option(
            names = "--jobs-per-minute",
            defaultValue = "30",
            paramLabel = "N",
            description = "How often a job is asked for, on average (default: ${DEFAULT-VALUE}).")
    private int jobsPerMinute;

    @Option(
            names = "--for",
            defaultValue = "5m",
            paramLabel = "TIME",
            description = "How long jobs are asked for (default: ${DEFAULT-VALUE}).")
    private Duration span;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the city and everybody in it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where summary.json, jobs.csv and report.html go.")
    private Path out;

    @Option(
            names = "--center",
            defaultValue = "57.7045,11.968",
            paramLabel = "LAT,LNG",
            description = "The city's centre (default: ${DEFAULT-VALUE}).")
    private String center;

    @Option(
            names = "--radius",
            defaultValue = "3000",
            paramLabel = "METRES",
            description = "The city's radius (default: ${DEFAULT-VALUE}).")
    private double radius;

    @Option(
            names = "--speed",
            defaultValue = "6.5",
            paramLabel = "M/S",
            description =
                    "Average speed of travel; the server should be told the same (default:"
                            + " ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--acceptance",
            defaultValue = "0.9",
            paramLabel = "0..1",
            description = "Share of offers that drivers accept (default: ${DEFAULT-VALUE}).")
    private double acceptance;

    @Option(
            names = "--patience",
            defaultValue = "600s",
            paramLabel = "TIME",
            description =
                    "How long customers wait for a driver to accept, on average (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration patience;

    @Option(
            names = "--dwell",
            defaultValue = "20s",
            paramLabel = "TIME",
            description = "Standing time at pickup and dropoff (default: ${DEFAULT-VALUE}).")
    private Duration dwell;

    @Option(
            names = "--fix-interval",
            defaultValue = "4s",
            paramLabel = "TIME",
            description = "Time between a driver's fixes (default: ${DEFAULT-VALUE}).")
    private Duration fixInterval;

    @Option(
            names = "--drain",
            defaultValue = "10m",
            paramLabel = "TIME",
            description =
                    "How long at most open jobs may go on after --for (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration drain;

    @Override
    public Integer call() throws Exception {
        LoadConfig config = config();
        Vertx vertx = Vertx.vertx();
        try {
            Load load = new Load(config, vertx);
            Runtime.getRuntime().addShutdownHook(new Thread(load::stop, "stop"));
            Future<LoadResult> running = load.start();
            Progress progress = Progress.onStandardError();
            long began = System.nanoTime();
            while (!running.isComplete()) {
                Thread.sleep(100);
                double passed = (System.nanoTime() - began) / 1e6;
                progress.show(passed / (config.spanMillis() + 1), load.status().line());
            }
            progress.end();
            LoadResult result = running.await();
            String command =
                    "./antar "
                            + String.join(" ", spec.commandLine().getParseResult().originalArgs());
            LoadReport.write(result, parameters(), command, out);
            LoadReport.print(result, System.out);
            System.out.println("Read " + out.resolve("report.html"));
            return result.verdict().clean() ? 0 : EvaluateCommand.VIOLATED;
        } finally {
            vertx.close().await();
        }
    }

    private LoadConfig config() {
        Options.require(
                drivers >= 1 && drivers <= 18_000, "--drivers", drivers, "must be from 1 to 18000");
        Options.require(
                jobsPerMinute >= 1 && jobsPerMinute <= 60_000,
                "--jobs-per-minute",
                jobsPerMinute,
                "must be from 1 to 60000");
        Options.require(
                span.toMillis() >= 1_000 && span.toHours() <= 24,
                "--for",
                span,
                "must be from 1s to 24h");
        StraightRoads roads = new StraightRoads(new StraightLine(speed, 1.3));
        DriverBehaviour usual = DriverBehaviour.usual(roads);
        return new LoadConfig(
                ServerAddress.of(server),
                new SyntheticCity(position(center), radius, seed),
                drivers,
                jobsPerMinute,
                0,
                usual.withAcceptance(acceptance)
                        .withDwell(dwell, dwell)
                        .withFixes(fixInterval, fixInterval)
                        .withCruising(new Cruising(400, Duration.ofSeconds(30))),
                CustomerBehaviour.usual().withPatience(patience),
                span.toMillis(),
                drain.toMillis(),
                seed);
    }

    private ObjectNode parameters() {
        ObjectNode parameters = dev.antar.simulator.report.RunReport.object();
        parameters.put("server", server);
        parameters.put("drivers", drivers);
        parameters.put("jobs_per_minute", jobsPerMinute);
        parameters.put("for_s", span.toSeconds());
        parameters.put("seed", seed);
        parameters.put("center", center);
        parameters.put("radius_m", radius);
        parameters.put("speed_mps", speed);
        parameters.put("acceptance", acceptance);
        parameters.put("patience_s", patience.toSeconds());
        parameters.put("dwell_s", dwell.toSeconds());
        parameters.put("fix_interval_ms", fixInterval.toMillis());
        return parameters;
    }

    static LatLng position(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new LatLng(
                        Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
            }
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        throw new Options.UsageException(
                "--center=" + text + ": must be LAT,LNG such as 57.7045,11.968");
    }
}
