package dev.antar.simulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.antar.core.plan.PlanCost;
import dev.antar.simulator.horizon.AtOnce;
import dev.antar.simulator.horizon.Drive;
import dev.antar.simulator.horizon.HorizonPolicy;
import dev.antar.simulator.horizon.NearbyDrivers;
import dev.antar.simulator.horizon.RollingHorizon;
import dev.antar.simulator.horizon.Served;
import dev.antar.simulator.judge.DeliveryDay;
import dev.antar.simulator.judge.DeliveryJudge;
import dev.antar.simulator.judge.DeliveryRow;
import dev.antar.simulator.report.RunReport;
import dev.antar.simulator.report.TablePage;
import dev.antar.simulator.trace.CityDay;
import dev.antar.simulator.trace.DeliveryDays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A city's day of food delivery, planned as a rolling horizon, beside nearest-first and a 60 s
/// batch under the same rules. Nothing is published on these days.
public final class CityTables {

    /// The same for every city. Chosen on cities 3, 12 and 16.
    static final HorizonPolicy POLICY =
            new HorizonPolicy(
                    new PlanCost(0, 100, 75, 600 * MealRun.MINUTE),
                    MealRun.MINUTE,
                    0,
                    0,
                    60 * MealRun.MINUTE,
                    60,
                    200_000);

    private static final int SHOWN = 20;

    private final Path folder;
    private final String city;
    private final Path out;
    private final String command;
    private final List<CityFigures> table = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    public CityTables(Path folder, String city, Path out, String command) {
        this.folder = folder;
        this.city = city;
        this.out = out;
        this.command = command;
    }

    /// Runs the day three times and writes `table.csv`, `schedules/`, `summary.json` and
    /// `report.html`.
    ///
    /// @throws dev.antar.simulator.trace.BadFile if a file cannot be read
    public Verdict run() throws IOException {
        long start = System.nanoTime();
        CityDay day = DeliveryDays.read(folder, city);
        CityCase map = new CityCase(day);
        RollingHorizon horizon = horizon(map);
        List<DeliveryRow> planned =
                take("rolling-horizon", day, map, horizon.run(Long.MAX_VALUE), horizon.drives());
        AtOnce nearest = new AtOnce(map.problem(), map, 1_000);
        take("nearest-first", day, map, nearest.run(), nearest.drives());
        AtOnce batch = new AtOnce(map.problem(), map, 60_000);
        take("batch-60s", day, map, batch.run(), batch.drives());
        long cut = day.orders().get(day.orders().size() / 2).placedAt();
        broken.addAll(DeliveryJudge.judgeCut(cut, planned, rows(day, horizon(map).run(cut))));
        write((System.nanoTime() - start) / 1e9);
        CityFigures ours = table.getFirst();
        return new Verdict(
                "city "
                        + city
                        + ": "
                        + ours.delivered()
                        + " of "
                        + ours.orders()
                        + " orders delivered, click-to-door "
                        + CityFigures.two(ours.clickToDoor().mean())
                        + " min, late "
                        + CityFigures.two(ours.latePercent())
                        + " %, "
                        + CityFigures.two(ours.km())
                        + " km",
                broken);
    }

    private static RollingHorizon horizon(CityCase map) {
        return new RollingHorizon(map.problem(), POLICY, h -> new NearbyDrivers(h, map));
    }

    private List<DeliveryRow> take(
            String policy, CityDay day, CityCase map, List<Served> served, List<Drive> drives)
            throws IOException {
        List<DeliveryRow> rows = rows(day, served);
        DeliveryFiles.writeSchedule(out.resolve("schedules").resolve(policy + ".csv"), rows);
        DeliveryJudge.judge(judged(day), rows).forEach(what -> broken.add(policy + ": " + what));
        table.add(CityFigures.of(policy, day, map, served, drives));
        return rows;
    }

    private static List<DeliveryRow> rows(CityDay day, List<Served> served) {
        List<DeliveryRow> rows = new ArrayList<>();
        for (int i = 0; i < served.size(); i++) {
            Served s = served.get(i);
            if (s.delivered()) {
                rows.add(
                        new DeliveryRow(
                                day.orders().get(i).name(),
                                day.couriers().get(s.driver()).name(),
                                s.visit(),
                                s.decidedAt(),
                                s.departedAt(),
                                s.arrivedAt(),
                                s.pickedUpAt(),
                                s.droppedOffAt()));
            }
        }
        return rows;
    }

