package dev.antar.simulator.chaos;

import dev.antar.simulator.soak.Census;
import dev.antar.simulator.soak.Churn;
import dev.antar.simulator.soak.Filling;
import dev.antar.simulator.soak.Sample;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Hours of people who come and go, and nothing of the server may grow.
record Soak(String name) implements Drill {

    /// From so long on what the server remembers is filled up beforehand.
    private static final Duration FILL_FROM = Duration.ofMinutes(10);

    private static final Duration MOST_FILLING = Duration.ofMinutes(15);
    private static final int FILL_DRIVERS = 100;
    private static final double FILL_PER_SECOND = 150;

    /// Briefly, so that many end.
    private static final String JOBS_WAIT_MILLIS = "6000";

    /// What the server remembers of ended jobs, and as many offers.
    private static final int REMEMBERED = 65_536;

    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(30);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(3);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /// PostgreSQL is started again after so long, and again; once at least.
    private static final Duration RESTART_AFTER = Duration.ofMinutes(10);

    private static final Duration REST = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofSeconds(3);

    /// Drivers who are seen once, to weigh what is kept of each.
    private static final int ONCE = 960;

    private static final double BYTES_PER_MB = 1e6;

    @Override
    public String about() {
        return "People come under new names, do everything that one may and may not do, and go;"
                + " PostgreSQL is started again now and then. Nothing may be left of them in"
                + " the server's memory but what is kept of each driver.";
    }

    @Override
    public Optional<String> missing() {
        return ProcessLook.missing();
    }

    @Override
    public int moreSeconds(Plan plan) {
        Duration filling = filled(plan) ? MOST_FILLING : Duration.ZERO;
        return (int)
                filling.plus(LONGEST_WARM_UP).plus(REST.multipliedBy(3)).plusMinutes(4).toSeconds();
    }

    @Override
    public void run(Stage stage) throws Exception {
        stage.freshDatabase();
        stage.serverOption("--webhooks-allow-private");
        stage.jobsWait(JOBS_WAIT_MILLIS);
        stage.startServer();
        Census census = stage.keep(new Census(stage.server().handle(), stage.server().url()));
        double series = series(census);
        Plan plan = stage.plan();
        if (filled(plan)) {
            fill(stage, census);
        }
        Churn churn =
                new Churn(
                        stage.vertx(),
                        stage.address(),
                        Stage.MIDDLE,
                        stage.city(),
                        plan.drivers(),
                        plan.jobsPerMinute() / 60.0,
                        stage.tag(),
                        plan.seed());
        warmUp(stage, churn);
        Sample baseline = rest(stage, census);
        Duration cpu = census.cpu();
        Pace pace = new Pace();
        stage.people().ask(stage.address(), false);
        churn.begin();
        List<Sample> during = soak(stage, census, pace);
        Duration took = pace.passed();
        Duration used = census.cpu().minus(cpu);
        churn.letGo();
        stage.people().finish();
        Sample end = rest(stage, census);
        judge(stage, new Leftovers(baseline, during, end));
        // All are there before anybody comes.
        stage.findings().check(Leftovers.unchanged(Census.METERS, series, series(census)));
        weighDrivers(stage, census, churn, end);
        Findings findings = stage.findings();
        findings.figure("drivers who came for the first time", churn.newcomers());
        findings.figure("requests of those who come and go", churn.requests());
        findings.figure("without an answer in 8 s", churn.unanswered());
        findings.figure("server's CPU, % of a core", 100.0 * used.toMillis() / took.toMillis());
        try (Connection connection = stage.connect()) {
            stage.people().audit(connection);
        }
    }

    private static boolean filled(Plan plan) {
        return plan.span().compareTo(FILL_FROM) >= 0;
    }

    private static void fill(Stage stage, Census census) throws Exception {
        Filling filling =
                new Filling(
                        stage.vertx(),
                        stage.address(),
                        stage.city(),
                        stage.tag() + "-fill",
                        FILL_DRIVERS,
                        FILL_PER_SECOND,
                        stage.plan().seed());
        Pace pace = new Pace();
        filling.begin();
        double least = 0;
        while (least < REMEMBERED && pace.passed().compareTo(MOST_FILLING) < 0) {
            Pace.pause(LOOK);
            Map<String, Double> told = census.told();
            double jobs = told.getOrDefault("jobs remembered", 0.0);
            double offers = told.getOrDefault("offers remembered", 0.0);
            least = Math.min(jobs, offers);
            stage.findings()
                    .progress(
                            0.1 * least / REMEMBERED,
                            String.format(
                                    Locale.ROOT,
                                    "filling what is remembered: %,.0f jobs, %,.0f offers",
                                    jobs,
                                    offers));
        }
        filling.end();
        stage.findings().figure("filling took, s", pace.passed().toMillis() / 1e3);
        if (least < REMEMBERED) {
            stage.findings()
                    .note(
                            "What is remembered of offers and jobs was not filled up in time; what"
                                    + " the heap gains by that is in its slope.");
        }
    }

