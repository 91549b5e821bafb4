package dev.antar.simulator.chaos;

import dev.antar.simulator.profile.Scenario;

/// Maps that stop reading, and phones that read a frame every two seconds.
record DeafReaders(String name) implements Drill {

    private static final int MAPS = 30;
    private static final double SLOW = 0.2;
    private static final int SLOW_MILLIS = 2_000;
    private static final double CREATE_MILLIS = 1_000;

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
                                new Scenario.Operators(1, MAPS, 1_000)));
        stage.people().ask(stage.address(), false);
        Pace pace = new Pace();
        pace.until(plan.span());
        Findings findings = stage.findings();
        try (Meters meters = new Meters(stage.address())) {
            findings.figure(
                    "sockets given up", (long) meters.value("antar_slow_consumers_total", ""));
        }
        stage.audit();
        findings.atMost(
                "99 of 100 customers have their answer",
                Percentile.of(
                        99,
                        stage.people().asked().stream()
                                .filter(Asked::answered)
                                .map(each -> (each.answeredNanos() - each.firstSentNanos()) / 1e6)
                                .toList()),
                CREATE_MILLIS,
                "ms after they asked");
    }
}
