package dev.antar.simulator.chaos;

import java.time.Duration;
import java.util.List;

/// The server is killed with many jobs open, and started again.
record Restart(String name) implements Drill {

    private static final double READY_SECONDS = 15;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MOST_UNDER_WAY = 600;
    private static final int FAST = 3_000;
    private static final int CANCELLED_AFTER = 500;
    private static final long FINISH_MILLIS = 30_000;
    private static final String A_DAY = "86400000";

    @Override
    public String about() {
        return "The server is killed (kill -9) with very many jobs open and started again; half of"
                + " them wait for drivers, half are for later.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 180 + plan.openJobs() / 300;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.jobsWait(A_DAY);
        stage.startServer();
        Askers askers = stage.people().ask(stage.address(), true);
        Pace pace = new Pace();
        // A tenth is cancelled again.
        while (askers.acknowledged() < plan.openJobs() * 1.12) {
            askers.rate(askers.open() < MOST_UNDER_WAY ? FAST : 1);
            Pace.pause(LOOK);
            stage.findings()
                    .progress(
                            askers.acknowledged() / (plan.openJobs() * 1.12),
                            askers.acknowledged() + " jobs made");
        }
        List<Asked> made = askers.finish(FINISH_MILLIS);
        Findings findings = stage.findings();
        findings.figure("made a second", askers.acknowledged() / (pace.passed().toMillis() / 1e3));
        stage.server().kill();
        Duration ready = stage.startServer();
        findings.soon("ready again", ready.toMillis() / 1e3, READY_SECONDS, "s after a kill");
        List<Asked> some =
                made.stream()
                        .filter(each -> each.acknowledged() && !each.isCancelAsked())
                        .limit(CANCELLED_AFTER)
                        .toList();
        findings.check(
                Check.none(
                        "open job that the server does not know after its restart",
                        some.size() - askers.cancelAll(some)));
        stage.audit();
        try (var connection = stage.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select count(*) from job where ended_at is null")) {
            row.next();
            findings.figure("jobs open", row.getLong(1));
        }
    }
}
