package dev.antar.simulator.chaos;

import dev.antar.simulator.profile.Scenario;

/// Maps that stop reading, beside phones that read a frame every two seconds.
record DeafReaders(String name) implements Drill {

    private static final int MAPS = 30;
    private static final double SLOW = 0.2;
    private static final int SLOW_MILLIS = 2_000;

    /// What others may notice of it, beside a fifth more.
    private static final double NOTICED_MILLIS = 100;

    private static final double NOTICED_SHARE = 1.2;

    @Override
    public String about() {
        return MAPS
                + " maps stop reading and leave their sockets open, and a fifth of the drivers'"
                + " phones read a frame every 2 s.";
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.startServer();
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
                                new Scenario.Phones(SLOW, SLOW_MILLIS, 0, SLOW_MILLIS, 0, 0, 0),
                                new Scenario.Operators(
                                        1, MAPS, plan.span().dividedBy(2).toMillis())));
        stage.people().ask(stage.address(), false);
        Pace pace = new Pace();
        pace.until(plan.span().dividedBy(2));
        long half = System.nanoTime();
        pace.until(plan.span());
        Findings findings = stage.findings();
        try (Meters meters = new Meters(stage.address())) {
            findings.figure(
                    "sockets given up", (long) meters.value("antar_slow_consumers_total", ""));
        }
        stage.audit();
        double before = answered(stage, 0, half);
        findings.figure("answer to a customer before, ms, p99", before);
        findings.soon(
                "99 of 100 customers have their answer",
                answered(stage, half, Long.MAX_VALUE),
                before * NOTICED_SHARE + NOTICED_MILLIS,
                "ms after they asked");
    }

    private static double answered(Stage stage, long from, long until) {
        return Percentile.of(
                99,
                stage.people().asked().stream()
                        .filter(Asked::answered)
                        .filter(each -> each.firstSentNanos() > from)
                        .filter(each -> each.firstSentNanos() < until)
                        .map(each -> (each.answeredNanos() - each.firstSentNanos()) / 1e6)
                        .toList());
    }
}
