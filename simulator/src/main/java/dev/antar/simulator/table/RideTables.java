package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.antar.core.plan.PlanCost;
import dev.antar.core.plan.PlanDriver;
import dev.antar.core.plan.PlanJob;
import dev.antar.core.plan.PlanRules;
import dev.antar.simulator.horizon.Case;
import dev.antar.simulator.horizon.Drive;
import dev.antar.simulator.horizon.HorizonPolicy;
import dev.antar.simulator.horizon.KnownJob;
import dev.antar.simulator.horizon.OnDuty;
import dev.antar.simulator.horizon.RollingHorizon;
import dev.antar.simulator.horizon.Served;
import dev.antar.simulator.judge.DriveRow;
import dev.antar.simulator.judge.RideDay;
import dev.antar.simulator.judge.RideJudge;
import dev.antar.simulator.judge.RideRow;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.Spread;
import dev.antar.simulator.report.TablePage;
import dev.antar.simulator.trace.RideCase;
import dev.antar.simulator.trace.RideCases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// FleetPy's pooled rides in Munich, beside the results of its three algorithms.
///
/// As there, a request counts from the beginning of its 60-second step, in which it is also
/// planned; cars may turn off on their way.
public final class RideTables {

    static final int CARS = 12;
    static final int STEP = 60_000;
    static final int BOARDING = 30_000;
    static final long MOST_WAIT = 300_000;
    static final int MOST_RIDE_PERCENT = 140;

    /// Chosen on the cases of 100 and of 400 requests; the published one of 200 is for the figure.
    static final HorizonPolicy POLICY =
            new HorizonPolicy(
                    new PlanCost(100, 20, 50, 3_600_000),
                    STEP,
                    0,
                    0,
                    0,
                    Integer.MAX_VALUE,
                    200_000);

    private final Path folder;
    private final Path out;
    private final String command;

    public RideTables(Path folder, Path out, String command) {
        this.folder = folder;
        this.out = out;
        this.command = command;
    }

    /// A schedule, ready to be judged.
    record Schedule(List<RideRow> rides, List<DriveRow> drives) {}

    /// Runs the case of 200 requests and writes `rides.csv`, `drives.csv`, `summary.json` and
    /// `report.html`.
    ///
    /// @throws dev.antar.simulator.trace.BadFile if a file cannot be read
    public Verdict run() throws IOException {
        long start = System.nanoTime();
        RideCase problem = RideCases.read(folder, "example_200.csv", CARS);
        Schedule schedule = plan(problem, Long.MAX_VALUE);
        RideDay day = new RideDay(problem, STEP, BOARDING, MOST_WAIT, MOST_RIDE_PERCENT);
        RideJudge.Finding finding = RideJudge.judge(day, schedule.rides(), schedule.drives());
        List<String> broken = new ArrayList<>(finding.broken());
        long cut = problem.requests().get(problem.requests().size() / 2).atSecond() * 1_000L;
        broken.addAll(RideJudge.judgeCut(cut, schedule.rides(), plan(problem, cut).rides()));
        double[] waits =
                schedule.rides().stream().mapToDouble(r -> wait(problem, r) / 1_000.0).toArray();
        RideFigures figures =
                new RideFigures(
                        problem.requests().size(),
                        schedule.rides().size(),
                        Spread.of(waits),
                        finding.meters() / 1_000,
                        100 * finding.emptyMeters() / Math.max(1, finding.meters()));
        write(schedule, figures, broken, (System.nanoTime() - start) / 1e9);
        return new Verdict(figures.line(), broken);
    }

