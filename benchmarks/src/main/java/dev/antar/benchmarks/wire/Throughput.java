package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;

import java.util.List;
import java.util.Locale;

/// Frames of fixes answered in a second, by Antar and by the echo in turn.
final class Throughput {

    private static final int SOCKETS = 64;
    private static final int OTHER_DRIVERS = 100_000;

    private final Bench bench;
    private final int runs;
    private final int millis;

    Throughput(Bench bench) {
        this.bench = bench;
        this.runs = bench.quick() ? 3 : 5;
        this.millis = bench.quick() ? 1_500 : 3_000;
    }

    void run() throws Exception {
        int echoPort = WireTopic.freePort();
        int antarPort = WireTopic.freePort();
        try (Child _ = WireTopic.server(WireTopic.PEER, echoPort, 0, false);
                Child antar = WireTopic.server(Row.ANTAR, antarPort, OTHER_DRIVERS, false);
                Child echoClient = client(WireTopic.PEER, echoPort);
                Child antarClient = client(Row.ANTAR, antarPort)) {
            check(antar, antarClient);
            for (Phone.Mode mode : Phone.Mode.values()) {
                measure(mode, echoClient, antarClient);
                check(antar, antarClient);
            }
        }
    }

    private static Child client(String subject, int port) throws Exception {
        Child client =
                new Child(
                        FixClient.class,
                        Runtime.getRuntime().availableProcessors() > 1 ? 1 : 0,
                        Integer.toString(port),
                        WireTopic.word(subject),
                        Integer.toString(SOCKETS));
        client.await();
        return client;
    }

    /// The two take turns, so that a noisy moment of the machine hits both.
    private void measure(Phone.Mode mode, Child echoClient, Child antarClient) throws Exception {
        Runs echo = new Runs();
        Runs antar = new Runs();
        fixesPerSecond(mode, echoClient, 2 * millis);
        fixesPerSecond(mode, antarClient, 2 * millis);
        for (int i = 0; i < runs; i++) {
            echo.add(fixesPerSecond(mode, echoClient, millis));
            antar.add(fixesPerSecond(mode, antarClient, millis));
        }
        String metric = mode.name().toLowerCase(Locale.ROOT) + "_fixes_per_s";
        bench.row(WireTopic.PEER, OTHER_DRIVERS, metric, "fixes/s", echo);
        bench.row(Row.ANTAR, OTHER_DRIVERS, metric, "fixes/s", antar);
        bench.say(
                String.format(
                        Locale.ROOT,
                        "%s: %,.0f, %.2f times the echo",
                        metric,
                        antar.median(),
                        antar.median() / echo.median()));
    }

    private static double fixesPerSecond(Phone.Mode mode, Child client, int millis)
            throws Exception {
        long[] framesAndNanos = client.ask("run " + mode + " " + millis);
        return framesAndNanos[0] * (double) mode.fixes * 1e9 / framesAndNanos[1];
    }

    /// Every fix that was sent has moved its driver, and each is where his last fix says.
    private static void check(Child server, Child client) throws Exception {
        long sent = client.ask("fixes")[0];
        long accepted = server.ask("accepted")[0];
        if (accepted != sent) {
            throw new WrongAnswer(sent + " fixes were sent and " + accepted + " accepted");
        }
        for (int i = 0; sent > 0 && i < SOCKETS; i++) {
            List<Long> last = boxed(client.ask("last " + i));
            List<Long> at = boxed(server.ask("at bench-" + i));
            if (!last.equals(at)) {
                throw new WrongAnswer("bench-" + i + " is at " + at + " instead of " + last);
            }
        }
    }

    private static List<Long> boxed(long[] numbers) {
        return java.util.Arrays.stream(numbers).boxed().toList();
    }
}
