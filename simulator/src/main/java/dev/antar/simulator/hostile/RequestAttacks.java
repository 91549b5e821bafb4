package dev.antar.simulator.hostile;

import dev.antar.simulator.hostile.Attack.Seen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Requests that are too large, broken, or not what they seem.
final class RequestAttacks {

    private static final int DEEP = 100_000;

    /// What a body may have at most; deeper and longer ones never reach the reader of JSON.
    private static final int BODY_BYTES = 60_000;

    private static final int MEGABYTE = 1 << 20;
    private static final int BOMB_BYTES = 20 * MEGABYTE;

    private RequestAttacks() {}

    /// @param crowd how many of each, but for those that try every form once
    static List<Attack> all(int crowd) {
        return List.of(
                new Attack("giant heads", crowd, RequestAttacks::giantHead),
                new Attack("bodies that are no JSON", crowd, RequestAttacks::badBody),
                new Attack("two requests in one", SMUGGLED.size(), RequestAttacks::smuggle),
                new Attack("ways out of the folder", PATHS.size(), RequestAttacks::wayOut),
                new Attack("requests by the thousand", crowd, RequestAttacks::pipeline),
                new Attack("answers never read", crowd, RequestAttacks::deaf),
                new Attack("resets", 3 * crowd, RequestAttacks::reset));
    }

    private static Seen giantHead(Target target, int number) throws IOException {
        return switch (number % 3) {
            case 0 -> refused(target, number, "GET /", GIANT, " HTTP/1.1\r\nHost: HOST\r\n\r\n");
            case 1 -> refused(target, number, GET + "X: ", GIANT, "\r\n\r\n");
            default -> refused(target, number, GET, FIELDS, "\r\n");
        };
    }

    private static final String GET = "GET /livez HTTP/1.1\r\nHost: HOST\r\n";
    private static final byte[] GIANT = bytes("x".repeat(MEGABYTE));
    private static final byte[] FIELDS = bytes("X: y\r\n".repeat(DEEP));

    private static final String PLACE = "{\"kind\":\"RIDE\",\"pickup\":{\"lat\":";

    /// Made once: each of a thousand attackers sends some hundred kilobytes.
    private static final List<byte[]> BODIES =
            List.of(
                    bytes("[".repeat(BODY_BYTES)),
                    bytes("{\"a\":".repeat(DEEP)),
                    bytes(PLACE + "9".repeat(BODY_BYTES) + "}}"),
                    bytes(PLACE + "1e" + "9".repeat(DEEP) + "}}"),
                    bytes("{\"kind\":\"\u00ff\u00fe\u00c0\u00af\"}"),
                    bomb(),
                    bytes(PLACE + "NaN}}" + "\0".repeat(99)),
                    bytes("\"" + "\\u0000".repeat(BODY_BYTES / 6)));

    private static final int BOMB = 5;

    private static Seen badBody(Target target, int number) throws IOException {
        int form = number % BODIES.size();
        byte[] body = BODIES.get(form);
        String head =
                "POST /v1/jobs HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n"
                        + (form == BOMB ? "Content-Encoding: gzip\r\n" : "")
                        + "Idempotency-Key: "
                        + target.tag()
                        + "-body-"
                        + number
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        return refused(target, number, head, body, "");
    }