    /// The day as its judge knows it: in degrees.
    private static DeliveryDay judged(CityDay day) {
        Map<String, Integer> pace = new HashMap<>();
        List<DeliveryDay.Order> orders = new ArrayList<>();
        for (CityDay.Order o : day.orders()) {
            orders.add(
                    new DeliveryDay.Order(
                            o.name(),
                            new DeliveryDay.Place(o.pickup().lng(), o.pickup().lat()),
                            new DeliveryDay.Place(o.dropoff().lng(), o.dropoff().lat()),
                            o.placedAt(),
                            o.readyAt()));
        }
        List<DeliveryDay.Courier> couriers = new ArrayList<>();
        for (CityDay.Courier c : day.couriers()) {
            pace.put(c.name(), CityCase.pacePercent(c.vehicle()));
            couriers.add(
                    new DeliveryDay.Courier(
                            c.name(),
                            new DeliveryDay.Place(c.start().lng(), c.start().lat()),
                            c.onAt(),
                            c.offAt()));
        }
        double shrink =
                StrictMath.cos(StrictMath.toRadians(day.orders().getFirst().pickup().lat()));
        return new DeliveryDay(
                orders,
                couriers,
                (who, from, to) ->
                        millis(from, to, shrink)
                                * Objects.requireNonNull(pace.get(who.name()), "known courier")
                                / 100,
                CityCase.SERVICE_MILLIS,
                CityCase.SERVICE_MILLIS,
                CityCase.SERVICE_MILLIS,
                CityCase.SERVICE_MILLIS,
                CityCase.LARGEST_BUNDLE);
    }

    private static long millis(DeliveryDay.Place from, DeliveryDay.Place to, double shrink) {
        double degree = CityCase.METERS_PER_DEGREE;
        double east = from.x() * shrink * degree - to.x() * shrink * degree;
        double north = from.y() * degree - to.y() * degree;
        double meters = CityCase.CIRCUITY * Math.sqrt(east * east + north * north);
        return (long) (meters * 1_000 / CityCase.METERS_PER_SECOND);
    }

    private void write(double seconds) throws IOException {
        ObjectNode summary = RunReport.object();
        summary.put("title", "Food delivery, city " + city);
        summary.put("command", command);
        ObjectNode parameters = summary.putObject("parameters");
        parameters.put("round_ms", POLICY.roundMillis());
        parameters.put("ride_percent", POLICY.cost().ridePercent());
        parameters.put("drive_percent", POLICY.cost().drivePercent());
        parameters.put("candidates", POLICY.candidates());
        ObjectNode policies = summary.putObject("policies");
        table.forEach(f -> f.put(policies.putObject(f.policy())));
        ObjectNode judged = summary.putObject("judge");
        judged.put("rules_broken", broken.size());
        broken.stream().limit(SHOWN).forEach(judged.putArray("such_as")::add);
        summary.put("wall_s", seconds);
        RunReport.write(summary, out.resolve("summary.json"));
        List<String> header =
                List.of(
                        "policy",
                        "delivered",
                        "ctd_mean",
                        "ctd_p90",
                        "rtp_mean",
                        "late_pct",
                        "late_mean",
                        "km",
                        "orders_per_bundle");
        List<List<String>> rows = table.stream().map(CityFigures::row).toList();
        DeliveryFiles.writeTable(out.resolve("table.csv"), header, rows);
        CityFigures ours = table.getFirst();
        TablePage page =
                new TablePage(
                        "Food delivery, city " + city,
                        ours.orders() + " orders; minutes, and kilometres of all couriers.",
                        List.of(
                                new TablePage.Figure(
                                        CityFigures.two(ours.clickToDoor().mean()) + " min",
                                        "click-to-door"),
                                new TablePage.Figure(
                                        CityFigures.two(ours.latePercent()) + " %",
                                        "after the promised moment"),
                                new TablePage.Figure(
                                        String.valueOf(broken.size()), "rules broken")),
                        List.of(new TablePage.Table("Three policies", header, rows)),
                        command);
        Files.writeString(out.resolve("report.html"), page.html());
    }
}
