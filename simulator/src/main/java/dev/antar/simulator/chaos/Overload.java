package dev.antar.simulator.chaos;

import dev.antar.core.geo.LatLng;
import dev.antar.simulator.profile.Scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Five times as much is asked of a server as it can do, for a while, beside drivers at work.
///
/// What it can do is measured before and after, in the same run: jobs made and given up again a
/// second, by customers who each wait for their answers. Nobody drives near those jobs, and each is
/// given up a second after it was made, then as in the rush, so that the server has as much to do
/// at the end as at the beginning.
record Overload(String name) implements Drill {

    /// Of jobs, in parts of the capacity that was seen before. A cancellation comes of each that is
    /// let in: of half as many as the server can do changes. Together some more than five, for
    /// afterwards it may have shown that it can do more.
    private static final double CREATES = 5.5;

    private static final double READS = 0.5;
    private static final double SEARCHES = 0.1;
    private static final double EXPLANATIONS = 0.05;

    private static final String HEAP = "-Xmx512m";
    private static final int CONNECTIONS = 2_000;
    private static final int MAPS = 5;
    private static final Duration FIXES = Duration.ofSeconds(2);
    private static final String WAIT_MILLIS = "60000";

    /// So much further north that no driver is near.
    private static final double AWAY_DEGREES = 0.5;

    /// How often, in a full run. What a machine can do changes by itself, by a tenth and more from
    /// one minute to the next: one rush says too little.
    private static final int RUSHES = 3;

    static final int RECOVERY_LIMIT_SECONDS = 60;
    private static final int TRIES = 6;

    /// A rush's share of the drill.
    private static final double RUSHING = 0.1;

    /// A rush before those that count, for what a server does then has to be compiled as well.
    private static final Duration REHEARSAL = Duration.ofSeconds(60);

    static final Duration FULL = Duration.ofSeconds(60);

    /// Before a rush and after it, in a full run.
    private static final Duration MEASURED = Duration.ofSeconds(45);

    private static final Duration LOOK = Duration.ofMillis(250);

    /// Until those who came at full throughput are gone.
    private static final Duration IN_A_HURRY = Duration.ofSeconds(2);

    private static final Duration SETTLED = Duration.ofSeconds(90);

    @Override
    public String about() {
        return "Five times as many jobs and cancellations as the server can carry out, beside"
                + " reads, searches, maps and drivers who send their positions five times as often;"
                + " the server has a heap of 512 MB.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return full(plan) ? 840 + (RUSHES - 1) * (int) plan.span().toSeconds() : 480;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Cores cores = Cores.ofThisMachine();
        Path heapLog = stage.folder().resolve("gc.log");
        DriversAnswers answers = new DriversAnswers();
        try (Rush rush = begin(stage, cores, heapLog, answers);
                Meters meters = new Meters(stage.address())) {
            boolean full = full(stage.plan());
            OverloadFindings found = new OverloadFindings(stage.findings(), full);
            stage.findings().note(cores.words());
            // All the while: positions are not refused, so what else can be done is measured beside
            // as many of them as come in the rush.
            stage.people().working().hurry(true);
            CapacityMeter meter =
                    full
                            ? new CapacityMeter(stage, rush, Duration.ofSeconds(5), MEASURED)
                            : new CapacityMeter(
                                    stage, rush, Duration.ofSeconds(2), Duration.ofSeconds(3));
            if (full) {
                rehearse(stage, rush, meter);
            }
            Capacity before = full ? meter.measureAfterCheckpoint(0.17) : meter.measure(0.05);
            double half = before.perSecond() / 2;
            Tally usual = usual(stage, rush, half);
            for (int i = 0; i < (full ? RUSHES : 1); i++) {
                OverloadFindings.Seen seen =
                        rush(stage, rush, i, share(full, i), meter.best(), answers, meters);
                half = Math.min(half, before.perSecond() / 2);
                double done = share(full, i) + RUSHING;
                stage.findings().progress(done, "half as much again");
                int recovered = recovery(rush, creates(stage, half, RECOVERY_LIMIT_SECONDS), usual);
                rush.awaitCancellations(SETTLED);
                Capacity after = full ? meter.measureAfterCheckpoint(done + 0.02) : before;
                found.rush(seen, before, after, recovered);
                before = after;
            }
            found.all(OverloadFindings.millis(usual.took(RequestKind.CREATE), 99));
            stage.findings().figure("connections lost", rush.broken());
            stage.people().working().hurry(false);
            found.memory(stage.server().handle(), HeapLog.read(heapLog));
            audit(stage, rush);
            found.offered();
        }
    }

