package dev.antar.simulator.chaos;

import dev.antar.simulator.processes.ServerProcess;

import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;

/// The server stands still as in a long pause of its machine, and goes on; at last another has
/// taken its region over meanwhile.
record FreezeServer(String name) implements Drill {

    private static final Duration LEAST = Duration.ofMillis(1_500);
    private static final int MORE_MILLIS = 2_500;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration BEFORE_TAKEOVER = Duration.ofSeconds(1);
    private static final double FENCED_SECONDS = 5;

    @Override
    public String about() {
        return "The server stands still (SIGSTOP) for seconds and goes on, again and again; the"
                + " last time another server has taken its region over meanwhile.";
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.startServer();
        Proxy proxy = stage.proxyToServer();
        stage.people().work(stage.reached(proxy));
        Askers askers = stage.people().ask(stage.reached(proxy), false);
        SplittableRandom random = new SplittableRandom(plan.seed());
        ProcessHandle old = stage.server().handle();
        Pace pace = new Pace();
        int freezes = 0;
        while (pace.passed().compareTo(plan.span()) < 0) {
            Pace.pause(BETWEEN);
            Signals.freeze(old);
            Pace.pause(LEAST.plusMillis(random.nextInt(MORE_MILLIS)));
            Signals.thaw(old);
            freezes++;
            stage.findings()
                    .progress(
                            (double) pace.passed().toMillis() / plan.span().toMillis(),
                            freezes + " times frozen");
        }
        Pace.pause(BEFORE_TAKEOVER);
        Signals.freeze(old);
        ServerProcess rival = stage.startRival();
        rival.awaitReady(Ground.READY);
        URI there = URI.create(rival.url());
        proxy.target(there.getHost(), there.getPort());
        proxy.cutAll();
        long took = System.nanoTime();
        double served =
                Pace.await(Duration.ofSeconds(30), () -> askers.lastAcknowledgedNanos() > took);
        Signals.thaw(old);
        try (Meters meters = new Meters(stage.address())) {
            double fenced =
                    Pace.await(
                            Duration.ofSeconds(30), () -> meters.isNotReadyBecause("TAKEN_OVER"));
            stage.findings()
                    .soon(
                            "the server that was replaced knows it after",
                            fenced,
                            FENCED_SECONDS,
                            "s");
        }
        stage.findings().figure("frozen, times", freezes + 1L);
        stage.findings().figure("first job at the one that took over, s", served);
        stage.audit();
    }
}
