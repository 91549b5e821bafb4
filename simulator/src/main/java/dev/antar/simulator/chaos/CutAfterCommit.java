package dev.antar.simulator.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Connections to PostgreSQL break between a commit and its answer.
record CutAfterCommit(String name) implements Drill {

    private static final double RESOLVED_SECONDS = 2;
    private static final Duration LOOK = Duration.ofMillis(100);

    @Override
    public String about() {
        return "Connections to PostgreSQL are cut after a commit and before its answer, and, for"
                + " comparison, before it and while it is carried out.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 120 + 2 * (int) plan.span().toSeconds();
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        AtomicLong next = new AtomicLong(Long.MAX_VALUE);
        long pauseNanos = plan.span().toNanos() / plan.cuts();
        CommitCutter cutter = new CommitCutter(stage.tag(), () -> due(next, pauseNanos));
        stage.databaseBehindProxy(Stage.HERE, cutter::tap);
        stage.startServer();
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), false);
        next.set(System.nanoTime());
        Pace pace = new Pace();
        while (cutter.count() < plan.cuts()
                && pace.passed().compareTo(plan.span().multipliedBy(3)) < 0) {
            Pace.pause(LOOK);
            stage.findings()
                    .progress(
                            (double) cutter.count() / plan.cuts(),
                            cutter.count() + " cut, " + askers.open() + " wait for an answer");
        }
        next.set(Long.MAX_VALUE);
        stage.audit();
        judge(stage, cutter.cuts(), askers);
    }

    private static boolean due(AtomicLong next, long pauseNanos) {
        long now = System.nanoTime();
        if (now < next.get() || next.get() == Long.MAX_VALUE) {
            return false;
        }
        // What could not be cut in time is made up for, as fast as there are commits.
        next.addAndGet(pauseNanos);
        return true;
    }

    private static void judge(Stage stage, List<CommitCutter.Cut> cuts, Askers askers)
            throws InterruptedException, TimeoutException {
        Map<String, Asked> byKey = new HashMap<>();
        stage.people().asked().forEach(asked -> byKey.put(asked.key(), asked));
        List<Double> seconds = new ArrayList<>();
        List<Asked> concerned = new ArrayList<>();
        for (CommitCutter.Cut cut : cuts) {
            for (String key : cut.keys()) {
                Asked asked = byKey.get(key);
                if (asked != null && asked.answered()) {
                    seconds.add(Math.max(0, asked.answeredNanos() - cut.atNanos()) / 1e9);
                    concerned.add(asked);
                }
            }
        }
        Findings findings = stage.findings();
        for (CommitCutter.Moment moment : CommitCutter.Moment.values()) {
            findings.figure(
                    "cut " + moment.name().toLowerCase(Locale.ROOT) + " the commit",
                    cuts.stream().filter(cut -> cut.moment() == moment).count());
        }
        findings.figure("requests concerned", concerned.size());
        findings.figure("answered after, s, p50", Percentile.of(50, seconds));
        findings.soon(
                "99 of 100 requests concerned have their answer",
                Percentile.of(99, seconds),
                RESOLVED_SECONDS,
                "s after the cut");
        findings.check(
                Check.none(
                        "different answer to a repeated request",
                        Repetition.answeredOtherwise(concerned, askers)));
    }
}