    /// How much of the drill is done when a rush begins.
    private static double share(boolean full, int number) {
        return full ? 0.26 + 0.22 * number : 0.3;
    }

    /// Bounds that depend on the machine count in runs of at least a minute.
    private static boolean full(Plan plan) {
        return plan.span().compareTo(FULL) >= 0;
    }

    private static Rush begin(Stage stage, Cores cores, Path heapLog, DriversAnswers answers)
            throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.jobsWait(WAIT_MILLIS);
        stage.serversRun(Stage.HERE, cores.answering(), Map.of());
        stage.serversHave(List.of(HEAP, HeapLog.flag(heapLog)));
        ProcessHandle database = stage.postgres().handle();
        stage.keep(() -> cores.free(database));
        stage.keep(() -> cores.free(ProcessHandle.current()));
        stage.startServer();
        cores.letAnswer(database);
        cores.letAsk();
        Scenario usual = stage.people().usual();
        stage.people()
                .work(
                        stage.address(),
                        new Scenario(
                                usual.driverPrefix(),
                                usual.drivers(),
                                usual.jobsPerMinute(),
                                usual.jobsAtOnce(),
                                usual.connectsPerSecond(),
                                usual.timetable(),
                                usual.hotSpot(),
                                usual.storms(),
                                usual.phones(),
                                new Scenario.Operators(MAPS, 0, 0)),
                        FIXES,
                        answers);
        LatLng away = new LatLng(Stage.MIDDLE.lat() + AWAY_DEGREES, Stage.MIDDLE.lng());
        Rush rush =
                stage.keep(
                        new Rush(stage.vertx(), stage.address(), stage.tag(), away, plan.seed()));
        rush.open(CONNECTIONS);
        return rush;
    }

    private static void rehearse(Stage stage, Rush rush, CapacityMeter meter)
            throws InterruptedException, SQLException {
        meter.warmUp();
        stage.findings().progress(0.11, "a rehearsal");
        rush.come(
                Arrivals.draw(
                        rates(meter.best()), REHEARSAL.toMillis() / 1e3, stage.plan().seed()));
        Pace.pause(REHEARSAL);
        rush.stop();
        rush.awaitCancellations(SETTLED);
        meter.fillLog();
    }

    /// @param half of the capacity, changes a second
    private static Tally usual(Stage stage, Rush rush, double half) throws InterruptedException {
        stage.findings().progress(0.24, "half as much");
        Duration span = full(stage.plan()) ? Duration.ofSeconds(8) : Duration.ofSeconds(4);
        rush.come(creates(stage, half, IN_A_HURRY.toMillis() / 1e3));
        Pace.pause(IN_A_HURRY);
        Tally counted = rush.come(creates(stage, half, span.toMillis() / 1e3));
        Pace.pause(span);
        rush.stop();
        rush.awaitCancellations(Duration.ofSeconds(5));
        return counted;
    }

    /// Of each comes a cancellation.
    private static Arrivals creates(Stage stage, double changesPerSecond, double seconds) {
        return Arrivals.draw(
                Map.of(RequestKind.CREATE, changesPerSecond / 2), seconds, stage.plan().seed());
    }

    private static OverloadFindings.Seen rush(
            Stage stage,
            Rush rush,
            int number,
            double share,
            double capacity,
            DriversAnswers answers,
            Meters meters)
            throws IOException, InterruptedException {
        double seconds = stage.plan().span().toMillis() / 1e3;
        Arrivals arrivals = Arrivals.draw(rates(capacity), seconds, stage.plan().seed() + number);
        double taken = fixes(meters, "ACCEPTED");
        double all = fixes(meters, "");
        ProcessorTime began = ProcessorTime.now(stage);
        long putOff = stage.people().working().putOffSoFar();
        answers.forget();
        answers.count(true);
        Tally tally = rush.come(arrivals);
        Pace pace = new Pace();
        double connections = 0;
        while (pace.passed().compareTo(stage.plan().span()) < 0) {
            Pace.pause(LOOK);
            connections = Math.max(connections, rush.connected());
            stage.findings()
                    .progress(
                            share + RUSHING * pace.passed().toMillis() / 1e3 / seconds,
                            "five times as much");
        }
        int came = rush.stop();
        Files.writeString(
                stage.folder().resolve("rush-" + (number + 1) + ".csv"), rush.look(tally::csv));
        answers.count(false);
        ProcessorTime ended = ProcessorTime.now(stage);
        return new OverloadFindings.Seen(
                tally,
                seconds,
                ended.secondsSince(began),
                ended.since(began),
                arrivals.count(),
                came,
                answers.accepts(),
                answers.steps(),
                stage.people().working().putOffSoFar() - putOff,
                fixes(meters, "ACCEPTED") - taken,
                fixes(meters, "") - all,
                connections);
    }

    private static Map<RequestKind, Double> rates(double capacity) {
        Map<RequestKind, Double> rates = new EnumMap<>(RequestKind.class);
        rates.put(RequestKind.CREATE, CREATES * capacity);
        rates.put(RequestKind.READ, READS * capacity);
        rates.put(RequestKind.SEARCH, SEARCHES * capacity);
        rates.put(RequestKind.EXPLANATION, EXPLANATIONS * capacity);
        return rates;
    }

    /// Asks for half of what it can do until that goes as it did before.
    ///
    /// @return seconds, or -1 where it never did
    private static int recovery(Rush rush, Arrivals half, Tally usual) throws InterruptedException {
        double usualMillis = rush.look(() -> Recovery.millis(usual.seconds()));
        rush.goAway();
        Tally probe = rush.come(half);
        Pace pace = new Pace();
        int recovered = -1;
        while (recovered < 0 && pace.passed().toSeconds() < RECOVERY_LIMIT_SECONDS) {
            Pace.pause(LOOK);
            int over = (int) pace.passed().toSeconds();
            recovered =
                    rush.look(
                            () ->
                                    Recovery.seconds(
                                            probe.seconds()
                                                    .subList(
                                                            0,
                                                            Math.min(over, probe.seconds().size())),
                                            usualMillis));
        }
        rush.stop();
        return recovered;
    }

    private static void audit(Stage stage, Rush rush) throws Exception {
        stage.findings().progress(0.95, "everybody finishes, then the audit");
        stage.findings().figure("jobs not given up in the end", rush.awaitCancellations(SETTLED));
        rush.settle(kept(stage), SETTLED);
        stage.people().finish();
        rush.recall(kept(stage));
        stage.people().asked(rush.asked(), rush.refused());
        try (var connection = stage.connect()) {
            stage.people().audit(connection);
        }
    }

    /// Keys whose request was carried out, whatever was answered.
    private static Set<String> kept(Stage stage) throws SQLException {
        Set<String> keys = new HashSet<>();
        try (var connection = stage.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select key from idempotency where status = 201")) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
        return keys;
    }

    /// A server that has just been overrun may take its time.
    private static double fixes(Meters meters, String verdict)
            throws IOException, InterruptedException {
        IOException last = new IOException("not asked");
        for (int i = 0; i < TRIES; i++) {
            try {
                return meters.value("antar_fixes_total", verdict);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }
}
