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
    private final long warmUpFrames;
    private final int warmUpRuns;

    Throughput(Bench bench) {
        this.bench = bench;
        this.runs = bench.quick() ? 3 : 5;
        this.millis = bench.quick() ? 1_000 : 3_000;
        this.warmUpFrames = bench.quick() ? 200_000 : 500_000;
        this.warmUpRuns = bench.quick() ? 4 : 20;
    }

    void run() throws Exception {
        int echoPort = WireTopic.freePort();
        int antarPort = WireTopic.freePort();
        try (Child echo = WireTopic.server(WireTopic.PEER, echoPort, 0, false);
                Child antar = WireTopic.server(Row.ANTAR, antarPort, OTHER_DRIVERS, false);
                Child echoClient = client(WireTopic.PEER, echoPort);
                Child antarClient = client(Row.ANTAR, antarPort)) {
            check(antar, antarClient);
            for (Phone.Mode mode : Phone.Mode.values()) {
                measure(mode, new Side(echo, echoClient), new Side(antar, antarClient));
                check(antar, antarClient);
            }
        }
    }

    /// A subject's server with its client, and what was measured of it: fixes a second, and the
    /// processor time that the server's event loop took for one. The latter holds on a busy machine
    /// too.
    private record Side(Child server, Child client, long begunAt, Runs perSecond, Runs nanos) {

        Side(Child server, Child client) throws Exception {
            this(server, client, client.ask("fixes")[0], new Runs(), new Runs());
        }

        /// Whether the code is compiled as well as it will be, however busy the machine is.
        boolean isWarm(Phone.Mode mode, long frames) throws Exception {
            return client.ask("fixes")[0] >= begunAt + frames * mode.fixes;
        }

        void run(Phone.Mode mode, int millis, boolean keep) throws Exception {
            long fixes = client.ask("fixes")[0];
            long cpu = server.ask("cpu")[0];
            long[] framesAndNanos = client.ask("run " + mode + " " + millis);
            double took = server.ask("cpu")[0] - cpu;
            if (keep) {
                perSecond.add(framesAndNanos[0] * (double) mode.fixes * 1e9 / framesAndNanos[1]);
                nanos.add(took / (client.ask("fixes")[0] - fixes));
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
    private void measure(Phone.Mode mode, Side echo, Side antar) throws Exception {
        // In turns too: a phone that is silent for long is taken for dead.
        for (int i = 0;
                i < 2
                        || (i < warmUpRuns
                                && !(echo.isWarm(mode, warmUpFrames)
                                        && antar.isWarm(mode, warmUpFrames)));
                i++) {
            echo.run(mode, millis, false);
            antar.run(mode, millis, false);
        }
        for (int i = 0; i < runs; i++) {
            echo.run(mode, millis, true);
            antar.run(mode, millis, true);
        }
        String name = mode.name().toLowerCase(Locale.ROOT);
        row(WireTopic.PEER, name, echo);
        row(Row.ANTAR, name, antar);
        bench.say(
                String.format(
                        Locale.ROOT,
                        "%s: %,.0f fixes/s, %.2f times the echo; %.2f times by processor time",
                        name,
                        antar.perSecond.median(),
                        antar.perSecond.median() / echo.perSecond.median(),
                        echo.nanos.median() / antar.nanos.median()));
    }

    private void row(String subject, String mode, Side side) {
        bench.row(subject, OTHER_DRIVERS, mode + "_fixes_per_s", "fixes/s", side.perSecond);
        bench.row(subject, OTHER_DRIVERS, mode + "_loop_ns_per_fix", "ns", side.nanos);
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
