package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.WrongAnswer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Heap and resident memory of a server process for each idle socket: of a driver on duty at Antar,
/// of nobody in particular at the peer.
final class SocketMemory {

    /// Opened and closed before anything is measured: classes, code and pools are not sockets.
    private static final int WARM_UP = 500;

    private static final int MOST_PER_PROCESS = 19_000;

    private final Bench bench;

    SocketMemory(Bench bench) {
        this.bench = bench;
    }

    void run() throws Exception {
        List<Integer> sizes =
                bench.quick() ? List.of(1_000, 3_000) : List.of(5_000, MOST_PER_PROCESS);
        int onTwo = 2 * sizes.getLast();
        for (int processes : List.of(1, 2)) {
            for (String subject : List.of(WireTopic.PEER, Row.ANTAR)) {
                measure(subject, processes == 1 ? sizes : List.of(onTwo), processes);
            }
        }
        tellRatios();
    }

    private void tellRatios() {
        for (Row peer : bench.rows()) {
            for (Row own : bench.rows()) {
                if (peer.subject().equals(WireTopic.PEER)
                        && own.subject().equals(Row.ANTAR)
                        && peer.metric().endsWith("_bytes_per_socket")
                        && peer.metric().equals(own.metric())
                        && peer.drivers() == own.drivers()) {
                    bench.say(
                            String.format(
                                    Locale.ROOT,
                                    "%d sockets, %s: %.2f times the peer's",
                                    own.drivers(),
                                    own.metric(),
                                    own.value() / peer.value()));
                }
            }
        }
    }

    private void measure(String subject, List<Integer> sizes, int processes) throws Exception {
        List<Child> servers = new ArrayList<>();
        List<Child> clients = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                int port = WireTopic.freePort();
                servers.add(WireTopic.server(subject, port, 0, true));
                Child client =
                        new Child(
                                IdleClients.class,
                                Runtime.getRuntime().availableProcessors() > 1 ? 1 : 0,
                                Integer.toString(port),
                                WireTopic.word(subject),
                                "p" + i + "-");
                client.await();
                clients.add(client);
            }
            open(clients, WARM_UP);
            for (Child client : clients) {
                client.ask("close");
            }
            long[] before = memory(servers);
            int open = 0;
            for (int size : sizes) {
                open(clients, (size - open) / processes);
                open = size;
                long[] after = memory(servers);
                double heap = (after[0] - before[0]) / (double) size;
                double resident = (after[1] - before[1]) / (double) size;
                bench.row(subject, size, "heap_bytes_per_socket", "B", heap, 0);
                bench.row(subject, size, "resident_bytes_per_socket", "B", resident, 0);
                bench.say(
                        String.format(
                                Locale.ROOT,
                                "%s: %d sockets, each %.0f B of heap, %.0f B resident",
                                subject,
                                size,
                                heap,
                                resident));
                // Nobody may have been lost meanwhile.
                for (Child client : clients) {
                    client.ask("open 0");
                }
            }
        } finally {
            clients.forEach(Child::close);
            servers.forEach(Child::close);
        }
    }

    private static void open(List<Child> clients, int more) throws Exception {
        for (Child client : clients) {
            if (client.ask("open " + more)[0] < more) {
                throw new WrongAnswer("not every socket could be opened");
            }
        }
    }

    private static long[] memory(List<Child> servers) throws Exception {
        long[] sum = new long[2];
        for (Child server : servers) {
            long[] one = server.ask("memory");
            sum[0] += one[0];
            sum[1] += one[1];
        }
        return sum;
    }
}