    static Schedule plan(RideCase problem, long cutMillis) {
        RideNetwork network = new RideNetwork(problem);
        List<KnownJob> jobs = new ArrayList<>();
        for (RideCase.Request request : problem.requests()) {
            long known = request.atSecond() * 1_000L / STEP * STEP;
            long direct = network.millis(request.from(), request.to());
            jobs.add(
                    new KnownJob(
                            new PlanJob(
                                    jobs.size(),
                                    request.from(),
                                    request.to(),
                                    1,
                                    known,
                                    known + MOST_WAIT,
                                    (direct + BOARDING) * MOST_RIDE_PERCENT / 100),
                            known));
        }
        List<PlanDriver> cars =
                problem.cars().stream()
                        .map(at -> new PlanDriver(problem.seats(), 100, at, 0, PlanJob.NEVER))
                        .toList();
        RollingHorizon horizon =
                new RollingHorizon(
                        new Case(
                                network::millis,
                                network,
                                new PlanRules(0, BOARDING, 0, BOARDING, false, true),
                                cars,
                                jobs),
                        POLICY,
                        OnDuty::new);
        List<Served> served = horizon.run(cutMillis);
        List<RideRow> rides = new ArrayList<>();
        for (int i = 0; i < served.size(); i++) {
            Served s = served.get(i);
            if (s.delivered()) {
                rides.add(
                        new RideRow(
                                problem.requests().get(i).name(),
                                s.driver(),
                                s.decidedAt(),
                                s.pickedUpAt(),
                                s.droppedOffAt()));
            }
        }
        List<DriveRow> drives = new ArrayList<>();
        for (Drive d : horizon.drives()) {
            drives.add(
                    new DriveRow(
                            d.driver(), d.from(), d.to(), d.departedAt(), d.arrivedAt(), d.load()));
        }
        return new Schedule(rides, drives);
    }

    private static long wait(RideCase problem, RideRow row) {
        for (RideCase.Request request : problem.requests()) {
            if (request.name().equals(row.request())) {
                return row.pickupAt() - request.atSecond() * 1_000L / STEP * STEP;
            }
        }
        throw new IllegalArgumentException("request=" + row.request() + ": is not of the case");
    }

    private void write(Schedule schedule, RideFigures figures, List<String> broken, double seconds)
            throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(out.resolve("rides.csv"))) {
            csv.writeRecord("request", "car", "decided_at", "pickup_at", "dropoff_at");
            for (RideRow r : schedule.rides()) {
                csv.writeRecord(
                        r.request(),
                        String.valueOf(r.car()),
                        seconds(r.decidedAt()),
                        seconds(r.pickupAt()),
                        seconds(r.dropoffAt()));
            }
        }
        try (CsvWriter csv = CsvWriter.builder().build(out.resolve("drives.csv"))) {
            csv.writeRecord("car", "from", "to", "departed_at", "arrived_at", "aboard");
            for (DriveRow d : schedule.drives()) {
                csv.writeRecord(
                        String.valueOf(d.car()),
                        String.valueOf(d.from()),
                        String.valueOf(d.to()),
                        seconds(d.departedAt()),
                        seconds(d.arrivedAt()),
                        String.valueOf(d.aboard()));
            }
        }
        ObjectNode summary = RunReport.object();
        summary.put("title", "FleetPy, Munich, 200 requests");
        summary.put("command", command);
        ObjectNode parameters = summary.putObject("parameters");
        parameters.put("wait_percent", POLICY.cost().waitPercent());
        parameters.put("ride_percent", POLICY.cost().ridePercent());
        parameters.put("drive_percent", POLICY.cost().drivePercent());
        figures.put(summary);
        PublishedRides published = new PublishedRides(folder);
        published.put(summary.putObject("published"));
        ObjectNode judged = summary.putObject("judge");
        judged.put("rules_broken", broken.size());
        broken.stream().limit(20).forEach(judged.putArray("such_as")::add);
        summary.put("wall_s", seconds);
        RunReport.write(summary, out.resolve("summary.json"));
        TablePage page =
                new TablePage(
                        "FleetPy, Munich, 200 requests",
                        "Twelve cars, planned every 60 s, beside FleetPy's own algorithms.",
                        figures.cards(broken.size()),
                        List.of(published.beside(figures)),
                        command);
        Files.writeString(out.resolve("report.html"), page.html());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1_000.0);
    }
}
