package dev.antar.simulator.chaos;

import dev.antar.simulator.hostile.Attack;
import dev.antar.simulator.hostile.Attacks;
import dev.antar.simulator.hostile.Target;
import dev.antar.simulator.wire.ServerAddress;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that mean harm, each kind in its turn and then all together, beside honest ones.
record Hostile(String name) implements Drill {

    private static final String HEAP = "-Xmx512m";

    /// Attackers come from other addresses than the honest; where an address may have fewer
    /// connections than one attack makes, that bound is seen to hold as well.
    private static final int ADDRESSES = 5;

    private static final int PER_ADDRESS = 2_000;
    private static final int PATIENCE_SECONDS = 25;
    private static final Duration QUIET = Duration.ofSeconds(8);

    /// The server waits a minute for a client whose requests it has stopped reading.
    private static final Duration GONE = Duration.ofSeconds(90);

    /// What comes and goes by itself: connections of the honest, of the database, of the look.
    private static final int MORE_FILES = 40;

    private static final double MORE_HEAP_MIB = 64;
    private static final double SLOWER = 2;

    /// On a machine that attackers, server and database share, this much is the machine's.
    private static final double NOTICED_MILLIS = 150;

    @Override
    public String about() {
        return "Clients that mean harm, each kind in its turn and then all together, beside honest"
                + " ones: they wait, flood, send what is too large, broken or in disguise, and"
                + " come in crowds. The server has "
                + HEAP
                + ".";
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 900;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Plan plan = stage.plan();
        stage.freshDatabase();
        stage.serversHave(List.of(HEAP));
        stage.serverOption("--connections-per-address=" + PER_ADDRESS);
        stage.startServer();
        stage.people().work(stage.address());
        Askers askers = stage.people().ask(stage.address(), true);
        Pace.await(Ground.READY, () -> askers.acknowledged() > 0);
        Pace.pause(QUIET);
        ProcessLook look = new ProcessLook(stage.server().handle());
        ProcessLook.Figures before = look.afterCollection();
        long quiet = System.nanoTime();
        Pace.pause(QUIET);
        Map<String, long[]> windows = new LinkedHashMap<>();
        windows.put("none", new long[] {quiet, System.nanoTime()});
        ServerAddress server = stage.address();
        Target target =
                new Target(server.host(), server.port(), ADDRESSES, patience(plan), stage.tag());
        List<Attack> attacks = Attacks.all(plan.attackers(), lasting(askers));
        attack(stage, target, attacks, windows);
        ProcessLook.Figures worst = look.figures();
        Findings findings = stage.findings();
        findings.progress(0.9, "the attackers have gone");
        double gone = Pace.await(GONE, () -> look.files() <= before.files() + MORE_FILES);
        ProcessLook.Figures after = look.afterCollection();
        stage.audit();
        findings.figure("most memory of the process, MiB", worst.peakMib());
        findings.figure("heap before, after collection, MiB", before.heapMib());
        findings.soon("files are closed again after", gone, (double) GONE.toSeconds(), "s");
        findings.atMost(
                "the heap afterwards, after collection",
                after.heapMib(),
                before.heapMib() + MORE_HEAP_MIB,
                "MiB");
        findings.check(
                Check.none(
                        "process that ended or ran out of memory",
                        stage.server().handle().isAlive() && !ranOut(stage) ? 0 : 1));
        judgeAnswers(stage, windows);
    }

    private static Duration patience(Plan plan) {
        return Duration.ofMillis((long) (PATIENCE_SECONDS * plan.slack() * 1_000));
    }

    /// One that nobody takes or cancels meanwhile.
    private static String lasting(Askers askers) {
        return askers.find(each -> each.acknowledged() && each.later() && !each.isCancelAsked())
                .orElseThrow(() -> new IllegalStateException("no job was acknowledged"))
                .job();
    }

    private static void attack(
            Stage stage, Target target, List<Attack> attacks, Map<String, long[]> windows)
            throws Exception {
        Findings findings = stage.findings();
        List<String> seen = new ArrayList<>();
        int done = 0;
        for (Attack attack : attacks) {
            findings.progress(0.8 * done++ / attacks.size(), attack.name());
            long began = System.nanoTime();
            Attack.Harm harm = attack.run(target);
            windows.put(attack.name(), new long[] {began, System.nanoTime()});
            judge(findings, attack, harm, "");
            seen.add(attack.name() + ": " + harm);
        }
        findings.progress(0.8, "all together");
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Attack.Harm>> all = new ArrayList<>();
            for (Attack attack : attacks) {
                all.add(threads.submit(() -> attack.run(target)));
            }
            for (int i = 0; i < all.size(); i++) {
                judge(findings, attacks.get(i), all.get(i).get(), ", all together");
            }
        }
        windows.put("all together", new long[] {began, System.nanoTime()});
        seen.forEach(findings::note);
    }

    private static void judge(Findings findings, Attack attack, Attack.Harm harm, String when) {
        findings.check(
                Check.none(
                        attack.name() + when + ": not bounded", harm.harmful(), harm.toString()));
    }

    /// The honest notice little of it.
    private static void judgeAnswers(Stage stage, Map<String, long[]> windows) {
        Findings findings = stage.findings();
        long[] quiet = windows.values().iterator().next();
        double before = answered(stage, quiet[0], quiet[1]);
        findings.figure("answer to a customer without attackers, ms, p99", before);
        String slowest = "";
        double worst = 0;
        long from = Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (Map.Entry<String, long[]> each : windows.entrySet()) {
            if (each.getKey().equals("none")) {
                continue;
            }
            double p99 = answered(stage, each.getValue()[0], each.getValue()[1]);
            from = Math.min(from, each.getValue()[0]);
            until = Math.max(until, each.getValue()[1]);
            if (p99 > worst) {
                worst = p99;
                slowest = each.getKey();
            }
        }
        double during = answered(stage, from, until);
        findings.figure("times slower with attackers, p99", during / Math.max(0.001, before));
        findings.figure("slowest of all, ms, p99 (" + slowest + ")", worst);
        findings.soon(
                "99 of 100 customers have their answer beside attackers",
                during,
                before * SLOWER + NOTICED_MILLIS,
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

    private static boolean ranOut(Stage stage) throws IOException {
        return Files.readString(stage.folder().resolve("server.log")).contains("OutOfMemoryError");
    }
}
