package dev.antar.benchmarks.store;

import dev.antar.benchmarks.measure.Bench;
import dev.antar.benchmarks.measure.Row;
import dev.antar.benchmarks.measure.WrongAnswer;
import dev.antar.benchmarks.peer.Pgbench;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// Creates a second by callers who each wait for their answer, and the same rows written by
/// `pgbench`; in turns, so that a noisy moment hits both.
final class ThroughputRun {

    private static final int[] CALLERS = {256, 64, 8, 1};
    private static final int MOST = CALLERS[0];
    private static final int CLIENTS = 8;

    private static final String NEW_NAME =
            """
            \\set a random(100000000000000000, 999999999999999999)
            \\set b random(100000000000000000, 999999999999999999)
            \\set n :n + 1
            """;

    private final Bench bench;
    private final Scene scene;
    private final @Nullable Pgbench pgbench;
    private final int rounds;
    private final int seconds;

    private Figures kept = new Figures();

    ThroughputRun(Bench bench, Scene scene, @Nullable Pgbench pgbench) {
        this.bench = bench;
        this.scene = scene;
        this.pgbench = pgbench;
        this.rounds = bench.quick() ? 3 : 7;
        this.seconds = bench.quick() ? 2 : 4;
    }

    void run() throws Exception {
        bench.say("one create writes " + scene.one);
        // The first counts for nothing.
        round();
        kept = new Figures();
        for (int round = 0; round < rounds; round++) {
            round();
        }
        kept.rows(bench);
    }

    private void round() throws Exception {
        StringBuilder said = new StringBuilder("creates a second by callers:");
        double most = create(MOST);
        said.append(String.format(Locale.ROOT, " %d: %,.0f", MOST, most));
        if (pgbench != null) {
            for (boolean together : new boolean[] {false, true}) {
                double written = write(pgbench, together);
                String peer = peer(together);
                kept.add("antar_to_" + peer, "creates_in_one_round", "times", most / written);
                said.append(String.format(Locale.ROOT, ", %s: %,.0f", peer, written));
            }
        }
        for (int callers : CALLERS) {
            if (callers != MOST) {
                said.append(String.format(Locale.ROOT, ", %d: %,.0f", callers, create(callers)));
            }
        }
        bench.say(said.toString());
    }

    private double create(int callers) throws Exception {
        try (Creates region = scene.creates()) {
            Map<String, Long> before = scene.rows.count();
            OptionalLong used = scene.cpu.micros(true);
            Callers.Answered answered =
                    scene.callers.closedLoop(callers, seconds * 1_000L, region::ask);
            long count = answered.micros().getTotalCount();
            if (callers == MOST) {
                noteCpu(Row.ANTAR, used, count);
            }
            scene.rows.requireJobs(region.id(), region.answered());
            if (count != region.answered().size()) {
                throw new WrongAnswer(count + " answers, created " + region.answered().size());
            }
            if (answered.refused() == 0) {
                scene.rows.requireTimes("a region", before, scene.one, count);
            } else {
                // As a server does whose database takes more than a second.
                bench.say(answered.refused() + " creates were told to come back");
            }
            kept.add(Row.ANTAR, metric(callers), "creates/s", answered.perSecond());
            return answered.perSecond();
        }
    }

    private double write(Pgbench peer, boolean together) throws Exception {
        String script = script(scene.inserts(), together);
        Map<String, Long> before = scene.rows.count();
        OptionalLong used = scene.cpu.micros(false);
        Pgbench.Result result = peer.run(script, CLIENTS, seconds);
        noteCpu(peer(together), used, result.transactions());
        scene.rows.requireTimes("pgbench", before, scene.one, result.transactions());
        kept.add(peer(together), metric(MOST), "creates/s", result.perSecond());
        return result.perSecond();
    }

    /// All processors' time from the caller to the disk, for one create.
    private void noteCpu(String subject, OptionalLong before, long creates) {
        OptionalLong after = scene.cpu.micros(subject.equals(Row.ANTAR));
        // In a short run a peer's new connections would cost more than what they write.
        if (!bench.quick() && creates > 0 && before.isPresent() && after.isPresent()) {
            double micros = after.getAsLong() - before.getAsLong();
            kept.add(subject, "cpu_us_per_create", "us", micros / creates);
        }
    }

    /// @param together all rows by one statement, in one round trip: what only who knows them all
    ///   beforehand can do
    private static String script(List<String> inserts, boolean together) {
        if (!together) {
            return NEW_NAME + "begin;\n" + String.join(";\n", inserts) + ";\ncommit;\n";
        }
        List<String> parts = new ArrayList<>();
        for (String insert : inserts.subList(0, inserts.size() - 1)) {
            parts.add("t" + parts.size() + " as (" + insert + ")");
        }
        return NEW_NAME + "with " + String.join(", ", parts) + " " + inserts.getLast() + ";\n";
    }

    private static String peer(boolean together) {
        return together ? "pgbench_8_one_statement" : "pgbench_8";
    }

    private static String metric(int callers) {
        return "creates_by_" + callers + "_per_s";
    }
}
