package dev.antar.simulator.chaos;

import dev.antar.simulator.load.Load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every connection of every client breaks at once, again and again, while positions and jobs go
/// on.
record ReconnectStorm(String name) implements Drill {

    private static final int STORMS = 3;
    private static final Duration BACK = Duration.ofSeconds(60);

    /// Who is silent for longer is taken for gone, and what he was offered is taken back.
    private static final double MOST_BACK_SECONDS = 30;

    private static final double MOST = 0.99;

    /// Of all drivers together; more would only keep the clients busy.
    private static final int FIXES_A_SECOND = 1_000;

    private static final Duration GONE = Duration.ofSeconds(30);

    /// What comes and goes by itself: connections of customers, of the database, of the look.
    private static final int MORE_FILES = 100;

    private static final double MORE_HEAP_MIB = 64;

    @Override
    public String about() {
        return "All connections of all clients break at once, again and again, while positions and"
                + " jobs go on.";
    }

    @Override
    public Optional<String> missing() {
        return ProcessLook.missing();
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 240 + 2 * STORMS * (int) BACK.toSeconds();
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        People people = stage.people();
        stage.freshDatabase();
        stage.startServer();
        Proxy proxy = stage.proxyToServer();
        DriversAnswers answers = new DriversAnswers();
        people.work(stage.reached(proxy), people.usual(), fixes(plan), answers);
        people.ask(stage.reached(proxy), false);
        ProcessLook look = new ProcessLook(stage.server().handle());
        ProcessLook.Figures before = look.afterCollection();
        answers.count(true);
        List<Double> most = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> work = new ArrayList<>();
        Pace pace = new Pace();
        for (int i = 1; i <= STORMS; i++) {
            pace.until(plan.span().multipliedBy(i).dividedBy(STORMS + 1));
            ProcessorTime began = ProcessorTime.now(stage);
            storm(proxy, people.working(), plan.drivers(), most, all);
            work.add(ProcessorTime.now(stage).secondsSince(began));
            stage.findings().progress((double) i / STORMS, i + " storms");
        }
        pace.until(plan.span());
        double closed = Pace.await(GONE, () -> look.files() <= before.files() + MORE_FILES);
        ProcessLook.Figures after = look.afterCollection();
        Findings findings = stage.findings();
        findings.soon(
                "99 of 100 drivers are back",
                Percentile.of(100, most),
                MOST_BACK_SECONDS,
                "s after a storm");
        findings.soon(
                "all " + plan.drivers() + " drivers are back",
                Percentile.of(100, all),
                (double) BACK.toSeconds(),
                "s after a storm");
        findings.soon(
                "the server's files are closed again",
                closed,
                (double) GONE.toSeconds(),
                "s after the last storm's end");
        findings.atMost(
                "the server's heap afterwards, after collection",
                after.heapMib(),
                before.heapMib() + MORE_HEAP_MIB,
                "MiB");
        findings.figure("99 of 100 back after each storm, s", seconds(most));
        findings.figure("all back after each storm, s", seconds(all));
        findings.figure("processor of server and PostgreSQL until all are back, s", seconds(work));
        findings.figure("most memory of the server, MiB", after.peakMib());
        findings.figure("heap before, after collection, MiB", before.heapMib());
        findings.figure(
                "acceptances answered on their socket, p99, ms",
                answers.accepts().getValueAtPercentile(99) / 1e3);
        findings.figure(
                "steps answered on their socket, p99, ms",
                answers.steps().getValueAtPercentile(99) / 1e3);
        findings.figure("drivers' commands put off", people.working().putOffSoFar());
        stage.audit();
    }

    /// On a machine that is busy with something else it says more than the clock.
    private static Duration fixes(Plan plan) {
        return Duration.ofMillis(Math.max(1_000, 1_000L * plan.drivers() / FIXES_A_SECOND));
    }

    /// Breaks everything, and waits until everybody is back. Each is welcomed anew, so that those
    /// who have not gone yet are not taken for those who are back.
    private static void storm(
            Proxy proxy, Load load, int drivers, List<Double> most, List<Double> all)
            throws InterruptedException {
        long welcomes = load.welcomes();
        Pace since = new Pace();
        proxy.cutAll();
        most.add(back(load, welcomes, (int) Math.ceil(MOST * drivers), since));
        all.add(back(load, welcomes, drivers, since));
    }

    /// Waits until so many have been welcomed again and are still there.
    ///
    /// @return how long that was since the storm, seconds; more than the limit where it was not
    private static double back(Load load, long welcomes, int drivers, Pace since)
            throws InterruptedException {
        double waited =
                Pace.await(
                        BACK,
                        () -> load.welcomes() - welcomes >= drivers && load.connected() >= drivers);
        return waited > BACK.toSeconds() ? waited : since.passed().toMillis() / 1e3;
    }

    private static String seconds(List<Double> all) {
        return all.stream()
                .map(each -> String.format(Locale.ROOT, "%.1f", each))
                .collect(Collectors.joining(", "));
    }
}
