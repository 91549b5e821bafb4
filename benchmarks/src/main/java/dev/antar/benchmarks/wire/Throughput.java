package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.Runs;
import dev.antar.benchmarks.measure.WrongAnswer;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
            Map<String, Child> clients = new LinkedHashMap<>();
            clients.put(WireTopic.PEER, echoClient);
            clients.put(Row.ANTAR, antarClient);
            check(antar, antarClient);
            for (Phone.Mode mode : Phone.Mode.values()) {
                measure(mode, clients);
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

    private void measure(Phone.Mode mode, Map<String, Child> clients) throws Exception {
        Map<String, Runs> measured = new LinkedHashMap<>();
        for (int i = -1; i < runs; i++) {
            for (Map.Entry<String, Child> client : clients.entrySet()) {
                long[] answer =
                        client.getValue().ask("run " + mode + " " + (i < 0 ? 2 * millis : millis));
                if (i >= 0) {
                    measured.computeIfAbsent(client.getKey(), _ -> new Runs())
                            .add(answer[0] * (double) mode.fixes * 1e9 / answer[1]);
                }
            }
        }
        for (Map.Entry<String, Runs> subject : measured.entrySet()) {
            bench.row(
                    subject.getKey(),
                    OTHER_DRIVERS,
                    METRICS.get(mode),
                    "fixes/s",
                    subject.getValue());
        }
        bench.say(
                String.format(
                        Locale.ROOT,
                        "%s: %.2f times the echo",
                        METRICS.get(mode),
                        measured.get(Row.ANTAR).median() / measured.get(WireTopic.PEER).median()));
    }

    private static final Map<Phone.Mode, String> METRICS =
            new EnumMap<>(
                    Map.of(
                            Phone.Mode.BINARY, "binary_fixes_per_s",
                            Phone.Mode.BINARY10, "binary10_fixes_per_s",
                            Phone.Mode.JSON, "json_fixes_per_s"));

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
