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
/// What it can do is measured first, in the same run: jobs made and given up again a second, by
/// customers who each wait for their answers. Nobody drives near those jobs, and each ends soon, so
/// that the server has as much to do at the end as at the beginning.
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
    private static final int CUSTOMERS = 128;
    private static final int MAPS = 5;
    private static final Duration FIXES = Duration.ofSeconds(2);
    private static final String WAIT_MILLIS = "60000";

    /// So much further north that no driver is near.
    private static final double AWAY_DEGREES = 0.5;

    private static final int RECOVERY_LIMIT_SECONDS = 60;
    private static final int TRIES = 6;

    /// By less than this it has not got faster.
    private static final double BETTER = 1.05;

    private static final int NO_BETTER = 3;

    /// Windows in which its code is being compiled.
    private static final int COMPILING = 10;

    /// Windows after which it is warm.
    private static final int WARM = 20;

    /// Windows after a rush, or a rest, before it is measured what it can do.
    private static final int SETTLED_AGAIN = 2;

    /// Windows after a checkpoint, in which pages are written whole.
    private static final int AFTER_CHECKPOINT = 6;

    /// A rush before the one that counts, for what a server does then has to be compiled as well.
    private static final Duration REHEARSAL = Duration.ofSeconds(60);

    /// A machine that has no time for us for a few seconds is not to end the run.
    private static final double LEAST_PER_SECOND = 20;

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
        return 480;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Cores cores = Cores.ofThisMachine();
        Path heapLog = stage.folder().resolve("gc.log");
        DriversAnswers answers = new DriversAnswers();
        try (Rush rush = begin(stage, cores, heapLog, answers);
                Meters meters = new Meters(stage.address())) {
            OverloadFindings found = new OverloadFindings(stage.findings(), stage.plan().span());
            stage.findings().note(cores.words());
            // All the while: positions are not refused, so what else can be done is measured beside
            // as many of them as come in the rush.
            stage.people().working().hurry(true);
            Times times = Times.of(stage.plan().span());
            double best = found.full() ? rehearse(stage, rush, times) : 0;
            Capacity before =
                    capacity(stage, rush, times, found.full() ? AFTER_CHECKPOINT : SETTLED_AGAIN);
            Tally usual = usual(stage, rush, before.perSecond());
            double usualMillis = OverloadFindings.millis(usual.took(RequestKind.CREATE), 99);
            OverloadFindings.Seen seen =
                    rush(stage, rush, Math.max(best, before.perSecond()), answers, meters);
            found.recovered(
                    recovery(stage, rush, before.perSecond(), usual), RECOVERY_LIMIT_SECONDS);
            Capacity after = found.full() ? capacity(stage, rush, times, SETTLED_AGAIN) : before;
            found.capacity(before, after);
            found.rush(seen, usualMillis);
            stage.findings().figure("connections lost", rush.broken());
            stage.people().working().hurry(false);
            found.memory(stage.server().handle(), HeapLog.read(heapLog));
            audit(stage, rush);
            found.offered(seen);
        }
    }

    /// How long the parts beside the rush take; a warm-up goes in windows.
    private record Times(Duration window, Duration measure, Duration usual) {

        static final Times SHORT =
                new Times(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));

        static final Times LONG =
                new Times(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(8));

        static Times of(Duration span) {
            return span.compareTo(OverloadFindings.FULL) < 0 ? SHORT : LONG;
        }
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

    /// @return the most that it did a second, for seconds
    private static double rehearse(Stage stage, Rush rush, Times times)
            throws InterruptedException, SQLException {
        rush.cycle(CUSTOMERS);
        double best = warmUp(stage, rush, times.window(), COMPILING, WARM);
        rush.rest();
        stage.findings().progress(0.15, "a rehearsal");
        rush.come(Arrivals.draw(rates(best), REHEARSAL.toMillis() / 1e3, stage.plan().seed()));
        Pace.pause(REHEARSAL);
        rush.stop();
        rush.awaitCancellations(SETTLED);
        checkpoint(stage);
        return best;
    }

    /// The next one by time comes five minutes later: what is measured meanwhile is not disturbed
    /// by one in some of its parts and not in others.
    private static void checkpoint(Stage stage) throws SQLException {
        try (var connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    /// What a server could do when everybody waited for his answer.
    ///
    /// @param perSecond creates and cancellations
    /// @param perProcessorSecond the same, for each second of processor of server and PostgreSQL
    /// @param use of processors, in words
    record Capacity(double perSecond, double perProcessorSecond, String use) {}

    /// @param windows that do not count, at first
    private static Capacity capacity(Stage stage, Rush rush, Times times, int windows)
            throws InterruptedException {
        rush.cycle(CUSTOMERS);
        warmUp(stage, rush, times.window(), windows, windows);
        ProcessorTime began = processorTime(stage);
        Tally counted = rush.watch(times.measure());
        ProcessorTime ended = processorTime(stage);
        rush.rest();
        double perSecond = Math.max(LEAST_PER_SECOND, perSecond(rush, counted, times.measure()));
        return new Capacity(
                perSecond,
                perSecond * times.measure().toSeconds() / ended.secondsSince(began),
                ended.since(began));
    }

    /// A server that has just begun is slow; what it can do is what it can do after that.
    ///
    /// @param least windows, however little faster it gets meanwhile
    /// @param most windows, however much
    /// @return the most that it did a second
    private static double warmUp(Stage stage, Rush rush, Duration window, int least, int most)
            throws InterruptedException {
        double best = 0;
        int noBetter = 0;
        for (int i = 0; i < most && (i < least || noBetter < NO_BETTER); i++) {
            double now = perSecond(rush, rush.watch(window), window);
            noBetter = now > best * BETTER ? 0 : noBetter + 1;
            best = Math.max(best, now);
            stage.findings()
                    .progress(
                            0.05 + 0.005 * i,
                            "what the server can do, " + Math.round(now) + " changes a second");
        }
        return best;
    }

    private static double perSecond(Rush rush, Tally counted, Duration span) {
        return rush.look(() -> counted.donePerSecond(0, (int) span.toSeconds()));
    }

    private static ProcessorTime processorTime(Stage stage) {
        return ProcessorTime.now(stage.server().handle(), stage.postgres().handle());
    }

    private static Tally usual(Stage stage, Rush rush, double capacity)
            throws InterruptedException {
        stage.findings().progress(0.2, "half as much");
        Duration span = Times.of(stage.plan().span()).usual();
        rush.come(half(stage, capacity, IN_A_HURRY.toMillis() / 1e3));
        Pace.pause(IN_A_HURRY);
        Tally counted = rush.come(half(stage, capacity, span.toMillis() / 1e3));
        Pace.pause(span);
        rush.stop();
        rush.awaitCancellations(Duration.ofSeconds(5));
        return counted;
    }

    private static Arrivals half(Stage stage, double capacity, double seconds) {
        return Arrivals.draw(
                Map.of(RequestKind.CREATE, capacity / 4), seconds, stage.plan().seed());
    }

    private static OverloadFindings.Seen rush(
            Stage stage, Rush rush, double capacity, DriversAnswers answers, Meters meters)
            throws IOException, InterruptedException {
        stage.findings().progress(0.3, "five times as much");
        double seconds = stage.plan().span().toMillis() / 1e3;
        Arrivals arrivals = Arrivals.draw(rates(capacity), seconds, stage.plan().seed());
        double taken = fixes(meters, "ACCEPTED");
        double all = fixes(meters, "");
        ProcessorTime began = processorTime(stage);
        long putOff = stage.people().working().putOffSoFar();
        answers.count(true);
        Tally tally = rush.come(arrivals);
        Pace pace = new Pace();
        double connections = 0;
        while (pace.passed().compareTo(stage.plan().span()) < 0) {
            Pace.pause(LOOK);
            connections = Math.max(connections, rush.connected());
            stage.findings()
                    .progress(
                            0.3 + 0.5 * pace.passed().toMillis() / 1e3 / seconds,
                            "five times as much");
        }
        int came = rush.stop();
        Files.writeString(stage.folder().resolve("rush.csv"), rush.look(tally::csv));
        answers.count(false);
        ProcessorTime ended = processorTime(stage);
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
    private static int recovery(Stage stage, Rush rush, double capacity, Tally usual)
            throws InterruptedException {
        double usualMillis = rush.look(() -> Recovery.millis(usual.seconds()));
        stage.findings().figure("wanted to cancel when the rush ended", rush.goAway());
        stage.findings().progress(0.85, "half as much again");
        Tally probe = rush.come(half(stage, capacity, RECOVERY_LIMIT_SECONDS));
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
        stage.people().asked(rush.asked());
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