    /// Whatever is done to such a request, it is not carried out.
    private static Seen refused(
            Target target, int number, String before, byte[] middle, String after)
            throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(before);
            connection.send(middle);
            connection.send(after);
            int status = connection.status(target.patience());
            return status == 0
                    ? Seen.ended(connection.awaitEnd(target.patience()))
                    : status >= 400 && status != 500
                            ? Seen.bounded("answered " + status)
                            : Seen.harmful("answered " + status);
        }
    }

    /// Twenty megabytes of nothing, in twenty kilobytes.
    private static byte[] bomb() {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            byte[] nothing = new byte[MEGABYTE];
            for (int i = 0; i < BOMB_BYTES / MEGABYTE; i++) {
                out.write(nothing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }

    /// Each character becomes one byte.
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final String INNER = "GET /v1/regions HTTP/1.1\r\nHost: HOST\r\n\r\n";

    /// Each is one request to some readers and two to others: where a proxy stands before the
    /// server, the second would be another client's.
    private static final List<String> SMUGGLED =
            List.of(
                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + INNER,
                    "Content-Length: 0\r\nContent-Length: 50\r\n\r\n" + INNER,
                    "Content-Length: 0, 50\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + INNER,
                    "Transfer-Encoding: x\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
                            + INNER,
                    "Content-Length: +0\r\n\r\n" + INNER,
                    "Content-Length: -1\r\n\r\n" + INNER,
                    "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + INNER);

    private static Seen smuggle(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send("POST /livez HTTP/1.1\r\nHost: HOST\r\n" + SMUGGLED.get(number));
            String answers = connection.answers(Duration.ofSeconds(2));
            return answers.contains("radiusMeters")
                    ? Seen.harmful("form " + number + " answered twice")
                    : Seen.bounded("answered " + RawConnection.statusOf(answers) + ", once");
        }
    }

    private static final List<String> PATHS =
            List.of(
                    "/../../../../../../etc/passwd",
                    "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                    "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                    "/assets/..%5c..%5c..%5cetc%5cpasswd",
                    "/assets/....//....//....//etc/passwd",
                    "/assets/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                    "//etc/passwd",
                    "/assets/../../../META-INF/MANIFEST.MF",
                    "/..;/..;/etc/passwd",
                    "/%00/etc/passwd",
                    "/webroot/../dev/antar/server/Main.class",
                    "/assets/..%252f..%252fetc%252fpasswd");

    private static Seen wayOut(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(
                    "GET "
                            + PATHS.get(number)
                            + " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
            String answer = connection.answers(target.patience());
            boolean out =
                    answer.contains("root:")
                            || answer.contains("Manifest-Version")
                            || answer.contains("\u00ca\u00fe\u00ba\u00be");
            return out
                    ? Seen.harmful("let out by " + PATHS.get(number))
                    : Seen.bounded("answered " + RawConnection.statusOf(answer));
        }
    }

    private static final int PIPELINED = 2_000;
    private static final byte[] PIPELINE =
            bytes("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".repeat(PIPELINED));

    /// Some are answered, then the server has had enough.
    private static Seen pipeline(Target target, int number) throws IOException {
        try (RawConnection connection = target.connect(number)) {
            connection.send(PIPELINE);
            return Seen.ended(connection.awaitEnd(target.patience()));
        }
    }

    private static final int UNREAD = 5_000;
    private static final Duration DEAF = Duration.ofSeconds(6);

    private static final byte[] PADDED =
            bytes(
                    "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Padding: "
                            + "x".repeat(4_000)
                            + "\r\n\r\n");

    /// Asks on and on for something large and reads nothing: the server stops to listen.
    private static Seen deaf(Target target, int number) throws IOException, InterruptedException {
        List<Integer> sent = new ArrayList<>();
        try (RawConnection connection = target.connect(number)) {
            Thread sender =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < UNREAD; i++) {
                                                connection.send(PADDED);
                                            }
                                            sent.add(UNREAD);
                                        } catch (IOException _) {
                                            // Closed below, or by the server.
                                        }
                                    });
            sender.join(DEAF);
            connection.reset();
            sender.join();
        }
        return sent.isEmpty()
                ? Seen.bounded("not listened to any more")
                : Seen.harmful("listened to for " + UNREAD + " requests");
    }

    private static Seen reset(Target target, int number) throws IOException {
        RawConnection connection = target.connect(number);
        connection.send("GET /livez HTTP/1.1\r\nHost: HO");
        connection.reset();
        return Seen.bounded("reset");
    }
}
