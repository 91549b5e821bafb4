package dev.antar.simulator.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A process of attackers, and a server that cuts off everybody, or nobody.
@Timeout(60)
final class AttackersIT {

    private static final int CROWD = 10;

    @TempDir private Path folder;

    private final ServerSocket server = listen();
    private volatile boolean patient;

    @BeforeEach
    void accept() {
        Thread.ofVirtual().start(this::takeEverybody);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void eachKindStrikesWhenItIsToldToAndTellsWhatCameOfIt() throws IOException {
        try (Attackers attackers = start()) {
            assertTrue(attackers.names().contains("silent connections"));

            Attack.Harm silent = attackers.strike("silent connections");

            assertEquals(Map.of("cut off", CROWD), silent.times());
            assertEquals(0, silent.harmful());
        }
    }

    @Test
    void whoIsNotCutOffInTimeIsHarmful() throws IOException {
        patient = true;
        try (Attackers attackers = start()) {
            Attack.Harm silent = attackers.strike("silent connections");

            assertEquals(CROWD, silent.harmful());
            assertTrue(silent.slowestSeconds() >= 1, silent.toString());
        }
    }

    @Test
    void whoFindsNoServerHasDoneNothingToIt() throws IOException {
        try (Attackers attackers = start()) {
            server.close();

            Attack.Harm resets = attackers.strike("resets");

            assertEquals(resets.all(), resets.missing());
        }
    }

    @Test
    void processThatEndsIsNotWaitedFor() throws IOException {
        Attackers attackers = start();
        attackers.close();

        assertThrows(IOException.class, () -> attackers.strike("resets"));
    }

    private Attackers start() throws IOException {
        Target target =
                new Target("127.0.0.1", server.getLocalPort(), 0, Duration.ofSeconds(1), "t");
        return Attackers.start(target, CROWD, "j1", List.of(), folder.resolve("attackers.log"));
    }

    private void takeEverybody() {
        try {
            while (true) {
                Socket socket = server.accept();
                if (!patient) {
                    socket.close();
                }
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
