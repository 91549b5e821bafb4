package dev.antar.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.simulator.load.Load;
import dev.antar.simulator.load.LoadResult;
import dev.antar.simulator.processes.ServerProcess;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Drivers and customers over real sockets, and a server that is killed meanwhile.
class ServerKilledIT {

    @TempDir private Path folder;

    @Test
    void nothingIsLostWhenTheServerIsKilledInTheMiddle() throws Exception {
        ServerFolder servers = new ServerFolder(folder);
        Vertx vertx = Vertx.vertx();
        ServerProcess server = servers.start();
        try {
            Load load = new Load(Outage.load(server, 10), vertx);
            Future<LoadResult> running = load.start();
            Outage.await(() -> load.status().completed() >= 5, "the first jobs to be completed");

            server.kill();
            server = servers.start();

            LoadResult result = running.await();
            assertTrue(result.verdict().clean(), result.verdict().toString());
            assertTrue(result.verdict().acknowledged() > 30, result.verdict().toString());
            assertTrue(result.traffic().reconnects() >= 60, "every driver came back by himself");
            assertEquals(
                    0, result.jobs().stream().filter(job -> job.outcome().equals("OPEN")).count());
        } finally {
            vertx.close().await();
            server.close();
        }
        servers.assertNoProcessIsLeft();
        assertBothLivesAreReplayedBitForBit(servers.recordings());
    }

    private void assertBothLivesAreReplayedBitForBit(Path recordings) throws Exception {
        Path told = folder.resolve("replay.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getenv("ANTAR_JVM_FLAGS").strip().split(" +", -1)));
        command.addAll(List.of("-cp", System.getenv("ANTAR_SERVER_CLASSPATH")));
        command.addAll(
                List.of("dev.antar.server.Main", "replay", recordings.toString(), "--verify"));
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start()
                        .waitFor();
        String lines = Files.readString(told);
        assertEquals(0, code, lines);
        assertEquals(2, lines.lines().filter(line -> line.contains("EQUAL")).count(), lines);
    }
}
