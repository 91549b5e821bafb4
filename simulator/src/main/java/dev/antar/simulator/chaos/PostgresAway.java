package dev.antar.simulator.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// PostgreSQL goes away for a while, either ended or standing still with its connections open.
///
/// @param frozen whether it stands still
record PostgresAway(String name, boolean frozen) implements Drill {

    private static final double REFUSED_MILLIS = 1_200;
    private static final double FIXES_PERCENT = 95;
    private static final double BACK_SECONDS = 5;
    private static final Duration BEFORE = Duration.ofSeconds(5);

    /// An answer that was on its way when it went.
    private static final long ON_ITS_WAY_NANOS = 1_000_000_000;

    @Override
    public String about() {
        return frozen
                ? "PostgreSQL stands still (SIGSTOP) with its connections open, and goes on."
                : "PostgreSQL is ended at once and started again after a while.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 120 + (int) plan.away().toSeconds();
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.startServer();
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), false);
        try (Meters meters = new Meters(stage.address())) {
            Pace.pause(BEFORE);
            double fixesBefore = fixesPerSecond(meters, BEFORE);
            leave(stage.postgres());
            long gone = System.nanoTime();
            stage.findings().progress(0.3, "PostgreSQL is away");
            double fixesMeanwhile = fixesPerSecond(meters, plan.away());
            long back = System.nanoTime();
            come(stage.postgres());
            long answers = System.nanoTime();
            double first =
                    Pace.await(
                            Duration.ofSeconds(30), () -> askers.lastAcknowledgedNanos() > answers);
            stage.findings().progress(0.8, "PostgreSQL is back");
            Pace.pause(BEFORE);
            stage.audit();
            Findings findings = stage.findings();
            findings.figure("PostgreSQL away, s", (back - gone) / 1e9);
            findings.figure("fixes taken a second before", fixesBefore);
            // Of few, chance alone takes away more.
            double chance = 100 / Math.sqrt(Math.max(1, fixesBefore * plan.away().toSeconds()));
            findings.atLeast(
                    "fixes are taken while it is away",
                    100 * fixesMeanwhile / Math.max(1, fixesBefore),
                    FIXES_PERCENT - chance,
                    "% of before");
            findings.soon("the first job after it is back", first, BACK_SECONDS, "s");
            findings.check(
                    Check.none(
                            "job acknowledged while it was away",
                            stage.people().asked().stream()
                                    .filter(Asked::acknowledged)
                                    .filter(
                                            asked ->
                                                    asked.answeredNanos() > gone + ON_ITS_WAY_NANOS
                                                            && asked.answeredNanos() < back)
                                    .count()));
            judgeRefusals(findings, askers.unsuccessful(), gone, back);
        }
    }

    /// What was sent while it was away was to be refused, soon, and with a word on when to return.
    private static void judgeRefusals(
            Findings findings, List<Attempt> attempts, long gone, long back) {
        List<Attempt> meanwhile =
                attempts.stream()
                        .filter(each -> each.sentNanos() > gone && each.sentNanos() < back)
                        .toList();
        findings.figure("refused meanwhile", meanwhile.size());
        findings.soon(
                "99 of 100 refusals come",
                Percentile.of(99, meanwhile.stream().map(Attempt::millis).toList()),
                REFUSED_MILLIS,
                "ms after the request");
        findings.check(
                Check.none(
                        "answer that was no 503, 429 or 409 with a word on when to come back",
                        meanwhile.stream().filter(each -> !proper(each)).count()));
    }

    private static boolean proper(Attempt attempt) {
        boolean later = attempt.status() == 503 || attempt.status() == 429;
        return attempt.status() == 409 || (later && attempt.retryAfter());
    }

    private void leave(Postgres postgres) throws IOException, InterruptedException {
        if (frozen) {
            postgres.freeze();
        } else {
            postgres.stopAtOnce();
        }
    }

    private void come(Postgres postgres) throws IOException, InterruptedException {
        if (frozen) {
            postgres.thaw();
        } else {
            postgres.start();
        }
    }

    private static double fixesPerSecond(Meters meters, Duration time)
            throws IOException, InterruptedException {
        double before = meters.value("antar_fixes_total", "ACCEPTED");
        Pace pace = new Pace();
        pace.until(time);
        return (meters.value("antar_fixes_total", "ACCEPTED") - before)
                / (pace.passed().toMillis() / 1e3);
    }
}
