package dev.antar.simulator.chaos;

import dev.antar.simulator.hostile.Attack;
import dev.antar.simulator.hostile.Attackers;
import dev.antar.simulator.hostile.Target;
import dev.antar.simulator.wire.ServerAddress;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clients that mean harm, each kind in its turn and then all together, beside honest ones.
record Hostile(String name) implements Drill {

    private static final String HEAP = "-Xmx512m";

    /// Attackers come from other addresses than the honest; where an address may have fewer
    /// connections than one attack makes, that bound is seen to hold as well.
    private static final int ADDRESSES = 5;

    private static final int PER_ADDRESS = 2_000;
    private static final int PATIENCE_SECONDS = 25;
    private static final Duration QUIET = Duration.ofSeconds(15);

    /// What an attack has left behind is over before the next begins.
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final Duration FIXES = Duration.ofSeconds(1);

    /// The server waits a minute for a client whose requests it has stopped reading.
    private static final Duration GONE = Duration.ofSeconds(90);

    /// What comes with use, beyond those of a server that has just begun: connections of the
    /// database, of the look, files of classes.
    private static final int MORE_FILES = 40;

    private static final double MORE_HEAP_MIB = 64;

    /// Heap, code, threads and what buffers of input and output may take beside it.
    private static final double MOST_MEMORY_MIB = 1_200;

    private static final String TOGETHER = "all together";

    @Override
    public String about() {
        return "Clients that mean harm, each kind in its turn and then all together, beside honest"
                + " ones: they wait, flood, send what is too large, broken or in disguise, and"
                + " come in crowds. The server has "
                + HEAP
                + ".";
    }

    @Override
    public Optional<String> missing() {
        return ProcessLook.missing();
    }

    @Override
    public int moreSeconds(Plan plan) {
        return 900;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Cores cores = Cores.ofThisMachine();
        HonestAnswers honest = new HonestAnswers();
        startServer(stage, cores);
        ProcessHandle server = stage.server().handle();
        ProcessLook look = new ProcessLook(server);
        long files = look.files();
        Askers askers = letPeopleCome(stage, honest);
        ProcessLook.Figures before = look.afterCollection();
        honest.time(HonestAnswers.QUIET, server, () -> Pace.pause(QUIET));
        try (Attackers attackers = attackers(stage, cores, askers)) {
            attack(stage, attackers, honest);
        }
        ProcessLook.Figures worst = look.figures();
        Findings findings = stage.findings();
        findings.progress(0.9, "the attackers have gone");
        // Honest customers who had to wait came on more connections, and use all of them from then
        // on, so that they must have gone, too.
        stage.audit();
        double gone = Pace.await(GONE, () -> look.files() <= files + MORE_FILES);
        ProcessLook.Figures after = look.afterCollection();
        findings.figure("heap before, after collection, MiB", before.heapMib());
        findings.atMost("the most memory of the process", worst.peakMib(), MOST_MEMORY_MIB, "MiB");
        findings.soon("files are closed again after", gone, (double) GONE.toSeconds(), "s");
        findings.atMost(
                "the heap afterwards, after collection",
                after.heapMib(),
                before.heapMib() + MORE_HEAP_MIB,
                "MiB");
        findings.check(
                Check.none(
                        "process that ended or ran out of memory",
                        server.isAlive() && !ranOut(stage) ? 0 : 1));
        honest.judge(findings, stage.people().asked());
    }

    private static void startServer(Stage stage, Cores cores) throws Exception {
        stage.freshDatabase();
        stage.serversRun(Stage.HERE, cores.answering(), Map.of());
        stage.serversHave(List.of(HEAP));
        stage.serverOption("--connections-per-address=" + PER_ADDRESS);
        ProcessHandle database = stage.postgres().handle();
        stage.keep(() -> cores.free(database));
        stage.keep(() -> cores.free(ProcessHandle.current()));
        stage.startServer();
        cores.letAnswer(database);
        cores.letAsk();
        stage.findings().note(cores.words());
    }

    private static Askers letPeopleCome(Stage stage, HonestAnswers honest) throws Exception {
        stage.people().work(stage.address(), stage.people().usual(), FIXES, honest);
        Askers askers = stage.people().ask(stage.address(), true);
        Pace.await(Ground.READY, () -> askers.acknowledged() > 0);
        Pace.pause(QUIET);
        return askers;
    }

    /// They have the processors of those who ask, behind the honest: an attacker who keeps a
    /// customer from asking has done nothing to the server.
    private static Attackers attackers(Stage stage, Cores cores, Askers askers) throws IOException {
        ServerAddress server = stage.address();
        Plan plan = stage.plan();
        Duration patience = Duration.ofMillis((long) (PATIENCE_SECONDS * plan.slack() * 1_000));
        List<String> under = new ArrayList<>(cores.asking());
        if (Commands.exists("nice")) {
            under.addAll(List.of("nice", "-n", "10"));
        }
        return stage.keep(
                Attackers.start(
                        new Target(server.host(), server.port(), ADDRESSES, patience, stage.tag()),
                        plan.attackers(),
                        lasting(askers),
                        under,
                        stage.folder().resolve("attackers.log")));
    }

    /// One that nobody takes or cancels meanwhile.
    private static String lasting(Askers askers) {
        return askers.find(each -> each.acknowledged() && each.later() && !each.isCancelAsked())
                .orElseThrow(() -> new IllegalStateException("no job was acknowledged"))
                .job();
    }

    private static void attack(Stage stage, Attackers attackers, HonestAnswers honest)
            throws Exception {
        Findings findings = stage.findings();
        ProcessHandle server = stage.server().handle();
        List<String> names = attackers.names();
        int done = 0;
        for (String attack : names) {
            findings.progress(0.8 * done++ / names.size(), attack);
            honest.time(
                    attack,
                    server,
                    () -> {
                        Attack.Harm harm = attackers.strike(attack);
                        judge(findings, attack, harm, "");
                        honest.note(harm.toString());
                    });
            Pace.pause(BETWEEN);
        }
        findings.progress(0.8, TOGETHER);
        honest.time(
                TOGETHER,
                server,
                () ->
                        attackers
                                .strikeTogether()
                                .forEach(
                                        (attack, harm) ->
                                                judge(findings, attack, harm, ", " + TOGETHER)));
    }

    private static void judge(Findings findings, String attack, Attack.Harm harm, String when) {
        findings.check(
                Check.none(attack + when + ": not bounded", harm.harmful(), harm.toString()));
        if (2 * harm.missing() > harm.all()) {
            findings.check(
                    Check.none(
                            attack + when + ": attackers without a connection",
                            harm.missing(),
                            harm.toString()));
        }
    }

    private static boolean ranOut(Stage stage) throws IOException {
        return Files.readString(stage.folder().resolve("server.log")).contains("OutOfMemoryError");
    }
}
