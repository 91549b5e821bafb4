package dev.antar.simulator.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// The network of the server's machine goes away: nothing is refused and nothing answers.
///
/// @param space whether a network namespace can be had
record NetworkDown(String name, Trial space) implements Drill {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final int MORE_MILLIS = 6_000;
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final double BACK_SECONDS = 10;
    private static final String NET = "10.213.7.0/30";

    private interface Switch {

        void down(boolean now) throws IOException, InterruptedException;
    }

    @Override
    public String about() {
        return "The network between the server and everybody else, PostgreSQL too, goes away for"
                + " seconds: nothing is refused, nothing answers.";
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        Optional<String> refused = space.refused();
        Switch network = refused.isEmpty() ? namespace(stage) : proxies(stage);
        stage.findings().note(how(refused));
        Askers askers = stage.people().asking();
        SplittableRandom random = new SplittableRandom(plan.seed());
        Pace pace = new Pace();
        int times = 0;
        double worst = 0;
        while (pace.passed().compareTo(plan.span()) < 0) {
            Pace.pause(BETWEEN);
            network.down(true);
            Pace.pause(LEAST.plusMillis(random.nextInt(MORE_MILLIS)));
            network.down(false);
            long up = System.nanoTime();
            worst =
                    Math.max(
                            worst,
                            Pace.await(
                                    Duration.ofSeconds(30),
                                    () -> askers.lastAcknowledgedNanos() > up));
            times++;
            stage.findings()
                    .progress(
                            (double) pace.passed().toMillis() / plan.span().toMillis(),
                            times + " times down");
        }
        stage.findings().figure("down, times", times);
        stage.findings().soon("the first job after it is back", worst, BACK_SECONDS, "s");
        stage.audit();
    }

    /// In words, for the report.
    ///
    /// @param refused what the machine says against a network namespace, or nothing
    static String how(Optional<String> refused) {
        return refused.map(
                        why ->
                                "By proxies that pass nothing on, without a network namespace ("
                                        + why
                                        + "): that needs root, the command ip"
                                        + " (scripts/install-chaos), and in a container the rights"
                                        + " for it (docker run --cap-add SYS_ADMIN --cap-add"
                                        + " NET_ADMIN --security-opt apparmor=unconfined).")
                .orElse("By a network namespace whose link is taken down.");
    }

    /// The server alone in a namespace; a pair of devices leads there.
    private static Switch namespace(Stage stage) throws Exception {
        String id = Long.toString(ProcessHandle.current().pid() % 10_000);
        String space = "antar" + id;
        String outer = "antar" + id + "a";
        String inner = "antar" + id + "b";
        String here = "10.213.7.1";
        String there = "10.213.7.2";
        Commands.run("ip", "netns", "add", space);
        stage.keep(() -> Commands.run("ip", "netns", "del", space));
        // Without a way to there, what is meant for it would leave the machine by the default one.
        Commands.run("ip", "route", "add", "blackhole", NET, "metric", "9999");
        stage.keep(() -> Commands.run("ip", "route", "del", "blackhole", NET, "metric", "9999"));
        Commands.run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner);
        // Goes with the namespace when that is deleted.
        Commands.run("ip", "link", "set", inner, "netns", space);
        Commands.run("ip", "addr", "add", here + "/30", "dev", outer);
        Commands.run("ip", "link", "set", outer, "up");
        Commands.run("ip", "-n", space, "addr", "add", there + "/30", "dev", inner);
        Commands.run("ip", "-n", space, "link", "set", inner, "up");
        Commands.run("ip", "-n", space, "link", "set", "lo", "up");
        stage.databaseBehindProxy(here, () -> Tap.OPEN);
        stage.serversRun(there, List.of("ip", "netns", "exec", space), Map.of());
        stage.startServer();
        stage.people().work(stage.address());
        stage.people().ask(stage.address(), false);
        // The far end: here the way there must stay.
        return now -> Commands.run("ip", "-n", space, "link", "set", inner, now ? "down" : "up");
    }

    private static Switch proxies(Stage stage) throws Exception {
        Proxy database = stage.databaseBehindProxy(Stage.HERE, () -> Tap.OPEN);
        stage.startServer();
        Proxy clients = stage.proxyToServer();
        stage.people().work(stage.reached(clients));
        stage.people().ask(stage.reached(clients), false);
        return now -> {
            database.silent(now);
            clients.silent(now);
        };
    }
}
