package dev.antar.simulator.hostile;

import dev.antar.simulator.hostile.Attack.Seen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Websockets that send what no client sends.
final class SocketAttacks {

    private static final long GIANT_BYTES = 16L << 20;
    private static final int PIECE = 8 * 1024;
    private static final byte[] NOTHING = new byte[PIECE];
    private static final byte[] SPACES = " ".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEGINNING = Frames.frame(Frames.TEXT, SPACES);
    private static final byte[] MORE = Frames.frame(Frames.CONTINUATION, SPACES);
    private static final int FLOOD = 100_000;
    private static final int FRAMES_AT_ONCE = 100;
    private static final int DEEP = 5_000;
    private static final int LONG = 15_000;

    private SocketAttacks() {}

    /// @param crowd how many of each
    static List<Attack> all(int crowd) {
        return List.of(
                new Attack("giant frames", crowd, SocketAttacks::giantFrame),
                new Attack("giant messages in pieces", crowd, SocketAttacks::pieces),
                new Attack("floods of empty pieces", crowd, SocketAttacks::emptyPieces),
                new Attack("floods of pings", crowd, SocketAttacks::pings),
                new Attack("floods of frames", crowd, SocketAttacks::frames),
                new Attack("frames that are no text", crowd, SocketAttacks::badText),
                new Attack("compressed frames", crowd, SocketAttacks::compressed));
    }

    private static Seen giantFrame(Target target, int number) throws IOException {
        return flooded(
                target,
                number,
                connection -> {
                    connection.send(Frames.head(Frames.FINAL | Frames.TEXT, GIANT_BYTES));
                    for (long sent = 0; sent < GIANT_BYTES; sent += PIECE) {
                        connection.send(NOTHING);
                    }
                });
    }

    private static Seen pieces(Target target, int number) throws IOException {
        return flooded(
                target,
                number,
                connection -> {
                    connection.send(BEGINNING);
                    for (long sent = 0; sent < GIANT_BYTES; sent += PIECE) {
                        connection.send(MORE);
                    }
                });
    }

    private static Seen emptyPieces(Target target, int number) throws IOException {
        return flooded(
                target,
                number,
                connection -> {
                    connection.send(Frames.frame(Frames.TEXT, new byte[] {' '}));
                    many(connection, Frames.frame(Frames.CONTINUATION, new byte[0]));
                });
    }

    private static Seen pings(Target target, int number) throws IOException {
        return flooded(
                target,
                number,
                connection ->
                        many(connection, Frames.frame(Frames.FINAL | Frames.PING, new byte[125])));
    }

    private static Seen frames(Target target, int number) throws IOException {
        return flooded(
                target, number, connection -> many(connection, Frames.text("{\"t\":\"ping\"}")));
    }

    private static Seen badText(Target target, int number) throws IOException {
        byte[] bad =
                switch (number % 4) {
                    case 0 -> new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0xaf};
                    case 1 -> "{\"a\":".repeat(DEEP).getBytes(StandardCharsets.US_ASCII);
                    case 2 ->
                            ("{\"t\":\"fix\",\"lat\":" + "9".repeat(LONG) + "}")
                                    .getBytes(StandardCharsets.US_ASCII);
                    default -> "[".repeat(LONG).getBytes(StandardCharsets.US_ASCII);
                };
        try (RawConnection connection = target.connect(number)) {
            if (!welcomed(connection, target, number)) {
                return Seen.bounded("not let in");
            }
            connection.send(Frames.frame(Frames.FINAL | Frames.TEXT, bad));
            String answer = connection.answers(Duration.ofSeconds(2));
            return answer.contains("\"error\"") || connection.awaitEnd(target.patience())
                    ? Seen.bounded("refused or cut off")
                    : Seen.harmful("not refused");
        }
    }

    /// Nobody has agreed on compression.
    private static Seen compressed(Target target, int number) throws IOException {
        return flooded(
                target,
                number,
                connection ->
                        connection.send(
                                Frames.frame(
                                        Frames.FINAL | Frames.COMPRESSED | Frames.TEXT,
                                        new byte[PIECE])));
    }

    private interface Flood {

        void on(RawConnection connection) throws IOException;
    }

    /// Nothing is read of what the server says meanwhile.
    private static Seen flooded(Target target, int number, Flood flood) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            if (!welcomed(connection, target, number)) {
                return Seen.bounded("not let in");
            }
            flood.on(connection);
            return Seen.ended(connection.awaitEnd(target.patience()));
        }
    }

    private static boolean welcomed(RawConnection connection, Target target, int number)
            throws IOException {
        if (connection.upgrade("/v1/driver", target.patience()) != 101) {
            return false;
        }
        connection.send(
                Frames.text(
                        "{\"t\":\"hello\",\"proto\":1,\"driver\":\""
                                + target.tag()
                                + "-flood-"
                                + number
                                + "\"}"));
        return true;
    }

    private static void many(RawConnection connection, byte[] frame) throws IOException {
        byte[] block = new byte[frame.length * FRAMES_AT_ONCE];
        for (int i = 0; i < block.length; i++) {
            block[i] = frame[i % frame.length];
        }
        for (int i = 0; i < FLOOD / FRAMES_AT_ONCE; i++) {
            connection.send(block);
        }
    }
}
