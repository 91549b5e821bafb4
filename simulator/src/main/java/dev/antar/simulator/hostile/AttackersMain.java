package dev.antar.simulator.hostile;

import io.vertx.core.json.JsonArray;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The process of [Attackers]: reads the name of an attack a line, carries it out, and writes what
/// became of it. Ends when there is nothing more to read.
public final class AttackersMain {

    /// Instead of a name: all of them.
    static final String TOGETHER = "*";

    /// As many as one process may well have files open.
    private static final int LESS_TOGETHER = 2;

    private static final int LEAST = 10;

    private AttackersMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What is logged is no report.
        System.setOut(System.err);
        Target target =
                new Target(
                        arguments[0],
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Duration.ofMillis(Long.parseLong(arguments[3])),
                        arguments[4]);
        int crowd = Integer.parseInt(arguments[5]);
        String job = arguments[6];
        List<Attack> alone = Attacks.all(crowd, job);
        List<Attack> together = Attacks.all(Math.max(LEAST, crowd / LESS_TOGETHER), job);
        out.println(new JsonArray(alone.stream().map(Attack::name).toList()).encode());
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<Attack> attacks = order.equals(TOGETHER) ? together : List.of(named(order, alone));
            for (Attack.Harm harm : strike(attacks, target)) {
                out.println(Attackers.told(harm).encode());
            }
        }
    }

    private static Attack named(String name, List<Attack> all) throws IOException {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no attack of the name " + name + "."));
    }

    private static List<Attack.Harm> strike(List<Attack> attacks, Target target)
            throws InterruptedException, ExecutionException {
        List<Attack.Harm> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Attack.Harm>> running =
                    attacks.stream()
                            .map(attack -> threads.submit(() -> attack.run(target)))
                            .toList();
            for (Future<Attack.Harm> each : running) {
                all.add(each.get());
            }
        }
        return all;
    }
}
