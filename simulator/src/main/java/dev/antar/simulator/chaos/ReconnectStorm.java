package dev.antar.simulator.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Every connection of every client breaks at once, again and again.
record ReconnectStorm(String name) implements Drill {

    private static final int STORMS = 3;
    private static final Duration GONE = Duration.ofSeconds(2);
    private static final double BACK_SECONDS = 60;

    @Override
    public String about() {
        return "All connections of all clients break at once, again and again.";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 120 + STORMS * (int) BACK_SECONDS;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.startServer();
        Proxy proxy = stage.proxyToServer();
        stage.people().work(stage.reached(proxy));
        stage.people().ask(stage.reached(proxy), false);
        List<Double> back = new ArrayList<>();
        Pace pace = new Pace();
        try (Meters meters = new Meters(stage.address())) {
            for (int i = 1; i <= STORMS; i++) {
                pace.until(plan.span().multipliedBy(i).dividedBy(STORMS + 1));
                proxy.cutAll();
                // Else those who have not gone yet are taken for those who are back.
                Pace.await(GONE, () -> sockets(meters) < plan.drivers());
                back.add(
                        Pace.await(
                                Duration.ofSeconds((long) BACK_SECONDS),
                                () -> sockets(meters) >= plan.drivers()));
                stage.findings().progress((double) i / STORMS, i + " storms");
            }
        }
        pace.until(plan.span());
        stage.findings()
                .soon(
                        "all " + plan.drivers() + " drivers are back",
                        Percentile.of(100, back),
                        BACK_SECONDS,
                        "s after a storm");
        stage.audit();
    }

    private static double sockets(Meters meters) {
        try {
            return meters.value("antar_sockets", "driver");
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