    private static void warmUp(Stage stage, Churn churn) throws Exception {
        Duration share = stage.plan().span().dividedBy(10);
        Duration time =
                share.compareTo(SHORTEST_WARM_UP) < 0
                        ? SHORTEST_WARM_UP
                        : share.compareTo(LONGEST_WARM_UP) > 0 ? LONGEST_WARM_UP : share;
        stage.findings().progress(0.1, "warming up");
        Pace pace = new Pace();
        churn.begin();
        pace.until(time.dividedBy(2));
        startPostgresAgain(stage);
        pace.until(time);
        churn.letGo();
    }

    private static void startPostgresAgain(Stage stage) throws IOException, InterruptedException {
        stage.postgres().stopInOrder();
        stage.postgres().start();
    }

    /// Waits until nobody is there as far as the server says, and nothing changes any more.
    private static Sample rest(Stage stage, Census census) throws Exception {
        stage.findings().progress(0.95, "everybody goes");
        Pace pace = new Pace();
        Sample before = census.take();
        while (pace.passed().compareTo(REST) < 0) {
            Pace.pause(LOOK);
            Sample now = census.take();
            boolean empty = now.of("drivers on duty") == 0 && now.of("jobs open") == 0;
            List<String> restless = Leftovers.changed(before, now);
            if (empty && restless.isEmpty()) {
                return withDatabase(stage, now);
            }
            stage.findings()
                    .progress(
                            0.95,
                            String.format(
                                    Locale.ROOT,
                                    "everybody goes: %.0f on duty, %.0f jobs; changing: %s",
                                    now.of("drivers on duty"),
                                    now.of("jobs open"),
                                    String.join(", ", restless)));
            before = now;
        }
        return withDatabase(stage, before);
    }

    private static List<Sample> soak(Stage stage, Census census, Pace pace) throws Exception {
        Duration span = stage.plan().span();
        Duration step = span.dividedBy(60);
        step = step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
        step = step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
        List<Sample> samples = new ArrayList<>();
        long restarts = 0;
        long most = Math.max(1, span.dividedBy(RESTART_AFTER));
        for (int i = 1; step.multipliedBy(i).compareTo(span) <= 0; i++) {
            Duration at = step.multipliedBy(i);
            pace.until(at);
            Sample sample = withDatabase(stage, census.take());
            samples.add(sample);
            stage.findings()
                    .progress(
                            0.15 + 0.8 * at.toMillis() / span.toMillis(),
                            String.format(
                                    Locale.ROOT,
                                    "heap %.2f MB, %,.0f drivers known",
                                    sample.of(Census.HEAP),
                                    sample.of(Census.DRIVERS)));
            if (restarts < most
                    && at.multipliedBy(most + 1).compareTo(span.multipliedBy(restarts + 1)) > 0) {
                restarts++;
                startPostgresAgain(stage);
            }
        }
        stage.findings().figure("PostgreSQL started again", restarts);
        return samples;
    }

    private static Sample withDatabase(Stage stage, Sample sample) throws SQLException {
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement();
                ResultSet seen =
                        statement.executeQuery(
                                "select pg_database_size(current_database()), count(*)"
                                        + " from pg_stat_activity where datname ="
                                        + " current_database() and pid <> pg_backend_pid()")) {
            seen.next();
            Map<String, Double> values = sample.values();
            values.put(Census.DATABASE, seen.getLong(1) / BYTES_PER_MB);
            values.put(Leftovers.STORE, seen.getDouble(2));
            return new Sample(sample.atSeconds(), sample.heap(), values);
        }
    }

    private static void judge(Stage stage, Leftovers leftovers) throws IOException {
        Plan plan = stage.plan();
        leftovers.judge(stage.findings(), plan.span(), filled(plan));
        leftovers.page().write(plan.folder());
        stage.findings().note("Charts of everything: " + plan.folder().resolve("soak.html"));
    }

    private static double series(Census census) throws IOException, InterruptedException {
        Double told = census.told().get(Census.METERS);
        if (told == null) {
            throw new IOException("the server does not tell its " + Census.METERS);
        }
        return told;
    }

    /// What the server keeps of a driver who came once.
    private static void weighDrivers(Stage stage, Census census, Churn churn, Sample end)
            throws Exception {
        churn.registerAndLeave(ONCE);
        Sample then = rest(stage, census);
        double drivers = then.of(Census.DRIVERS) - end.of(Census.DRIVERS);
        stage.findings()
                .figure(
                        "bytes kept of a driver who came once",
                        Math.round(
                                (then.heap().bytes() - end.heap().bytes()) / Math.max(1, drivers)));
        stage.findings()
                .figure(
                        "map entries kept of him",
                        (then.of(Census.MAP_ENTRIES) - end.of(Census.MAP_ENTRIES))
                                / Math.max(1, drivers));
    }
}
