package dev.antar.simulator.hostile;

import dev.antar.simulator.hostile.Attack.Seen;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Attackers who keep connections and let the server wait for the rest.
final class WaitingAttacks {

    /// How often those who dribble send the next bit.
    private static final Duration DRIP = Duration.ofMillis(500);

    private WaitingAttacks() {}

    /// @param crowd how many of each
    static List<Attack> all(int crowd) {
        return List.of(
                new Attack("silent connections", crowd, WaitingAttacks::silent),
                new Attack("slow headers", crowd, WaitingAttacks::slowHeaders),
                new Attack("slow bodies", crowd, WaitingAttacks::slowBody),
                new Attack("handshakes never finished", crowd, WaitingAttacks::halfHandshake),
                new Attack("sockets that never say who", crowd, WaitingAttacks::noHello));
    }

    private static Seen silent(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            return Seen.ended(connection.awaitEnd(target.patience()));
        }
    }

    private static Seen slowHeaders(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send("GET /livez HTTP/1.1\r\nHost: HOST\r\n");
            return dribble(connection, "X-More: and more\r\n", target.patience());
        }
    }

    private static Seen slowBody(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(
                    "POST /v1/jobs HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n"
                            + "Idempotency-Key: "
                            + target.tag()
                            + "-slow-"
                            + number
                            + "\r\nContent-Length: 5000\r\n\r\n");
            return dribbleBody(connection, target.patience());
        }
    }

    /// Whoever is refused has an answer, and may ask something else on his connection.
    private static Seen dribbleBody(RawConnection connection, Duration patience)
            throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            connection.send(" ");
            int status = connection.status(DRIP);
            if (status >= 400) {
                return Seen.bounded("answered " + status);
            }
        }
        return Seen.ended(connection.awaitEnd(DRIP));
    }

    private static Seen halfHandshake(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send("GET /v1/driver HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\n");
            return Seen.ended(connection.awaitEnd(target.patience()));
        }
    }

    private static Seen noHello(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            int status = connection.upgrade("/v1/driver", target.patience());
            if (status != 101) {
                return Seen.bounded("answered " + status);
            }
            return Seen.ended(connection.awaitEnd(target.patience()));
        }
    }

    /// Sends a bit now and then until it is answered or cut off.
    private static Seen dribble(RawConnection connection, String bit, Duration patience)
            throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            connection.send(bit);
            if (connection.awaitEnd(DRIP)) {
                return Seen.ended(true);
            }
        }
        return Seen.ended(false);
    }
}
