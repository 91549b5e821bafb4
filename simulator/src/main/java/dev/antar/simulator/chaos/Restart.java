package dev.antar.simulator.chaos;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The server is killed with many jobs open, and started again.
record Restart(String name) implements Drill {

    private static final double READY_SECONDS = 15;
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MOST_UNDER_WAY = 600;
    private static final int FAST = 3_000;

    /// So many at a time are cancelled in the end.
    private static final int CANCELLED_AT_ONCE = 500;

    private static final Duration TOLD = Duration.ofSeconds(60);

    /// At least, on the slowest of machines.
    private static final int TOLD_PER_SECOND = 500;

    private static final double MOST_SLACK = 3;
    private static final long FINISH_MILLIS = 30_000;
    private static final String A_DAY = "86400000";

    @Override
    public String about() {
        return "The server is killed (kill -9) with very many jobs open and started again; half of"
                + " them wait for drivers, half are for later.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 300 + plan.openJobs() / 100;
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
                            0.7 * askers.acknowledged() / (plan.openJobs() * 1.12),
                            askers.acknowledged() + " jobs made");
        }
        List<Asked> made = askers.finish(FINISH_MILLIS);
        Findings findings = stage.findings();
        findings.figure("made a second", askers.acknowledged() / (pace.passed().toMillis() / 1e3));
        stage.server().kill();
        Duration ready = stage.startServer();
        findings.soon("ready again", ready.toMillis() / 1e3, READY_SECONDS, "s after a kill");
        readBack(stage);
        findings.check(
                Check.none(
                        "open job that the server cannot cancel after its restart",
                        notCancelled(stage, askers, made)));
        stage.audit();
    }

    /// Each open job as the server tells it now, held against its events.
    private static void readBack(Stage stage) throws Exception {
        Findings findings = stage.findings();
        Map<String, JobFold> folds;
        try (Connection connection = stage.connect()) {
            connection.setAutoCommit(false);
            folds = EventFolds.read(connection);
        }
        List<String> open = ReadBack.open(folds);
        findings.figure("jobs open", open.size());
        findings.progress(0.8, open.size() + " open jobs are asked for");
        Duration limit = TOLD.plusSeconds(open.size() / TOLD_PER_SECOND);
        Pace pace = new Pace();
        try (Inquiry inquiry = new Inquiry(stage.vertx(), stage.address())) {
            Map<String, ToldJob> told =
                    inquiry.ask(
                            open,
                            limit.multipliedBy((long) Math.min(stage.plan().slack(), MOST_SLACK)));
            findings.figure("jobs told after the restart", told.size());
            findings.figure("told within, s", pace.passed().toMillis() / 1e3);
            findings.checkAll(ReadBack.checks(folds, told));
        }
    }

    /// A job that is cancelled goes on from the version that the region has of it: another than the
    /// last in its log leaves a hole there, which the audit sees.
    private static int notCancelled(Stage stage, Askers askers, List<Asked> made) {
        List<Asked> open =
                made.stream().filter(each -> each.acknowledged() && !each.isCancelAsked()).toList();
        int cancelled = 0;
        for (int i = 0; i < open.size(); i += CANCELLED_AT_ONCE) {
            cancelled +=
                    askers.cancelAll(open.subList(i, Math.min(i + CANCELLED_AT_ONCE, open.size())));
            stage.findings().progress(0.9, cancelled + " open jobs are cancelled");
        }
        stage.findings().figure("jobs cancelled after the restart", cancelled);
        return open.size() - cancelled;
    }
}
